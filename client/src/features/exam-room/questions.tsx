import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, classNames, useStoredState, VisuallyHidden } from "#client/ui/index.ts";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import { isAnswered } from "#shared/domain/reading/answer-shape.ts";
import styles from "./questions.module.css";
import { QuestionBody } from "./question-body.tsx";

export interface QuestionsProps {
  readonly items: readonly ReadingItem[];
  readonly answerTo: (id: string) => AnswerValue | undefined;
  readonly flags: readonly string[];
  readonly isReadOnly: boolean;
  readonly onAnswer: (id: string, value: AnswerValue) => void;
  readonly onFlag: (id: string, isFlagged: boolean) => void;
}

type Layout = "one" | "all";

/** One question at a time or all of them, with a strip that shows where one is and what is left. */
export function Questions(props: QuestionsProps): ReactNode {
  const t = useT();
  const { items } = props;
  const [layout, setLayout] = useStoredState<Layout>("epreuve.reading-layout", (stored) =>
    stored === "all" ? "all" : "one",
  );
  const [current, setCurrent] = useState(0);
  const shown = useRef<HTMLDivElement>(null);
  const hasMoved = useRef(false);

  // Going to a question puts the keyboard and the screen reader there; opening the room does not.
  useEffect(() => {
    if (!hasMoved.current) return;
    const target = shown.current?.querySelector<HTMLElement>(`[data-item="${items[current]?.id ?? ""}"] h2`);
    target?.focus();
    target?.scrollIntoView({ block: "start" });
  }, [current, items]);

  const go = (index: number): void => {
    hasMoved.current = true;
    setCurrent(Math.min(items.length - 1, Math.max(0, index)));
  };
  return (
    <div className={styles.questions}>
      <div className={styles.bar}>
        <Overview {...props} current={layout === "one" ? current : undefined} onGo={go} />
        <fieldset className={styles.layout}>
          <legend>
            <VisuallyHidden>{t("exam.layout")}</VisuallyHidden>
          </legend>
          {(["one", "all"] as const).map((choice) => (
            <label key={choice} className={styles.layoutChoice}>
              <input type="radio" name="layout" checked={layout === choice} onChange={() => setLayout(choice)} />
              <span>{t(choice === "one" ? "exam.oneAtATime" : "exam.allQuestions")}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className={styles.scroll} ref={shown} role="region" aria-label={t("exam.questions")}>
        {items.map((item, index) =>
          layout === "all" || index === current ? (
            <Question key={item.id} {...props} item={item} index={index} />
          ) : null,
        )}
      </div>
      {layout === "one" && (
        <div className={styles.steps}>
          <Button disabled={current === 0} onClick={() => go(current - 1)}>
            {t("exam.previous")}
          </Button>
          <Button disabled={current === items.length - 1} onClick={() => go(current + 1)}>
            {t("exam.next")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Overview({
  items,
  answerTo,
  flags,
  current,
  onGo,
}: QuestionsProps & { readonly current: number | undefined; readonly onGo: (index: number) => void }): ReactNode {
  const t = useT();
  return (
    <nav aria-label={t("exam.overview")}>
      <ol className={styles.strip}>
        {items.map((item, index) => {
          const isDone = isAnswered(answerTo(item.id));
          const isFlagged = flags.includes(item.id);
          const states = [
            t(isDone ? "exam.stateAnswered" : "exam.stateUnanswered"),
            ...(isFlagged ? [t("exam.stateFlagged")] : []),
          ];
          return (
            <li key={item.id}>
              <button
                type="button"
                className={classNames(styles.dot, isDone && styles.done, isFlagged && styles.flagged)}
                aria-current={index === current ? "step" : undefined}
                aria-label={`${t("exam.question", { number: index + 1 })}, ${states.join(", ")}`}
                onClick={() => onGo(index)}
              >
                {index + 1}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Question({
  item,
  index,
  items,
  answerTo,
  flags,
  isReadOnly,
  onAnswer,
  onFlag,
}: QuestionsProps & { readonly item: ReadingItem; readonly index: number }): ReactNode {
  const t = useT();
  const isFlagged = flags.includes(item.id);
  const about = t(item.about === "SITUATION" ? "exam.aboutSituation" : "exam.aboutDocument");
  return (
    <article className={styles.question} data-item={item.id} aria-labelledby={`${item.id}-title`}>
      <header className={styles.questionHeader}>
        <h2 id={`${item.id}-title`} tabIndex={-1}>
          {t("exam.questionOf", { number: index + 1, total: items.length })}
          <span className={styles.about}>
            {about} · {t("exam.points", { count: item.max })}
          </span>
        </h2>
        <label className={styles.flag}>
          <input
            type="checkbox"
            checked={isFlagged}
            disabled={isReadOnly}
            onChange={(event) => onFlag(item.id, event.target.checked)}
          />
          <span>{t("exam.flag")}</span>
        </label>
      </header>
      <fieldset className={styles.body} disabled={isReadOnly}>
        <legend className={styles.prompt} lang="fr-CA">
          {item.prompt}
        </legend>
        <QuestionBody item={item} value={answerTo(item.id) ?? null} onAnswer={(value) => onAnswer(item.id, value)} />
      </fieldset>
    </article>
  );
}
