import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { SelectField, TextField } from "#client/ui/index.ts";
import { letterOf } from "./letters.ts";

export type Choice = { readonly id: string; readonly text: string };

const blankId = "-";

/** One choice among lettered ones, or left blank. */
export function Pick({
  label,
  choices,
  value,
  isLettered = true,
  isDisabled,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly isLettered?: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (id: string | null) => void;
}): ReactNode {
  const t = useT();
  const options = choices.map(({ id, text: words }, index) => ({
    value: id,
    label: isLettered ? `${letterOf(index)} – ${words}` : words,
  }));
  return (
    <SelectField
      label={label}
      value={value ?? blankId}
      disabled={isDisabled}
      options={[{ value: blankId, label: t("inperson.blank") }, ...options]}
      onChange={(chosen) => onChange(chosen === blankId ? null : chosen)}
    />
  );
}

export function Judgement({
  label,
  value,
  isDisabled,
  onChange,
}: {
  readonly label: string;
  readonly value: boolean | null;
  readonly isDisabled: boolean;
  readonly onChange: (value: boolean | null) => void;
}): ReactNode {
  const t = useT();
  return (
    <Pick
      label={label}
      choices={[
        { id: "true", text: t("inperson.trueAnswer") },
        { id: "false", text: t("inperson.falseAnswer") },
      ]}
      isLettered={false}
      value={value === null ? null : String(value)}
      isDisabled={isDisabled}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === "true")}
    />
  );
}

/** Kept when the field is left: a word is not an answer while it is being typed. */
export function Words({
  label,
  value,
  isDisabled,
  onChange,
  maxLength,
}: {
  readonly label: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (words: string | null) => void;
  readonly maxLength: number;
}): ReactNode {
  const [typed, setTyped] = useState(value);
  const keep = (): void => {
    if (typed !== value) onChange(typed === "" ? null : typed);
  };
  return (
    <TextField
      label={label}
      value={typed}
      maxLength={maxLength}
      disabled={isDisabled}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
    />
  );
}
