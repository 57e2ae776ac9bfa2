import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Notice } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { itemState, type ItemState } from "./overview-strip.tsx";
import styles from "./questions.module.css";

/** What is about to be handed in: how much is answered, and by name what is not, each a way back to it. */
export function ReadingSummary({
  items,
  answerTo,
  flags,
  onGo,
}: {
  readonly items: readonly ReadingItem[];
  readonly answerTo: (id: string) => AnswerValue | undefined;
  readonly flags: readonly string[];
  readonly onGo: (index: number) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const numbered = items.map((item, index) => ({ item, index, state: itemState(item, answerTo(item.id)) }));
  const inState = (state: ItemState) => numbered.filter((one) => one.state === state);
  const [unanswered, begun] = [inState("unanswered"), inState("begun")];
  const flagged = numbered.filter(({ item }) => flags.includes(item.id));
  const isEmpty = unanswered.length === items.length;
  return (
    <>
      <Notice role="note" tone={unanswered.length + begun.length > 0 ? "attention" : "info"}>
        <p>{t("exam.answeredCount", { answered: inState("answered").length, total: items.length })}</p>
        {isEmpty && <p>{t("exam.emptySheet")}</p>}
      </Notice>
      {[
        { words: t("exam.unanswered", { count: unanswered.length }), list: unanswered },
        { words: t("exam.begun", { count: begun.length }), list: begun },
        { words: t("exam.flagged", { count: flagged.length }), list: flagged },
      ].map(({ words, list }) =>
        list.length === 0 ? null : (
          <section key={words} aria-label={words} className={styles.remaining}>
            <h3>{words}</h3>
            <ul>
              {list.map(({ item, index }) => (
                <li key={item.id}>
                  <button type="button" className={styles.back} onClick={() => onGo(index)}>
                    <span className={styles.number}>{t("exam.question", { number: index + 1 })}</span>
                    <span lang={lang}>{item.prompt}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </>
  );
}
