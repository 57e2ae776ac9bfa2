import { useState, type ReactNode } from "react";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { closeDiscussion, discussionDesk, type AdviserDiscussionView } from "#shared/protocol/discussion.ts";
import { speakingTimes, type SpeakingTimesView } from "#shared/protocol/floor.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, LinkButton, RoomShell } from "#client/ui/index.ts";
import type { MediaRoom } from "../media/use-media-room.ts";
import { CaptionsPanel } from "../stage/captions-panel.tsx";
import { KeysButton } from "../stage/keys-button.tsx";
import { Listeners } from "../stage/listeners.tsx";
import { LiveRoom } from "../stage/live-room.tsx";
import { OwnControls } from "../stage/own-controls.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import { TableMicrophones } from "../table/table-microphones.tsx";
import { clockText, useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/desk.module.css";
import { AbsencePanel } from "./absence-panel.tsx";
import { FloorPanel } from "./floor-panel.tsx";
import { FramePanel } from "./frame-panel.tsx";
import { GatePanel } from "./gate-panel.tsx";
import { HeardByDots, HearingTable, type HearingPerson } from "./hearing-table.tsx";
import { OpenDiscussion } from "./open-discussion.tsx";
import { PersonChoice } from "./person-choice.tsx";
import { SpeakingPanel } from "./speaking-panel.tsx";

/** Whose rubric it is, and whether the activity is still on. */
export interface RubricPerson {
  readonly sittingId: string;
  readonly name: string;
  readonly isUnderWay: boolean;
}

export interface DiscussionDeskProps {
  readonly sessionId: string;
  /** The rubric of the selected person. */
  readonly renderRubric: (person: RubricPerson, kind: "DISCUSSION") => ReactNode;
  /** Who else types captions; shows nothing where nobody has them. */
  readonly captionsTool?: ReactNode;
}

// Speech is written down every five seconds.
const speechEveryMs = 5_000;

/** The advisers' page: people on the left, the frame in the middle, the rubric of the selected person on the right. */
export function DiscussionDesk({ sessionId, renderRubric, captionsTool }: DiscussionDeskProps): ReactNode {
  const query = useRoute(discussionDesk, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  return <Fetched query={query}>{(view) => <Desk view={view} renderRubric={renderRubric} captionsTool={captionsTool} />}</Fetched>;
}

function Desk({
  view,
  renderRubric,
  captionsTool,
}: { readonly view: AdviserDiscussionView } & Pick<DiscussionDeskProps, "renderRubric" | "captionsTool">): ReactNode {
  const t = useT();
  const close = useChange(closeDiscussion, [discussionDesk, sessionBoard]);
  const [isClosing, setClosing] = useState(false);
  const participants = view.people.filter(({ isParticipant }) => isParticipant);
  const [chosen, setChosen] = useState<string>();
  const person = participants.find(({ sittingId }) => sittingId === chosen) ?? participants[0];
  const { roomId } = view;
  const isOpen = view.state === "OPEN";
  const speech = useRoute(
    speakingTimes,
    { params: { roomId: roomId ?? "" } },
    { isEnabled: roomId !== null, pollMs: isOpen ? speechEveryMs : false },
  );
  const end = (): void => {
    if (roomId !== null) close.mutate({ params: { roomId } }, { onSettled: () => setClosing(false) });
  };
  return (
    <RoomShell
      density="dense"
      skipLabel={t("common.skipToContent")}
      title={t("rooms.discussion")}
      status={<Remaining view={view} />}
      help={
        <>
          {view.state === "OPEN" && (
            <Button variant="primary" onClick={() => setClosing(true)}>
              {t("lead.closeDiscussion")}
            </Button>
          )}
          {view.state !== "CLOSED" && captionsTool}
          {view.state !== "NOT_OPENED" && (
            <KeysButton
              keys={[
                { keys: ["J", "K"], label: t("lead.key.people") },
                ...(isOpen
                  ? [
                      { keys: ["A", "S", "D", "F", "G", "H"], label: t("lead.key.prompts") },
                      { keys: ["P"], label: t("lead.key.give") },
                      { keys: ["L"], label: t("lead.key.offer") },
                      { keys: ["X"], label: t("lead.key.takeBack") },
                    ]
                  : []),
                { keys: ["0\u00a0– 5"], label: t("lead.key.band") },
              ]}
            />
          )}
          <LinkButton href={`/bureau/${view.sessionId}`}>{t("lead.backToDesk")}</LinkButton>
        </>
      }
    >
      <RefusalNotice error={close.error} />
      {view.state === "NOT_OPENED" || !person ? (
        <OpenDiscussion view={view} />
      ) : (
        <div className={styles.page}>
          <div className={styles.column}>
            <Listeners names={view.captioners} />
            {view.state === "OPEN" && view.hasMedia && roomId !== null && (
              <LiveRoom roomId={roomId} lead={t("lead.discussionLead")} isRecorded>
                {(room) => <People room={room} view={view} times={speech.data} />}
              </LiveRoom>
            )}
            {isOpen && !view.hasMedia && roomId !== null && (
              <TableMicrophones roomId={roomId} timeZone={view.timeZone} />
            )}
            {isOpen && roomId !== null && <AbsencePanel view={view} roomId={roomId} people={participants} />}
            <PersonChoice people={participants} selected={person.sittingId} onSelect={setChosen} />
            {view.state === "CLOSED" && <GatePanel key={person.sittingId} person={person} />}
            {roomId !== null && (
              <CaptionsPanel
                roomId={roomId}
                topics={participants.map(({ sittingId }) => topicOf.sitting(sittingId))}
                isOpen={isOpen}
              />
            )}
            {speech.data && <SpeakingPanel view={view} times={speech.data} />}
          </div>
          <div className={styles.column}>
            {isOpen && roomId !== null && <FloorPanel view={view} roomId={roomId} person={person} />}
            <FramePanel view={view} person={person} />
          </div>
          <div className={styles.column} key={person.sittingId}>
            <h2>{t("lead.rubricOf", { name: person.name })}</h2>
            {renderRubric(
              { sittingId: person.sittingId, name: person.name, isUnderWay: view.state === "OPEN" },
              "DISCUSSION",
            )}
          </div>
        </div>
      )}
      <ConfirmDialog
        isOpen={isClosing}
        onCancel={() => setClosing(false)}
        onConfirm={end}
        title={t("lead.closeDiscussionTitle")}
        confirmLabel={t("lead.closeDiscussion")}
        cancelLabel={t("common.cancel")}
        isBusy={close.isPending}
      >
        <p>{t("lead.closeDiscussionWarning")}</p>
      </ConfirmDialog>
    </RoomShell>
  );
}

function Remaining({ view }: { readonly view: AdviserDiscussionView }): ReactNode {
  const t = useT();
  const left = useRemaining(view.clock?.endsAt ?? null, view.serverNow);
  if (view.state !== "OPEN") return null;
  return (
    <span className={styles.clock} role="timer">
      {left === null ? t("rooms.clockStopped") : clockText(left)}
    </span>
  );
}

function People({
  room,
  view,
  times,
}: {
  readonly room: MediaRoom;
  readonly view: AdviserDiscussionView;
  readonly times: SpeakingTimesView | undefined;
}): ReactNode {
  const t = useT();
  const names = new Map(view.people.map(({ peer, name }) => [peer, name]));
  const hearing: HearingPerson[] = room.members
    // Whoever only listens is none of those who must hear each other.
    .filter(({ isConnected, part }) => isConnected && part !== "LISTENER")
    .map((member) => ({ peer: member.peer, name: names.get(member.peer) ?? member.name, member }));
  return (
    <>
      <div className={styles.tiles}>
        {room.mates
          .filter(({ role, isConnected }) => role === "CANDIDATE" || (role === "ADVISER" && isConnected))
          .map((mate) => {
            const person = view.people.find(({ peer }) => peer === mate.peer);
            const time = times?.people.find(({ sittingId }) => sittingId === person?.sittingId);
            return (
              <RoomTile
                key={mate.peer}
                room={room}
                mate={{ ...mate, name: person?.name ?? mate.name }}
                isHandRaised={person !== undefined && person.handAt !== null}
                hasFloor={person !== undefined && view.floor?.sittingId === person.sittingId}
              >
                {mate.isConnected && <HeardByDots people={hearing} peer={mate.peer} />}
                {time && times && times.totalSeconds > 0 && (
                  <span title={t("floor.times")}>{`${Math.round(time.share * 100)}\u00a0%`}</span>
                )}
              </RoomTile>
            );
          })}
      </div>
      <OwnControls room={room} isCompact />
      {hearing.length > 1 && <HearingTable people={hearing} />}
    </>
  );
}
