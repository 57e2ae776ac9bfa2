import { useMemo, type ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Clock } from "#client/ui/index.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { formatDuration } from "#shared/i18n/dates.ts";
import styles from "./exam-room.module.css";
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
  isStopped,
  warnings,
}: {
  readonly run: RunView;
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
      <Given run={run} />
      {run.endsAt !== null && !isStopped ? (
        <Clock
          remainingMs={remainingMs(run, now)}
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

/** Time that the ledger gave, in the open: «+18 s rendues». */
function Given({ run }: { readonly run: RunView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const sum = (isRestored: boolean): number =>
    run.ledger
      .filter(({ cause }) => (cause === "OUTAGE" || cause === "PAUSE") === isRestored)
      .reduce((total, { seconds }) => total + seconds, 0);
  const duration = (seconds: number): string => formatDuration(locale, seconds * 1000, "second");
  const [restored, added] = [sum(true), sum(false)];
  return (
    <>
      {restored > 0 && <span className={styles.given}>{t("exam.restored", { duration: duration(restored) })}</span>}
      {added > 0 && <span className={styles.given}>{t("exam.added", { duration: duration(added) })}</span>}
    </>
  );
}
