import type { ReactNode } from "react";
import { identityGround } from "#shared/domain/identity/identity-check.ts";
import { deskSessions, sessionBoard, startSession } from "#shared/protocol/conduct.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { checkIn, openCheckIn } from "#shared/protocol/rooms.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, EmptyState, LinkButton, Notice, StateTag } from "#client/ui/index.ts";
import type { MediaRoom } from "../media/use-media-room.ts";
import { LiveRoom } from "../stage/live-room.tsx";
import { OwnControls } from "../stage/own-controls.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import { SelfTile } from "../stage/self-tile.tsx";
import { sideLook } from "../side-camera/side-camera-card.tsx";
import { SideTile } from "../side-camera/side-tile.tsx";
import { CallAgain } from "./call-again.tsx";
import { EndCall } from "./end-call.tsx";
import { EquipmentLine } from "./equipment-line.tsx";
import styles from "./check-in.module.css";

export interface CheckInDeskProps {
  readonly sessionId: string;
  readonly sittingId: string;
  /** The identity form, beside the picture. */
  readonly renderIdentity: (sittingId: string, readmitsSeatId: string | null) => ReactNode;
  /** Another date, for somebody whose exam was put off. */
  readonly renderNewDate: (sittingId: string) => ReactNode;
}

/** The adviser's side of the check-in: the person large, the identity form beside. */
export function CheckInDesk({ sessionId, sittingId, renderIdentity, renderNewDate }: CheckInDeskProps): ReactNode {
  const t = useT();
  const query = useRoute(checkIn, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)], pollMs: 10_000 });
  const open = useChange(openCheckIn, [checkIn, sessionBoard]);
  const start = useChange(startSession, [sessionBoard, deskSessions, checkIn]);
  const board = useRoute(sessionBoard, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  // Nobody is called before the session has begun: that is then the thing to do.
  const mustStart = board.data?.next.step === "START";
  return (
    <Fetched query={query}>
      {({ candidateName, state, hasMedia, roomId, seatRequestId, sideCamera }) => {
        const opener = board.data?.openRooms.find((one) => one.roomId === roomId);
        return (
          <div className={styles.desk}>
            <header className={styles.header}>
              <h1>{t("lead.checkInTitle", { name: candidateName })}</h1>
              <div className={styles.actions}>
                {roomId !== null && (
                  <EndCall sittingId={sittingId} roomId={roomId} state={state} isReadmission={seatRequestId !== null} />
                )}
                <LinkButton href={`/bureau/${sessionId}`}>{t("lead.backToDesk")}</LinkButton>
              </div>
            </header>
            <RefusalNotice error={open.error ?? start.error} />
            {seatRequestId !== null && (
              <Notice role="status">{t("lead.readmitNotice", { name: candidateName })}</Notice>
            )}
            <div className={styles.columns}>
              <div className={styles.video}>
                {!hasMedia && <Notice title={t("lead.checkInAtTable")} />}
                {hasMedia && roomId === null && (state === "WAITING" || seatRequestId !== null) && (
                  <Card title={t("lead.callTitle", { name: candidateName })}>
                    <p>{t(seatRequestId === null ? "lead.callLead" : "lead.readmitLead")}</p>
                    {mustStart && (
                      <>
                        <p>{t("lead.callAfterStart")}</p>
                        <Button
                          variant="primary"
                          size="large"
                          isBusy={start.isPending}
                          onClick={() => start.mutate({ params: { sessionId } })}
                        >
                          {t("desk.step.START")}
                        </Button>
                      </>
                    )}
                    <Button
                      variant={mustStart ? "secondary" : "primary"}
                      size="large"
                      isBusy={open.isPending}
                      disabled={mustStart}
                      onClick={() => open.mutate({ params: { sittingId } })}
                    >
                      {t("lead.call")}
                    </Button>
                  </Card>
                )}
                {hasMedia && roomId === null && seatRequestId === null && statesUnderWay.includes(state) && (
                  <CallAgain sessionId={sessionId} sittingId={sittingId} name={candidateName} state={state} />
                )}
                {hasMedia &&
                  roomId === null &&
                  state !== "WAITING" &&
                  seatRequestId === null &&
                  !statesUnderWay.includes(state) && (
                    <EmptyState title={state === "SCHEDULED" ? t("lead.notArrived") : t("lead.checkInDone")} />
                  )}
                {sideCamera && (
                  <p>
                    <StateTag {...sideLook(sideCamera)}>{t(`sidecamera.state.${sideCamera.state}`)}</StateTag>
                  </p>
                )}
                {roomId !== null && (
                  <>
                    {opener && <p className="quiet">{t("lead.callBy", { name: opener.openedByName })}</p>}
                    <LiveRoom roomId={roomId} lead={t("lead.checkInLead")} isRecorded={false}>
                      {(room) => <Call room={room} />}
                    </LiveRoom>
                  </>
                )}
              </div>
              <aside className={styles.side}>
                <CheckedAlready sittingId={sittingId} />
                {state === "NOT_COMPLETED" ? renderNewDate(sittingId) : renderIdentity(sittingId, seatRequestId)}
                {hasMedia && board.data && (
                  <EquipmentLine sittingId={sittingId} timeZone={board.data.session.timeZone} />
                )}
              </aside>
            </div>
          </div>
        );
      }}
    </Fetched>
  );
}

/** What was noted of this person's identity so far, in its order. */
function CheckedAlready({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const record = useRoute(sittingRecord, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data;
  if (!record || record.identityChecks.length === 0) return null;
  return (
    <Notice role="note" tone="info" title={t("lead.identityNoted")}>
      <ul>
        {record.identityChecks.map(({ at, outcome, documentType, checkedByName }) => (
          <li key={at}>
            {formatTime(locale, at, record.timeZone)} · {t(`identity.outcome.${outcome}`)} ·{" "}
            {t(`identity.document.${identityGround(documentType, outcome)}`)} · {checkedByName}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Call({ room }: { readonly room: MediaRoom }): ReactNode {
  return (
    <div className={styles.video}>
      <div className={styles.faces}>
        {room.mates
          .filter(({ role, isConnected }) => role === "CANDIDATE" || isConnected)
          .map((mate) => (
            <RoomTile key={mate.peer} room={room} mate={mate} />
          ))}
        {room.mates.map((mate) => (
          <SideTile key={mate.peer} mate={mate} name={mate.name} />
        ))}
      </div>
      <div className={styles.own}>
        <SelfTile room={room} />
        <OwnControls room={room} isCompact />
      </div>
    </div>
  );
}
