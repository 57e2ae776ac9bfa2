import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, IconButton, CloseIcon, TextAreaField, TextField } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import styles from "./forms.module.css";
import { newId } from "./new-id.ts";

const linesOf = (text: string): string[] =>
  text
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A list of texts, one on each line: paragraphs, facts, instructions. It keeps what is typed as it is typed. */
export function LinesField({
  label,
  hint,
  value,
  rows = 4,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: readonly string[];
  readonly rows?: number;
  readonly onChange: (lines: string[]) => void;
}): ReactNode {
  const lang = useWrittenIn();
  const [text, setText] = useState(value.join("\n"));
  return (
    <TextAreaField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      rows={rows}
      lang={lang}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(linesOf(event.target.value));
      }}
    />
  );
}

interface Entry {
  readonly id: string;
  readonly text: string;
}

/** Choices or prompts that keys and records speak of by their ids. */
export function EntriesField({
  legend,
  entryLabel,
  addLabel,
  entries,
  onChange,
  aside,
}: {
  readonly legend: string;
  /** «Choix {number}». */
  readonly entryLabel: (number: number) => string;
  readonly addLabel: string;
  readonly entries: readonly Entry[];
  readonly onChange: (entries: Entry[]) => void;
  /** What belongs to one entry: whether it is right, what it is paired with. */
  readonly aside?: (entry: Entry, number: number) => ReactNode;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {entries.map((entry, index) => (
        <div key={entry.id} className={styles.entry}>
          <div className={styles.entryText}>
            <TextField
              label={entryLabel(index + 1)}
              lang={lang}
              value={entry.text}
              onChange={(event) =>
                onChange(entries.map((one) => (one.id === entry.id ? { ...one, text: event.target.value } : one)))
              }
            />
          </div>
          {aside?.(entry, index + 1)}
          <IconButton
            label={t("forms.removeNamed", { what: entryLabel(index + 1) })}
            icon={<CloseIcon />}
            onClick={() => onChange(entries.filter(({ id }) => id !== entry.id))}
          />
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...entries, { id: newId(), text: "" }])}>
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}

/** A whole number, or nothing while it is being typed. */
export function NumberField({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <TextField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      type="number"
      min={0}
      max={1000}
      step={1}
      className={styles.number}
      value={value === 0 ? "" : value}
      onChange={(event) => onChange(Math.min(1000, Math.max(0, Math.trunc(Number(event.target.value) || 0))))}
    />
  );
}
