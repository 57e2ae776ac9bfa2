import type { ReactNode } from "react";
import { formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import type { OwnNotes } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { classNames } from "#client/ui/index.ts";
import styles from "./record-panel.module.css";

export interface RecordEntryProps {
  readonly at: string;
  readonly timeZone: string;
  /** Of a line that may stand on another day: in its column, instead of the hour alone. */
  readonly dated?: ReactNode;
  readonly children: ReactNode;
  /** What belongs to it, in a smaller hand. */
  readonly details: readonly (string | false | null)[];
  readonly notes: OwnNotes;
  /** What may be done with the line: the person adds their own words. */
  readonly tools?: ReactNode;
}

/** One line of a record, whatever it tells: its hour, its sentence, and what the person says of it. */
export function RecordEntry({ at, timeZone, dated, children, details, notes, tools }: RecordEntryProps): ReactNode {
  const t = useT();
  const time = (instant: string): string => formatTimeWithSeconds(instant, timeZone);
  return (
    <li className={classNames(styles.entry, dated !== undefined && styles.dated)}>
      <time dateTime={at} className={styles.at}>
        {dated ?? time(at)}
      </time>
      <span className={styles.words}>
        <span>{children}</span>
        <span className={styles.detail}>{details.filter((detail) => typeof detail === "string" && detail !== "").join(" · ")}</span>
        {notes.map((note) => (
          <span key={note.at} className={styles.note}>
            {t("record.noteOfPerson", { at: time(note.at), text: note.text })}
          </span>
        ))}
        {tools}
      </span>
    </li>
  );
}
