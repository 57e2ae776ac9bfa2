import type { ReactNode } from "react";
import { formatDuration, formatTime } from "#shared/i18n/dates.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import styles from "./time-given.module.css";

/** Time that the ledger gave, in the open: «+2 min rendues», and each entry in words under it. */
export function TimeGiven({ run, timeZone }: { readonly run: RunView; readonly timeZone: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const duration = (seconds: number): string => formatDuration(locale, seconds * 1000, "second");
  const sum = (isGranted: boolean): number =>
    run.ledger
      .filter(({ cause }) => (cause === "ADVISER_CREDIT" || cause === "ACCOMMODATION") === isGranted)
      .reduce((total, { seconds }) => total + seconds, 0);
  const [restored, added] = [sum(false), sum(true)];
  if (restored + added === 0) return null;
  return (
    <details className={styles.given}>
      <summary>
        {restored > 0 && <span>{t("exam.restored", { duration: duration(restored) })}</span>}
        {added > 0 && <span>{t("exam.added", { duration: duration(added) })}</span>}
      </summary>
      <ul className={styles.ledger} aria-label={t("exam.ledger")}>
        {run.ledger
          .filter(({ seconds }) => seconds > 0)
          .map((entry) => (
            <li key={`${entry.createdAt}${entry.cause}${entry.seconds}`}>
              {t("exam.ledgerEntry", {
                duration: duration(entry.seconds),
                cause: t(`exam.cause.${entry.cause}`),
                time: formatTime(locale, entry.createdAt, timeZone),
              })}
              {(entry.cause === "PAUSE" || entry.cause === "ADVISER_CREDIT") && entry.reason !== "" && (
                <span className={styles.reason}>{entry.reason}</span>
              )}
            </li>
          ))}
      </ul>
    </details>
  );
}
