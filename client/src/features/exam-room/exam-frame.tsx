import { useEffect, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Notice, RoomShell } from "#client/ui/index.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { CoverSays, useCoveredFocus } from "./covered.tsx";
import styles from "./exam-room.module.css";
import { BreakButton, OnBreak } from "./granted-break.tsx";
import { PausedBy } from "./paused-by.tsx";
import type { Contact } from "./pulse.ts";
import { useRoomPolicy } from "./room-policy.ts";
import { ReaderNotice } from "./reader-notice.tsx";
import { RescueOfPage } from "./rescue-of-page.tsx";
import { RescueWhenLate } from "./rescue-when-late.tsx";
import { RunClock } from "./run-clock.tsx";
import { SaveLine } from "./save-line.tsx";
import type { RunAnswers } from "./use-run-answers.ts";

export interface RoomProps {
  readonly sittingId: string;
  readonly run: RunView;
  /** Those of this sitting, in order: a practice has only some of them. */
  readonly activities: readonly Activity[];
  readonly timeZone: string;
  readonly contact: Contact;
  /** «Parler à une personne». */
  readonly help: ReactNode;
  /** What stands before the exam's content, and above it, because of how the person is supervised. */
  readonly guard: { readonly cover: ReactNode; readonly notices: ReactNode; readonly takeOver: () => void; readonly onWritingWaiting: (isWaiting: boolean) => void };
  /** Told how many operations are held up on this device, for the heartbeat. */
  readonly onUnsent: (count: number) => void;
}

const titles = {
  READING: "exam.reading",
  DISCUSSION: "exam.discussion",
  WRITING: "exam.writing",
  INTERVIEW: "exam.interview",
} as const;

/** The header line that never changes — where, saved, how long, a human — and what is under it. */
export function ExamFrame({
  sittingId,
  run,
  activities,
  answers,
  timeZone,
  contact,
  help,
  guard,
  onTakeOver,
  children,
}: Pick<RoomProps, "sittingId" | "run" | "activities" | "timeZone" | "contact" | "help" | "guard"> & {
  readonly answers: RunAnswers;
  readonly onTakeOver: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const policy = useRoomPolicy(sittingId);
  const title = (
    <>
      {t(titles[run.activity])}{" "}
      <span className={styles.where}>
        · {t("exam.activityOf", { number: activities.indexOf(run.activity) + 1, total: activities.length })}
      </span>
    </>
  );
  const takeOver = (): void => {
    onTakeOver();
    guard.takeOver();
  };
  const isElsewhere = answers.state === "elsewhere" || (answers.state === "open" && answers.status.kind === "elsewhere");
  // Then the status line says what to do: this page must not promise what the device cannot keep.
  const hasFailed = answers.state === "open" && answers.status.kind === "failed";
  const isOnBreak = run.stopCause === "BREAK";
  const isDeviceMissing = run.stopCause === "DEVICE";
  const isWaiting = answers.state === "open" && answers.status.kind === "kept";
  const { onWritingWaiting } = guard;
  useEffect(() => {
    onWritingWaiting(isWaiting);
    return () => onWritingWaiting(false);
  }, [onWritingWaiting, isWaiting]);
  const isBusy = answers.state === "open" && answers.status.kind === "kept" && answers.status.code === "BUSY";
  const isPaused = run.state === "INTERRUPTED" && !run.isSilent;
  // The same minute after which the server stops the clock: nobody writes outside their time.
  const isLocked = contact === "lost";
  const isStopped = isPaused || isLocked || isElsewhere;
  const isHidden = isStopped || guard.cover !== null;
  const [roomRef, contentRef] = useCoveredFocus(isHidden);
  const hiddenWords = isElsewhere
    ? t("exam.saysElsewhere")
    : isPaused
      ? t("exam.saysPaused")
      : isLocked
        ? t("exam.saysLocked")
        : guard.cover !== null
          ? t("exam.saysHidden")
          : null;
  return (
    <RoomShell
      skipLabel={t("common.skipToContent")}
      title={title}
      status={answers.state === "open" && (
          <SaveLine
            status={answers.status}
            timeZone={timeZone}
            rescue={<RescueOfPage sittingId={sittingId} runId={run.runId} outbox={answers.outbox} />}
          />
        )}
      clock={
        <>
          <BreakButton sittingId={sittingId} run={run} />
          <RunClock run={run} timeZone={timeZone} isStopped={isPaused || isLocked} warnings={policy.clockWarningMinutes} />
        </>
      }
      help={help}
    >
      <div ref={roomRef} tabIndex={-1} className={styles.room}>
        <CoverSays words={hiddenWords} />
        {isElsewhere && (
          <Cover
            title={t("exam.elsewhereTitle")}
            text={t("exam.elsewhereText")}
            action={<Button onClick={takeOver}>{t("exam.continueHere")}</Button>}
          />
        )}
        {!isElsewhere && isOnBreak && (
          <div className={styles.cover}>
            <OnBreak sittingId={sittingId} run={run} />
          </div>
        )}
        {!isElsewhere && isPaused && !isOnBreak && (
          <Cover title={t("exam.pausedTitle")} text={t(isDeviceMissing ? "exam.deviceStopped" : "exam.pausedText")}>
            {/* The clock starts again with the device, so what brings it back stays within reach. */}
            {isDeviceMissing && guard.cover}
            {isDeviceMissing && guard.notices}
            {run.stopCause === "PAUSE" && <PausedBy sittingId={sittingId} stoppedAt={run.stoppedAt} timeZone={timeZone} />}
          </Cover>
        )}
        {!isElsewhere && !isPaused && isLocked && <Cover title={t("exam.lockedTitle")} text={t("exam.lockedText")} />}
        {!isStopped && guard.cover !== null && <div className={styles.cover}>{guard.cover}</div>}
        {!isHidden && guard.notices !== null && <div className={styles.banner}>{guard.notices}</div>}
        {!isHidden && contact === "unstable" && !hasFailed && (
          <div className={styles.banner}>
            <Notice title={t("exam.offlineTitle")}>{t("exam.offlineText")}</Notice>
          </div>
        )}
        {!isHidden && contact === "heard" && isBusy && (
          <div className={styles.banner}>
            <Notice title={t("room.busyTitle")}>{t("room.busyText")}</Notice>
          </div>
        )}
        {!isHidden && <ReaderNotice sittingId={sittingId} run={run} />}
        {contact !== "heard" && <RescueWhenLate sittingId={sittingId} endsAt={run.endsAt} />}
        {/* Kept in place while hidden: the text, the cursor and the scroll are found again as they were. */}
        <div ref={contentRef} className={styles.content} hidden={isHidden}>
          {children}
        </div>
      </div>
    </RoomShell>
  );
}

function Cover({
  title,
  text,
  action,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={styles.cover}>
      <div className="stack">
        {/* CoverSays has said it. */}
        <Notice role="note" title={title} actions={action}>
          {text}
        </Notice>
        {children}
      </div>
    </div>
  );
}
