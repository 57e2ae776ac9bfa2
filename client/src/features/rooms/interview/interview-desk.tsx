import { useState, type ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { closeInterview, interviewDesk, openInterview, type AdviserInterviewView } from "#shared/protocol/interview.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, LinkButton, Notice, RoomShell } from "#client/ui/index.ts";
import type { RubricPerson } from "../discussion/discussion-desk.tsx";
import type { MediaRoom } from "../media/use-media-room.ts";
import { CaptionsPanel } from "../stage/captions-panel.tsx";
import { KeysButton } from "../stage/keys-button.tsx";
import { LiveRoom } from "../stage/live-room.tsx";
import { OwnControls } from "../stage/own-controls.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import { TableMicrophones } from "../table/table-microphones.tsx";
import { clockText, useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/desk.module.css";
import { InterviewFramePanel } from "./interview-frame-panel.tsx";

export interface InterviewDeskProps {
  readonly sessionId: string;
  readonly sittingId: string;
  readonly renderRubric: (person: RubricPerson, kind: "INTERVIEW") => ReactNode;
}

/** The adviser's page: the person, the frame, the rubric. */
export function InterviewDesk({ sittingId, renderRubric }: InterviewDeskProps): ReactNode {
  const query = useRoute(interviewDesk, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  return <Fetched query={query}>{(view) => <Desk view={view} renderRubric={renderRubric} />}</Fetched>;
}

function Desk({
  view,
  renderRubric,
}: { readonly view: AdviserInterviewView } & Pick<InterviewDeskProps, "renderRubric">): ReactNode {
  const t = useT();
  const close = useChange(closeInterview, [interviewDesk, sessionBoard]);
  const [isClosing, setClosing] = useState(false);
  const { roomId, sittingId, candidateName } = view;
  const end = (): void => {
    if (roomId !== null) close.mutate({ params: { roomId } }, { onSettled: () => setClosing(false) });
  };
  return (
    <RoomShell
      density="dense"
      skipLabel={t("common.skipToContent")}
      title={t("lead.interviewWith", { name: candidateName })}
      status={<Remaining view={view} />}
      help={
        <>
          {view.state === "OPEN" && (
            <Button variant="primary" onClick={() => setClosing(true)}>
              {t("lead.closeInterview")}
            </Button>
          )}
          {view.state !== "NOT_OPENED" && (
            <KeysButton
              keys={[
                { keys: ["J", "K"], label: t("lead.key.sections") },
                { keys: ["E"], label: t("lead.key.element") },
                { keys: ["0\u00a0– 5"], label: t("lead.key.band") },
              ]}
            />
          )}
          <LinkButton href={`/bureau/${view.sessionId}`}>{t("lead.backToDesk")}</LinkButton>
        </>
      }
    >
      <RefusalNotice error={close.error} />
      {view.state === "NOT_OPENED" ? (
        <Open view={view} />
      ) : (
        <div className={styles.page}>
          <div className={styles.column}>
            {view.state === "CLOSED" && (
              <Notice tone={view.isMarkDue ? "attention" : "success"} title={t("lead.interviewOver")}>
                {view.isMarkDue && <p>{t("lead.interviewToLock")}</p>}
              </Notice>
            )}
            {view.state === "OPEN" && view.hasMedia && roomId !== null && (
              <LiveRoom roomId={roomId} lead={t("lead.interviewLead")} isRecorded>
                {(room) => <People room={room} name={candidateName} peer={view.peer} />}
              </LiveRoom>
            )}
            {view.state === "OPEN" && !view.hasMedia && roomId !== null && (
              <TableMicrophones roomId={roomId} timeZone={view.timeZone} />
            )}
            {roomId !== null && (
              <CaptionsPanel roomId={roomId} topics={[topicOf.sitting(sittingId)]} isOpen={view.state === "OPEN"} />
            )}
            {view.writtenText !== null && (
              <Card title={t("lead.writtenText")}>
                <p className={styles.quiet} lang={languageTag(view.language)}>
                  {view.writtenText}
                </p>
              </Card>
            )}
          </div>
          <div className={styles.column}>
            <InterviewFramePanel view={view} />
          </div>
          <div className={styles.column}>
            <h2>{t("lead.rubricOf", { name: candidateName })}</h2>
            {view.heldByName !== null && <p className="quiet small">{t("lead.interviewHeldBy", { name: view.heldByName })}</p>}
            {renderRubric({ sittingId, name: candidateName, isUnderWay: view.state === "OPEN" }, "INTERVIEW")}
          </div>
        </div>
      )}
      <ConfirmDialog
        isOpen={isClosing}
        onCancel={() => setClosing(false)}
        onConfirm={end}
        title={t("lead.closeInterviewTitle")}
        confirmLabel={t("lead.closeInterview")}
        cancelLabel={t("common.cancel")}
        isBusy={close.isPending}
      >
        <p>{t("lead.closeInterviewWarning")}</p>
      </ConfirmDialog>
    </RoomShell>
  );
}

function Open({ view }: { readonly view: AdviserInterviewView }): ReactNode {
  const t = useT();
  const open = useChange(openInterview, [interviewDesk, sessionBoard]);
  return (
    <div className={styles.wide}>
      <RefusalNotice error={open.error} />
      {!view.mayOpen && <Notice title={t("lead.interviewNotYet")} />}
      <Card
        title={t("lead.interviewWith", { name: view.candidateName })}
        actions={
          <Button
            variant="primary"
            size="large"
            isBusy={open.isPending}
            disabled={!view.mayOpen}
            onClick={() => open.mutate({ params: { sittingId: view.sittingId } })}
          >
            {t("lead.openInterview")}
          </Button>
        }
      >
        <p>{view.hasMedia ? t("lead.openInterviewOnline") : t("lead.openInterviewAtTable")}</p>
        <p className="quiet">{t("lead.interviewMarks")}</p>
      </Card>
    </div>
  );
}

function Remaining({ view }: { readonly view: AdviserInterviewView }): ReactNode {
  const t = useT();
  const left = useRemaining(view.endsAt, view.serverNow);
  if (view.state !== "OPEN") return null;
  return (
    <span className={styles.clock} role="timer">
      {left === null ? t("rooms.clockStopped") : clockText(left)}
    </span>
  );
}

function People({
  room,
  name,
  peer,
}: {
  readonly room: MediaRoom;
  readonly name: string;
  readonly peer: string;
}): ReactNode {
  return (
    <>
      <div className={styles.large}>
        {room.mates
          .filter(({ role, isConnected }) => role === "CANDIDATE" || isConnected)
          .map((mate) => (
            <RoomTile key={mate.peer} room={room} mate={mate.peer === peer ? { ...mate, name } : mate} />
          ))}
      </div>
      <OwnControls room={room} isCompact />
    </>
  );
}
