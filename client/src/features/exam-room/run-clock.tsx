import { useMemo, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Clock } from "#client/ui/clock.tsx";
import type { RunView } from "#shared/protocol/sitting.ts";
import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import styles from "./exam-room.module.css";
import { TimeGiven } from "./time-given.tsx";
import { useServerNow } from "./use-now.ts";

/** What is left of a run: its end less the server's now; while the clock stands still, what was left when it stopped. */
export function remainingMs(run: RunView, now: number | null): number {
  if (run.endsAt !== null)
    return Math.max(0, Date.parse(run.endsAt) - (now ?? Date.parse(run.startedAt ?? run.endsAt)));
  const restored = run.ledger.reduce((sum, { seconds }) => sum + seconds, 0);
  const given = (run.baseSeconds + restored) * 1000;
  if (run.stoppedAt === null || run.startedAt === null) return given;
  return Math.max(0, given - (Date.parse(run.stoppedAt) - Date.parse(run.startedAt)));
}

export function RunClock({
  run,
  timeZone,
  isStopped,
  warnings,
}: {
  readonly run: RunView;
  readonly timeZone: string;
  readonly isStopped: boolean;
  /** Soft ones, in minutes; nothing counts down in seconds. */
  readonly warnings: readonly number[];
}): ReactNode {
  const t = useT();
  const now = useServerNow();
  const announcements = useMemo(
    () => warnings.map((atMinutes) => ({ atMinutes, text: t("exam.minutesLeftSpoken", { count: atMinutes }) })),
    [t, warnings],
  );
  return (
    <span className={styles.clock}>
      <TimeGiven run={run} timeZone={timeZone} />
      {run.endsAt !== null && !isStopped ? (
        <Clock
          minutesLeft={minutesLeft(remainingMs(run, now))}
          formatMinutes={(count) => t("exam.minutesLeft", { count })}
          foldLabel={t("exam.hideClock")}
          unfoldLabel={t("exam.showClock")}
          announcements={announcements}
        />
      ) : (
        <span className={styles.stopped}>{t("exam.clockStopped")}</span>
      )}
    </span>
  );
}
