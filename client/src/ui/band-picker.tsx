import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import styles from "./band-picker.module.css";
import { classNames } from "./class-names.ts";

export type Band = 0 | 1 | 2 | 3 | 4 | 5;

export type BandOption = {
  readonly value: Band;
  /** What a work of this band is like; may be empty for 0. */
  readonly descriptor: string;
  /** «attendu»: marks the band that the profession asks for. */
  readonly mark?: string;
};

export type BandPickerProps = {
  /** The criterion. */
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly bands: readonly BandOption[];
  readonly value: Band | undefined;
  readonly onChange: (value: Band) => void;
  /** `list`: one band a line, descriptors open. `row`: keys side by side, the chosen one's descriptor under them. */
  readonly look?: "list" | "row";
  readonly isDisabled?: boolean;
};

/** The rubric's bands as big keys. Native radio buttons: arrows move; the digits 0 to 5 choose while the focus is inside. */
export function BandPicker({
  legend,
  hint,
  bands,
  value,
  onChange,
  look = "list",
  isDisabled = false,
}: BandPickerProps): ReactNode {
  const name = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const chosen = bands.find((band) => band.value === value);

  const handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const band = bands.find((option) => String(option.value) === event.key);
    if (band === undefined) return;
    event.preventDefault();
    onChange(band.value);
    group.current?.querySelector<HTMLInputElement>(`input[value="${band.value}"]`)?.focus();
  };

  return (
    <fieldset
      ref={group}
      className={styles.picker}
      disabled={isDisabled}
      aria-describedby={hint === undefined ? undefined : `${name}-hint`}
    >
      <legend className={styles.legend}>{legend}</legend>
      {hint !== undefined && (
        <p id={`${name}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <div className={classNames(styles.bands, styles[look])}>
        {bands.map((band) => (
          <label key={band.value} className={styles.band} title={look === "row" ? band.descriptor : undefined}>
            <input
              type="radio"
              className={styles.input}
              name={name}
              value={band.value}
              checked={band.value === value}
              onChange={() => onChange(band.value)}
              onKeyDown={handleKey}
              aria-label={`${band.value}, ${[band.mark, band.descriptor].filter(Boolean).join(", ")}`}
            />
            <span className={styles.key}>{band.value}</span>
            {look === "list" && (
              <span className={styles.descriptor}>
                {band.descriptor}
                {band.mark !== undefined && <span className={styles.mark}>{band.mark}</span>}
              </span>
            )}
          </label>
        ))}
      </div>
      {look === "row" && <p className={styles.chosen}>{chosen?.descriptor ?? "\u00A0"}</p>}
    </fieldset>
  );
}
