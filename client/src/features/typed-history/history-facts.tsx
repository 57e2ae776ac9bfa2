import type { ReactNode } from "react";
import { formatDuration } from "#shared/i18n/dates.ts";
import type { TypedHistoryView } from "#shared/protocol/typed-history.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { clockOf, type Silence } from "./moments.ts";
import styles from "./history-player.module.css";

export interface HistoryFactsProps {
  readonly events: TypedHistoryView["events"];
  readonly silences: readonly Silence[];
  readonly onGo: (atMs: number) => void;
}

/** Facts and silences in order of time, each a way to its moment. */
export function HistoryFacts({ events, silences, onGo }: HistoryFactsProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const entries = [
    ...events.map(({ atMs, observation: { observationId, kind, characters, text } }) => ({
      key: observationId,
      atMs,
      words: t(`record.kind.${kind}`),
      detail: [
        characters !== null && t("record.characters", { count: characters }),
        text !== null && text !== "" && (kind === "STAFF_NOTE" ? text : t("record.reason", { text })),
      ],
    })),
    ...silences.map(({ fromMs, toMs }) => ({
      key: `silence-${fromMs}`,
      atMs: fromMs,
      words: t("history.silence", { duration: formatDuration(locale, toMs - fromMs, "second") }),
      detail: [],
    })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  return (
    <section className={`${styles.facts} stack`}>
      <h2>{t("history.facts")}</h2>
      {entries.length === 0 ? (
        <p className="quiet">{t("history.noFacts")}</p>
      ) : (
        <ol className={styles.list}>
          {entries.map(({ key, atMs, words, detail }) => (
            <li key={key} className="row">
              <Button size="small" variant="quiet" aria-label={t("history.goTo", { time: clockOf(atMs), words })} onClick={() => onGo(atMs)}>
                <span className="numbers">{clockOf(atMs)}</span>
              </Button>
              <span>
                {words}
                {detail.filter(Boolean).map((part) => (
                  <span key={String(part)} className="quiet small">{` · ${part}`}</span>
                ))}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
