import type { ReactNode } from "react";
import { formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import type { ObservationView } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { Checkbox } from "#client/ui/index.ts";
import styles from "./incidents.module.css";

export interface EntryChoiceProps {
  readonly legend: string;
  readonly entries: readonly ObservationView[];
  readonly timeZone: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Lines of the record to rest on; the newest first, because that is what somebody has just noted. */
export function EntryChoice({ legend, entries, timeZone, chosen, onChange }: EntryChoiceProps): ReactNode {
  const t = useT();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {entries.toReversed().map(({ observationId, kind, category, text, at }) => (
        <Checkbox
          key={observationId}
          label={`${formatTimeWithSeconds(at, timeZone)} · ${category === null ? t(`record.kind.${kind}`) : t(`record.category.${category}`)}${text === null ? "" : ` · ${text}`}`}
          isChecked={chosen.includes(observationId)}
          onChange={(isChosen) =>
            onChange(isChosen ? [...chosen, observationId] : chosen.filter((one) => one !== observationId))
          }
        />
      ))}
    </fieldset>
  );
}
