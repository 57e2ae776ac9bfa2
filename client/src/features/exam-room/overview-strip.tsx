import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { classNames } from "#client/ui/index.ts";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { isAnswered, isComplete } from "#shared/domain/reading/answer-shape.ts";
import styles from "./overview-strip.module.css";

export type ItemState = "answered" | "begun" | "unanswered";

export const itemState = (item: ReadingItem, value: AnswerValue | undefined): ItemState =>
  isComplete(item, value) ? "answered" : isAnswered(value) ? "begun" : "unanswered";

export const stateWords = {
  answered: "exam.stateAnswered",
  begun: "exam.stateBegun",
  unanswered: "exam.stateUnanswered",
} as const satisfies Record<ItemState, string>;

/** Every question by its number; its state has a shape to see and words to hear. */
export function OverviewStrip({
  items,
  answerTo,
  flags,
  current,
  onGo,
}: {
  readonly items: readonly ReadingItem[];
  readonly answerTo: (id: string) => AnswerValue | undefined;
  readonly flags: readonly string[];
  readonly current: number;
  readonly onGo: (index: number) => void;
}): ReactNode {
  const t = useT();
  const states = items.map((item) => itemState(item, answerTo(item.id)));
  return (
    <nav aria-label={t("exam.overview")} className={styles.overview}>
      <ol className={styles.strip}>
        {items.map((item, index) => {
          const state = states[index] ?? "unanswered";
          const isFlagged = flags.includes(item.id);
          const words = [t(stateWords[state]), ...(isFlagged ? [t("exam.stateFlagged")] : [])].join(", ");
          return (
            <li key={item.id}>
              <button
                type="button"
                className={classNames(styles.dot, styles[state], isFlagged && styles.flagged)}
                aria-current={index === current ? "step" : undefined}
                aria-label={`${t("exam.question", { number: index + 1 })}, ${words}`}
                title={words}
                onClick={() => onGo(index)}
              >
                {index + 1}
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.count}>
        {t("exam.answeredCount", {
          answered: states.filter((state) => state === "answered").length,
          total: items.length,
        })}
      </p>
    </nav>
  );
}
