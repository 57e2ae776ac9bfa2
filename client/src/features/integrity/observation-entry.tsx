import type { ReactNode } from "react";
import { formatDuration } from "#shared/i18n/dates.ts";
import type { ObservationView } from "#shared/protocol/integrity.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { RecordEntry } from "./record-entry.tsx";
import { useHoursOfLines } from "./use-hours-of-lines.ts";
import styles from "./record-panel.module.css";

/** A note, an observation, and the name of whoever reads aloud, are said as they are; other words are the reason of an act. */
const isOwnWords = (kind: ObservationView["kind"]): boolean =>
  ["STAFF_NOTE", "STAFF_OBSERVATION", "ROOM_NOTED", "RECHECK_NOTED", "READER_ARRIVED", "READER_LEFT"].includes(kind);

/** One fact, in its neutral sentence: on the board and in the record alike. */
export function ObservationEntry({
  observation,
  timeZone,
  tools,
}: {
  readonly observation: ObservationView;
  readonly timeZone: string;
  /** What may be done with the line: the person adds their own words. */
  readonly tools?: ReactNode;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { byPageLate } = useHoursOfLines(timeZone);
  const { kind, category, activity, seconds, characters, context, program, extract, text, observer, authorName, noticedAt, at } = observation;
  const details = [
    activity && t(`record.activity.${activity}`),
    seconds !== null && formatDuration(locale, seconds * 1000, "second"),
    characters !== null && t("record.characters", { count: characters }),
    context !== null && t(`record.context.${context}`),
    program !== null && t("record.program", { program }),
    text !== null && (isOwnWords(kind) ? text : t("record.reason", { text })),
    extract !== null && t(`record.extract.${extract}`),
    observer === "PAGE" && (noticedAt === null ? t("record.byPage") : byPageLate(noticedAt)),
    observer === "SERVER" && t("record.bySystem"),
    authorName !== null && t("record.byPerson", { name: authorName }),
  ];
  return (
    <RecordEntry at={at} timeZone={timeZone} details={details} notes={observation.notes} tools={tools}>
      {category === null ? t(`record.kind.${kind}`) : t(`record.category.${category}`)}
    </RecordEntry>
  );
}

/** Entries as the record has them, in the order of time. */
export function EntryList({
  entries,
  timeZone,
}: {
  readonly entries: readonly ObservationView[];
  readonly timeZone: string;
}): ReactNode {
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <ObservationEntry key={entry.observationId} observation={entry} timeZone={timeZone} />
      ))}
    </ol>
  );
}
