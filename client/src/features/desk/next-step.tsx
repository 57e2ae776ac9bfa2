import type { ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import type { GroupActivity } from "#shared/domain/conduct/readiness.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, Notice, useToast } from "#client/ui/index.ts";
import type { Act } from "./acts.ts";
import { addresses } from "./addresses.ts";
import styles from "./board.module.css";

type Board = RouteAnswer<typeof conduct.sessionBoard>;

export interface NextStepProps {
  readonly board: Board;
  readonly onAct: (act: Act) => void;
}

/** When the last clock that runs is to stop. */
function lastEnd({ sittings }: Board): string | undefined {
  const ends = sittings.flatMap(({ runs }) =>
    runs.flatMap(({ state, endsAt }) => (state === "OPEN" && endsAt !== null ? [endsAt] : [])),
  );
  return ends.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}

/** The one thing to do now, or to wait for. */
export function NextStep({ board, onAct }: NextStepProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const showToast = useToast();
  const { sessionId, deliveryMode } = board.session;
  const { step, sittingId } = board.next;
  const start = useChange(conduct.startSession, [conduct.sessionBoard, conduct.deskSessions]);
  const open = useChange(conduct.openActivity, [conduct.sessionBoard, sittingRecord]);
  const resume = useChange(conduct.resumeSittings, [conduct.sessionBoard, sittingRecord]);
  const release = useChange(conduct.releaseSession, [conduct.sessionBoard, sittingRecord]);
  const name = board.sittings.find((sitting) => sitting.sittingId === sittingId)?.name ?? "";
  const openFor = (activity: GroupActivity): void =>
    open.mutate(
      { params: { sessionId, activity }, body: { sittingIds: null } },
      { onSuccess: ({ opened }) => showToast(t("desk.opened", { count: opened.length }), "success") },
    );

  const end = lastEnd(board);

  const action = (): ReactNode => {
    switch (step) {
      case "START":
        return (
          <Button variant="primary" isBusy={start.isPending} onClick={() => start.mutate({ params: { sessionId } })}>
            {t("desk.step.START")}
          </Button>
        );
      case "CHECK_IDENTITY":
        if (sittingId === null) return null;
        return deliveryMode === "ONLINE" ? (
          <LinkButton variant="primary" href={addresses.checkIn(sessionId, sittingId)}>
            {t("desk.step.CHECK_IDENTITY", { name })}
          </LinkButton>
        ) : (
          <Button variant="primary" onClick={() => onAct({ kind: "identity", sittingId })}>
            {t("desk.step.CHECK_IDENTITY", { name })}
          </Button>
        );
      case "OPEN_READING":
      case "OPEN_WRITING":
        return (
          <Button
            variant="primary"
            isBusy={open.isPending}
            onClick={() => openFor(step === "OPEN_READING" ? "READING" : "WRITING")}
          >
            {t(`desk.step.${step}`)}
          </Button>
        );
      case "DISCUSSION":
        return (
          <LinkButton variant="primary" href={addresses.discussion(sessionId)}>
            {t(
              board.openRooms.some(({ kind }) => kind === "DISCUSSION")
                ? "desk.step.DISCUSSION_open"
                : "desk.step.DISCUSSION",
            )}
          </LinkButton>
        );
      case "GATE":
        return (
          <LinkButton variant="primary" href={addresses.discussion(sessionId)}>
            {t("desk.step.GATE")}
          </LinkButton>
        );
      case "INTERVIEW":
        return sittingId === null ? null : (
          <LinkButton variant="primary" href={addresses.interview(sessionId, sittingId)}>
            {t("desk.step.INTERVIEW", { name })}
          </LinkButton>
        );
      case "RESUME":
        return (
          <Button
            variant="primary"
            size={board.hold ? "large" : "medium"}
            isBusy={resume.isPending || release.isPending}
            onClick={() =>
              board.hold
                ? release.mutate({ params: { sessionId } })
                : resume.mutate({ params: { sessionId }, body: { sittingIds: null } })
            }
          >
            {t("desk.step.RESUME")}
          </Button>
        );
      case "CLOSE":
        return (
          <Button variant="primary" onClick={() => onAct({ kind: "close" })}>
            {t("desk.step.CLOSE")}
          </Button>
        );
      case "WAIT_ARRIVALS":
      case "WAIT_READING":
      case "WAIT_WRITING":
      case "DONE":
        return (
          <span className={styles.waiting}>
            {t(`desk.step.${step}`)}
            {end !== undefined && ` · ${t("desk.endsAt", { time: formatTime(locale, end, board.session.timeZone) })}`}
          </span>
        );
    }
  };

  const left = (open.data?.notOpened ?? []).filter(({ reason }) => reason !== "ALREADY_OPEN" && reason !== "ENDED");
  return (
    <>
      <div className={styles.next}>
        <span className="quiet">
          {t(step === "DONE" || step.startsWith("WAIT_") ? "desk.atThisTime" : "desk.nextStep")}
        </span>
        {action()}
      </div>
      {left.length > 0 && (
        <Notice title={t("desk.notOpenedTitle")}>
          <ul>
            {left.map((person) => (
              <li key={person.sittingId}>
                {board.sittings.find((sitting) => sitting.sittingId === person.sittingId)?.name} ·{" "}
                {t(`desk.notReady.${person.reason}`)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <RefusalNotice error={start.error ?? open.error ?? resume.error ?? release.error} />
    </>
  );
}
