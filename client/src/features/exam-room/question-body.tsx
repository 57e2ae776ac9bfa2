import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { justifiedOf, storedJustified } from "#shared/domain/reading/justified-answer.ts";
import { assertNever } from "#shared/kernel/assert-never.ts";
import { OrderingBody } from "./ordering-body.tsx";
import styles from "./questions.module.css";
import { WordsField, type OwnWords } from "./words-field.tsx";

type Body<Type extends ReadingItem["type"]> = {
  readonly item: Extract<ReadingItem, { type: Type }>;
  readonly value: AnswerValue;
  readonly onAnswer: (value: AnswerValue) => void;
};

/** Native controls for every type of item: the keyboard and screen readers know them already. */
export function QuestionBody({
  item,
  value,
  onAnswer,
  own,
}: Body<ReadingItem["type"]> & { readonly own: OwnWords }): ReactNode {
  switch (item.type) {
    case "SINGLE_CHOICE":
      return <OneOf name={item.id} options={item.options} chosen={value} onChoose={onAnswer} />;
    case "TRUE_FALSE":
      return <TrueOrFalse name={item.id} value={typeof value === "boolean" ? value : null} onChoose={onAnswer} />;
    case "TRUE_FALSE_JUSTIFIED":
      return <Justified item={item} value={value} onAnswer={onAnswer} own={own} />;
    case "MULTIPLE_CHOICE":
      return <Several item={item} value={value} onAnswer={onAnswer} />;
    case "MATCHING":
      return <Matching item={item} value={value} onAnswer={onAnswer} />;
    case "ORDERING":
      return <OrderingBody item={item} value={value} onAnswer={onAnswer} />;
    case "GAP_FILL":
      return <GapFill item={item} value={value} onAnswer={onAnswer} />;
    case "SHORT_ANSWER":
      return <ShortAnswer item={item} value={value} onAnswer={onAnswer} own={own} />;
    default:
      return assertNever(item);
  }
}

interface Option {
  readonly id: string;
  readonly text: string;
}

function OneOf({
  name,
  options,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: AnswerValue;
  readonly onChoose: (id: string | null) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  return (
    <>
      {options.map(({ id, text }) => (
        <label key={id} className={styles.option}>
          <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
          <span lang={lang}>{text}</span>
        </label>
      ))}
      {chosen !== null && (
        <Button variant="quiet" size="small" onClick={() => onChoose(null)}>
          {t("exam.clearAnswer")}
        </Button>
      )}
    </>
  );
}

function TrueOrFalse({
  name,
  value,
  onChoose,
}: {
  readonly name: string;
  readonly value: boolean | null;
  readonly onChoose: (value: boolean | null) => void;
}): ReactNode {
  const t = useT();
  const options = [
    { id: "true", text: t("exam.true") },
    { id: "false", text: t("exam.false") },
  ];
  return (
    <OneOf
      name={name}
      options={options}
      chosen={value === null ? null : String(value)}
      onChoose={(choice) => onChoose(choice === null ? null : choice === "true")}
    />
  );
}

function Several({ item, value, onAnswer }: Body<"MULTIPLE_CHOICE">): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const chosen = Array.isArray(value) ? value : [];
  return (
    <>
      <p className={styles.hint}>{t("exam.chooseMany")}</p>
      {item.options.map(({ id, text }) => (
        <label key={id} className={styles.option}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onAnswer(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
          <span lang={lang}>{text}</span>
        </label>
      ))}
    </>
  );
}

function Choice({
  label,
  options,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const chosen = options.find(({ id }) => id === value);
  return (
    <span className={styles.choice}>
      {/* What a list shows of its choice never wraps: the list lies over the same words, written out. */}
      <span className={styles.chosen} lang={chosen && lang} aria-hidden="true">
        {chosen?.text ?? t("exam.choose")}
      </span>
      <select
        className={styles.select}
        aria-label={label}
        lang={lang}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{t("exam.choose")}</option>
        {options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

function Matching({ item, value, onAnswer }: Body<"MATCHING">): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const pairs = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const choose = (left: string, right: string): void => {
    const { [left]: _before, ...others } = pairs;
    onAnswer(right === "" ? others : { ...others, [left]: right });
  };
  return (
    <>
      <p className={styles.hint}>{t("exam.matchHint")}</p>
      {item.left.map(({ id, text }) => (
        <div key={id} className={styles.pair}>
          <span lang={lang}>{text}</span>
          <Choice label={text} options={item.right} value={pairs[id] ?? ""} onChoose={(right) => choose(id, right)} />
        </div>
      ))}
    </>
  );
}

function GapFill({ item, value, onAnswer }: Body<"GAP_FILL">): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const gaps = item.segments.length - 1;
  const fills = Array.from({ length: gaps }, (_, index) => (Array.isArray(value) ? (value[index] ?? null) : null));
  return (
    <>
      <p className={styles.hint}>{t("exam.gapHint")}</p>
      <p className={styles.gapText} lang={lang}>
        {item.segments.map((segment, index) => (
          <span key={index}>
            {segment}
            {index < gaps && (
              <Choice
                label={t("exam.gapLabel", { number: index + 1 })}
                options={item.bank}
                value={fills[index] ?? ""}
                onChoose={(id) => onAnswer(fills.with(index, id === "" ? null : id))}
              />
            )}
          </span>
        ))}
      </p>
    </>
  );
}

function Justified({
  item,
  value,
  onAnswer,
  own,
}: Body<"TRUE_FALSE_JUSTIFIED"> & { readonly own: OwnWords }): ReactNode {
  const t = useT();
  const given = justifiedOf(value);
  return (
    <>
      <TrueOrFalse
        name={item.id}
        value={given.judgement}
        onChoose={(judgement) => onAnswer(storedJustified({ ...given, judgement }))}
      />
      <p className={styles.evidence}>
        <label htmlFor={`${item.id}-words`}>{t("exam.evidence")}</label>
      </p>
      <WordsField
        id={`${item.id}-words`}
        hint={t("exam.evidenceHint", { max: item.maxLength })}
        maxLength={item.maxLength}
        value={given.words}
        own={own}
        onType={(words) => onAnswer(storedJustified({ ...given, words }))}
      />
    </>
  );
}

function ShortAnswer({
  item,
  value,
  onAnswer,
  own,
}: Body<"SHORT_ANSWER"> & { readonly own: OwnWords }): ReactNode {
  const t = useT();
  return (
    <WordsField
      id={`${item.id}-words`}
      label={t("exam.yourAnswer")}
      hint={t("exam.shortHint", { max: item.maxLength })}
      maxLength={item.maxLength}
      value={typeof value === "string" ? value : ""}
      own={own}
      onType={onAnswer}
    />
  );
}
