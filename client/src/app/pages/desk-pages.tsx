import type { ReactNode } from "react";
import { useParams } from "react-router";
import { BoardPage } from "#client/features/desk/board-page.tsx";
import { CaptioningNotice } from "#client/features/desk/captioning-notice.tsx";
import { WatchersTool } from "#client/features/desk/watchers-tool.tsx";
import { IdentityForm } from "#client/features/identity/identity-form.tsx";
import { RoomLookDesk } from "#client/features/identity/room-look-desk.tsx";
import { IncidentPanel } from "#client/features/integrity/incident-panel.tsx";
import { RecordPanel } from "#client/features/integrity/record-panel.tsx";
import { ArrivalsPage } from "#client/features/paper/arrivals-page.tsx";
import { useSupervisionDesk } from "#client/features/rooms/supervision/use-supervision-desk.ts";
import { WatchedPicture } from "#client/features/rooms/supervision/watched-picture.tsx";
import { DeskConnection, TilesPicture, WatchedStage } from "#client/features/rooms/supervision/watched-stage.tsx";
import { LogPanel } from "#client/features/session-log/log-panel.tsx";

/** Pages in which several features meet: the identity form and the record are the same wherever they are shown. */

const renderIdentity = (sittingId: string, onRecorded: () => void): ReactNode => (
  <div className="stack">
    <RoomLookDesk sittingId={sittingId} titleLevel={3} />
    <IdentityForm sittingId={sittingId} onRecorded={onRecorded} />
  </div>
);

export function DeskBoardPage(): ReactNode {
  const { sessionId = "" } = useParams();
  const desk = useSupervisionDesk(sessionId);
  return (
    <BoardPage
      {...(desk && {
        renderPicture: (sittingId: string, isSelected: boolean, isWatched: boolean) => (
          <WatchedPicture desk={desk} sittingId={sittingId} isInFull={isSelected && desk.isLooking} isWatched={isWatched} />
        ),
        lackOf: desk.lackOf,
        tilesTool: (
          <>
            <WatchersTool sessionId={sessionId} duty="WATCH" />
            <TilesPicture desk={desk} />
          </>
        ),
        renderStage: (sittingId: string, name: string) => (
          <>
            <WatchedStage desk={desk} sittingId={sittingId} name={name} />
            <DeskConnection desk={desk} />
          </>
        ),
      })}
      log={<LogPanel sessionId={sessionId} />}
      renderIdentity={renderIdentity}
      renderIncidents={(sittingId, name, buttonId) => (
        <IncidentPanel sittingId={sittingId} name={name} buttonId={buttonId} />
      )}
      renderRecord={(sittingId) => (
        <>
          <RoomLookDesk sittingId={sittingId} titleLevel={3} isFolded />
          <RecordPanel sittingId={sittingId} titleLevel={3} />
        </>
      )}
    />
  );
}

export function SupportPage(): ReactNode {
  return (
    <div className="stack-loose">
      <CaptioningNotice />
      <ArrivalsPage renderIdentity={renderIdentity} />
    </div>
  );
}
