import { useId, type ReactNode } from "react";
import { formatDuration } from "#shared/i18n/dates.ts";
import type { ObservationView } from "#shared/protocol/integrity.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Checkbox } from "#client/ui/index.ts";
import { useHoursOfLines } from "./use-hours-of-lines.ts";
import styles from "./incidents.module.css";

export interface EntryChoiceProps {
  readonly legend: string;
  readonly entries: readonly ObservationView[];
  readonly timeZone: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly error?: string;
}

/** Lines of the record to rest on; the newest first, because that is what somebody has just noted. */
export function EntryChoice({ legend, entries, timeZone, chosen, onChange, error }: EntryChoiceProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { hourOf, byPageLate } = useHoursOfLines(timeZone);
  const errorId = useId();
  const words = (line: ObservationView): string => {
    const { kind, category, at, activity, seconds, characters, text, noticedAt } = line;
    return [
      hourOf(at),
      category === null ? t(`record.kind.${kind}`) : t(`record.category.${category}`),
      activity && t(`record.activity.${activity}`),
      seconds !== null && formatDuration(locale, seconds * 1000, "second"),
      characters !== null && t("record.characters", { count: characters }),
      text,
      noticedAt !== null && byPageLate(noticedAt),
    ]
      .filter((part) => typeof part === "string" && part !== "")
      .join(" · ");
  };
  return (
    <fieldset className={styles.choice} aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{legend}</legend>
      {error !== undefined && (
        <p id={errorId} className={styles.missing}>
          {error}
        </p>
      )}
      <div className={styles.lines}>
        {entries.toReversed().map((entry) => (
          <Checkbox
            key={entry.observationId}
            label={words(entry)}
            isChecked={chosen.includes(entry.observationId)}
            onChange={(isChosen) =>
              onChange(isChosen ? [...chosen, entry.observationId] : chosen.filter((one) => one !== entry.observationId))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
