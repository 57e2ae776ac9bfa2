import type { ReactNode } from "react";
import type { OwnNotes } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { classNames } from "#client/ui/index.ts";
import { useHoursOfLines } from "./use-hours-of-lines.ts";
import styles from "./record-panel.module.css";

export interface RecordEntryProps {
  readonly at: string;
  readonly timeZone: string;
  readonly children: ReactNode;
  /** What belongs to it, in a smaller hand. */
  readonly details: readonly (string | false | null)[];
  readonly notes: OwnNotes;
  /** What may be done with the line: the person adds their own words. */
  readonly tools?: ReactNode;
}

/** One line of a record, whatever it tells: its hour, its sentence, and what the person says of it. */
export function RecordEntry({ at, timeZone, children, details, notes, tools }: RecordEntryProps): ReactNode {
  const t = useT();
  const { dayOf, timeOf, hourOf } = useHoursOfLines(timeZone);
  const day = dayOf(at);
  return (
    <li className={classNames(styles.entry, day !== null && styles.dated)}>
      <time dateTime={at} className={styles.at}>
        {/* A date is never broken in its narrow column: the hour goes under it. */}
        {day !== null && <span className={styles.day}>{day},</span>} {timeOf(at)}
      </time>
      <span className={styles.words}>
        <span>{children}</span>
        <span className={styles.detail}>{details.filter((detail) => typeof detail === "string" && detail !== "").join(" · ")}</span>
        {notes.map((note) => (
          <span key={note.at} className={styles.note}>
            {t("record.noteOfPerson", { at: hourOf(note.at), text: note.text })}
          </span>
        ))}
        {tools}
      </span>
    </li>
  );
}
