import { useState, type ReactNode } from "react";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { justifiedOf, storedJustified } from "#shared/domain/reading/justified-answer.ts";
import { useT } from "#client/app/i18n.tsx";
import { Checkbox } from "#client/ui/index.ts";
import { Judgement, Pick, Words, type Choice } from "./entry-fields.tsx";
import { letterOf } from "./letters.ts";

export interface ItemEntryProps {
  readonly item: ReadingItem;
  readonly value: AnswerValue;
  readonly isDisabled: boolean;
  readonly onChange: (value: AnswerValue) => void;
}

/** What was written on paper for one item, keyed in by letters: the ones that are printed on the copy. */
export function ItemEntry(props: ItemEntryProps): ReactNode {
  const { item, value, isDisabled, onChange } = props;
  switch (item.type) {
    case "SINGLE_CHOICE":
      return (
        <Pick
          label={item.prompt}
          choices={item.options}
          value={text(value)}
          isDisabled={isDisabled}
          onChange={onChange}
        />
      );
    case "TRUE_FALSE":
      return (
        <Judgement
          label={item.prompt}
          value={typeof value === "boolean" ? value : null}
          isDisabled={isDisabled}
          onChange={onChange}
        />
      );
    case "TRUE_FALSE_JUSTIFIED":
      return <Justified {...props} maxLength={item.maxLength} />;
    case "MULTIPLE_CHOICE":
      return <Several {...props} choices={item.options} />;
    case "MATCHING":
      return <Pairs {...props} item={item} />;
    case "ORDERING":
      return <Ranks {...props} entries={item.entries} />;
    case "GAP_FILL":
      return <Gaps {...props} item={item} />;
    case "SHORT_ANSWER":
      return (
        <Words
          label={item.prompt}
          value={text(value) ?? ""}
          isDisabled={isDisabled}
          maxLength={item.maxLength}
          onChange={onChange}
        />
      );
  }
}

const text = (value: AnswerValue): string | null => (typeof value === "string" && value !== "" ? value : null);
const list = (value: AnswerValue): (string | null)[] => (Array.isArray(value) ? value : []);
const pairs = (value: AnswerValue): Record<string, string> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};

function Several({
  item,
  value,
  isDisabled,
  onChange,
  choices,
}: ItemEntryProps & { readonly choices: readonly Choice[] }): ReactNode {
  const chosen = list(value);
  const toggle = (id: string, isChecked: boolean): void => {
    const next = choices.map((choice) => choice.id).filter((one) => (one === id ? isChecked : chosen.includes(one)));
    onChange(next.length > 0 ? next : null);
  };
  return (
    <fieldset className="stack" disabled={isDisabled}>
      <legend>{item.prompt}</legend>
      {choices.map(({ id, text: words }, index) => (
        <Checkbox
          key={id}
          label={`${letterOf(index)} – ${words}`}
          isChecked={chosen.includes(id)}
          onChange={(isChecked) => toggle(id, isChecked)}
        />
      ))}
    </fieldset>
  );
}

function Pairs({
  item,
  value,
  isDisabled,
  onChange,
}: Omit<ItemEntryProps, "item"> & { readonly item: Extract<ReadingItem, { type: "MATCHING" }> }): ReactNode {
  const given = pairs(value);
  const set = (left: string, right: string | null): void => {
    const next = Object.fromEntries(Object.entries({ ...given, [left]: right ?? "" }).filter(([, id]) => id !== ""));
    onChange(Object.keys(next).length > 0 ? next : null);
  };
  return (
    <fieldset className="stack">
      <legend>{item.prompt}</legend>
      {item.left.map(({ id, text: words }, index) => (
        <Pick
          key={id}
          label={`${index + 1}. ${words}`}
          choices={item.right}
          value={given[id] ?? null}
          isDisabled={isDisabled}
          onChange={(right) => set(id, right)}
        />
      ))}
    </fieldset>
  );
}

/** An order counts only when it is whole; what is being typed waits here until then. */
function Ranks({
  item,
  value,
  isDisabled,
  onChange,
  entries,
}: ItemEntryProps & { readonly entries: readonly Choice[] }): ReactNode {
  const t = useT();
  const [ranks, setRanks] = useState<(string | null)[]>(() => entries.map((_, index) => list(value)[index] ?? null));
  const isWhole = ranks.every((id) => id !== null) && new Set(ranks).size === ranks.length;
  const isBegun = ranks.some((id) => id !== null);
  const set = (index: number, id: string | null): void => {
    const next = ranks.with(index, id);
    setRanks(next);
    onChange(next.every((one) => one !== null) && new Set(next).size === next.length ? next : null);
  };
  return (
    <fieldset className="stack">
      <legend>{item.prompt}</legend>
      {ranks.map((id, index) => (
        <Pick
          key={entries[index]?.id}
          label={t("inperson.rank", { rank: index + 1 })}
          choices={entries}
          value={id}
          isDisabled={isDisabled}
          onChange={(chosen) => set(index, chosen)}
        />
      ))}
      {isBegun && !isWhole && (
        <p className="quiet small" role="status">
          {t("inperson.orderIncomplete")}
        </p>
      )}
    </fieldset>
  );
}

function Gaps({
  item,
  value,
  isDisabled,
  onChange,
}: Omit<ItemEntryProps, "item"> & { readonly item: Extract<ReadingItem, { type: "GAP_FILL" }> }): ReactNode {
  const t = useT();
  const gaps = item.segments.slice(1).map((_, index) => list(value)[index] ?? null);
  const set = (index: number, id: string | null): void => {
    const next = gaps.with(index, id);
    onChange(next.some((one) => one !== null) ? next : null);
  };
  return (
    <fieldset className="stack">
      <legend>{item.prompt}</legend>
      {gaps.map((id, index) => (
        <Pick
          key={item.segments[index + 1] ?? index}
          label={t("inperson.gap", { rank: index + 1 })}
          choices={item.bank}
          value={id}
          isDisabled={isDisabled}
          onChange={(chosen) => set(index, chosen)}
        />
      ))}
    </fieldset>
  );
}

function Justified({
  item,
  value,
  isDisabled,
  onChange,
  maxLength,
}: ItemEntryProps & { readonly maxLength: number }): ReactNode {
  const t = useT();
  const given = justifiedOf(value);
  return (
    <fieldset className="stack">
      <legend>{item.prompt}</legend>
      <Judgement
        label={t("inperson.judgement")}
        value={given.judgement}
        isDisabled={isDisabled}
        onChange={(judgement) => onChange(storedJustified({ ...given, judgement }))}
      />
      <Words
        label={t("inperson.evidence")}
        value={given.words}
        isDisabled={isDisabled}
        maxLength={maxLength}
        onChange={(words) => onChange(storedJustified({ ...given, words: words ?? "" }))}
      />
    </fieldset>
  );
}
