import { useState, type ReactNode } from "react";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Checkbox, RadioGroup, SelectField, TextAreaField } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import styles from "./forms.module.css";
import { EntriesField, LinesField, NumberField } from "./list-fields.tsx";

/** What differs from one type of item to the next: its choices and its key, which change together. */

type Type = ReadingItem["type"];
export interface BodyProps<T extends Type> {
  readonly item: Extract<ReadingItem, { type: T }>;
  readonly itemKey: Extract<ItemKey, { type: T }>;
  readonly onChange: (item: Extract<ReadingItem, { type: T }>, key: Extract<ItemKey, { type: T }>) => void;
}

const has = (list: readonly { readonly id: string }[], id: string): boolean => list.some((one) => one.id === id);

/** Choices as a list to choose from: one without words yet is known by its number. */
const choices = (list: readonly { readonly id: string; readonly text: string }[]) =>
  list.map(({ id, text }, index) => ({ value: id, label: text === "" ? `${index + 1}` : text }));

export function SingleChoiceBody({ item, itemKey, onChange }: BodyProps<"SINGLE_CHOICE">): ReactNode {
  const t = useT();
  return (
    <>
      <EntriesField
        legend={t("forms.options")}
        entryLabel={(number) => t("forms.option", { number })}
        addLabel={t("forms.addOption")}
        entries={item.options}
        onChange={(options) =>
          onChange({ ...item, options }, has(options, itemKey.option) ? itemKey : { ...itemKey, option: "" })
        }
      />
      <SelectField
        label={t("forms.rightOption")}
        placeholder={t("forms.choose")}
        value={itemKey.option}
        options={choices(item.options)}
        onChange={(option) => onChange(item, { ...itemKey, option })}
      />
    </>
  );
}

export function MultipleChoiceBody({ item, itemKey, onChange }: BodyProps<"MULTIPLE_CHOICE">): ReactNode {
  const t = useT();
  return (
    <EntriesField
      legend={t("forms.options")}
      entryLabel={(number) => t("forms.option", { number })}
      addLabel={t("forms.addOption")}
      entries={item.options}
      onChange={(options) =>
        onChange({ ...item, options }, { ...itemKey, options: itemKey.options.filter((id) => has(options, id)) })
      }
      aside={({ id }, number) => (
        <Checkbox
          label={t("forms.isRight")}
          aria-label={t("forms.isRightNamed", { number })}
          isChecked={itemKey.options.includes(id)}
          onChange={(isRight) =>
            onChange(item, {
              ...itemKey,
              options: isRight ? [...itemKey.options, id] : itemKey.options.filter((one) => one !== id),
            })
          }
        />
      )}
    />
  );
}

function Judgement({
  value,
  onChange,
}: {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}): ReactNode {
  const t = useT();
  return (
    <RadioGroup
      legend={t("forms.judgement")}
      look="inline"
      options={[
        { value: "true", label: t("forms.true") },
        { value: "false", label: t("forms.false") },
      ]}
      value={value ? "true" : "false"}
      onChange={(chosen) => onChange(chosen === "true")}
    />
  );
}

export function TrueFalseBody({ item, itemKey, onChange }: BodyProps<"TRUE_FALSE">): ReactNode {
  return <Judgement value={itemKey.value} onChange={(value) => onChange(item, { ...itemKey, value })} />;
}

export function JustifiedBody({ item, itemKey, onChange }: BodyProps<"TRUE_FALSE_JUSTIFIED">): ReactNode {
  const t = useT();
  return (
    <>
      <Judgement value={itemKey.value} onChange={(value) => onChange(item, { ...itemKey, value })} />
      <LinesField
        label={t("forms.evidence")}
        hint={t("forms.evidenceHint")}
        value={itemKey.evidence}
        onChange={(evidence) => onChange(item, { ...itemKey, evidence })}
      />
      <NumberField
        label={t("forms.maxLength")}
        value={item.maxLength}
        onChange={(maxLength) => onChange({ ...item, maxLength }, itemKey)}
      />
    </>
  );
}

export function ShortAnswerBody({ item, itemKey, onChange }: BodyProps<"SHORT_ANSWER">): ReactNode {
  const t = useT();
  return (
    <>
      <LinesField
        label={t("forms.accepted")}
        hint={t("forms.acceptedHint")}
        value={itemKey.accepted}
        onChange={(accepted) => onChange(item, { ...itemKey, accepted })}
      />
      <NumberField
        label={t("forms.maxLength")}
        value={item.maxLength}
        onChange={(maxLength) => onChange({ ...item, maxLength }, itemKey)}
      />
    </>
  );
}

export function MatchingBody({ item, itemKey, onChange }: BodyProps<"MATCHING">): ReactNode {
  const t = useT();
  const known = (left: typeof item.left, right: typeof item.right) =>
    Object.fromEntries(Object.entries(itemKey.pairs).filter(([one, other]) => has(left, one) && has(right, other)));
  return (
    <>
      <EntriesField
        legend={t("forms.left")}
        entryLabel={(number) => t("forms.leftEntry", { number })}
        addLabel={t("forms.addEntry")}
        entries={item.left}
        onChange={(left) => onChange({ ...item, left }, { ...itemKey, pairs: known(left, item.right) })}
        aside={({ id }, number) => (
          <SelectField
            label={t("forms.pairOf", { number })}
            placeholder={t("forms.choose")}
            value={itemKey.pairs[id] ?? ""}
            options={choices(item.right)}
            onChange={(right) => onChange(item, { ...itemKey, pairs: { ...itemKey.pairs, [id]: right } })}
          />
        )}
      />
      <EntriesField
        legend={t("forms.right")}
        entryLabel={(number) => t("forms.rightEntry", { number })}
        addLabel={t("forms.addEntry")}
        entries={item.right}
        onChange={(right) => onChange({ ...item, right }, { ...itemKey, pairs: known(item.left, right) })}
      />
    </>
  );
}

export function OrderingBody({ item, itemKey, onChange }: BodyProps<"ORDERING">): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { order } = itemKey;
  const textOf = (id: string): string => {
    const index = item.entries.findIndex((entry) => entry.id === id);
    return item.entries[index]?.text || `${index + 1}`;
  };
  const raise = (index: number): void => {
    const next = [...order];
    next.splice(index - 1, 0, ...next.splice(index, 1));
    onChange(item, { ...itemKey, order: next });
  };
  return (
    <>
      <EntriesField
        legend={t("forms.shownOrder")}
        entryLabel={(number) => t("forms.shownEntry", { number })}
        addLabel={t("forms.addEntry")}
        entries={item.entries}
        onChange={(entries) => {
          const kept = order.filter((id) => has(entries, id));
          const added = entries.map(({ id }) => id).filter((id) => !kept.includes(id));
          onChange({ ...item, entries }, { ...itemKey, order: [...kept, ...added] });
        }}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t("forms.rightOrder")}</legend>
        <ol>
          {order.map((id, index) => (
            <li key={id}>
              <span className="row">
                <span lang={lang}>{textOf(id)}</span>
                {index > 0 && (
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t("forms.raiseNamed", { what: textOf(id) })}
                    onClick={() => raise(index)}
                  >
                    {t("forms.raise")}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ol>
      </fieldset>
    </>
  );
}

const gap = "___";

export function GapFillBody({ item, itemKey, onChange }: BodyProps<"GAP_FILL">): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const [text, setText] = useState(item.segments.join(gap));
  const fill = (index: number, id: string): void => {
    const fills = item.segments.slice(1).map((_, place) => (place === index ? id : (itemKey.fills[place] ?? "")));
    onChange(item, { ...itemKey, fills });
  };
  return (
    <>
      <TextAreaField
        label={t("forms.gapText")}
        hint={t("forms.gapTextHint")}
        lang={lang}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const segments = event.target.value.split(/_{3,}/u);
          const fills = segments.slice(1).map((_, place) => itemKey.fills[place] ?? "");
          onChange({ ...item, segments }, { ...itemKey, fills });
        }}
      />
      <EntriesField
        legend={t("forms.bank")}
        entryLabel={(number) => t("forms.bankEntry", { number })}
        addLabel={t("forms.addEntry")}
        entries={item.bank}
        onChange={(bank) =>
          onChange({ ...item, bank }, { ...itemKey, fills: itemKey.fills.map((id) => (has(bank, id) ? id : "")) })
        }
      />
      {item.segments.slice(1).map((_, index) => (
        <SelectField
          key={index}
          label={t("forms.gapKey", { number: index + 1 })}
          placeholder={t("forms.choose")}
          value={itemKey.fills[index] ?? ""}
          options={choices(item.bank)}
          onChange={(id) => fill(index, id)}
        />
      ))}
    </>
  );
}
