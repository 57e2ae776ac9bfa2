import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { situationId, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { OverviewStrip } from "./overview-strip.tsx";
import { keepQuestionInHand, questionInHand } from "./place-in-hand.ts";
import { QuestionBody } from "./question-body.tsx";
import styles from "./questions.module.css";
import { useRoomKeys } from "./use-room-keys.ts";
import type { OwnWords } from "./words-field.tsx";

export type QuestionLayout = "one" | "all";

export interface QuestionsProps {
  /** Of a preview there is none. */
  readonly runId?: string;
  readonly items: readonly ReadingItem[];
  readonly answerTo: (id: string) => AnswerValue | undefined;
  readonly flags: readonly string[];
  readonly isReadOnly: boolean;
  readonly layout: QuestionLayout;
  /** A question that somebody asked for from elsewhere: by index, or the one that was shown. A new object asks anew. */
  readonly asked: { readonly index?: number } | undefined;
  readonly onAnswer: (id: string, value: AnswerValue) => void;
  readonly onFlag: (id: string, isFlagged: boolean) => void;
  readonly own: OwnWords;
  readonly onGoToText: () => void;
  /** What stands at the foot, after the way to the next question. */
  readonly tools: ReactNode;
}

/** One question at a time or all of them, with a strip that shows where one is and what is left. */
export function Questions(props: QuestionsProps): ReactNode {
  const t = useT();
  const { runId, items, layout, asked } = props;
  const [current, setCurrent] = useState(() => (runId === undefined ? 0 : questionInHand(runId, items.length)));
  const [target, setTarget] = useState<{ readonly index: number }>();
  const [seen, setSeen] = useState(asked);
  const root = useRef<HTMLDivElement>(null);

  const go = (index: number): void => {
    const bounded = Math.min(items.length - 1, Math.max(0, index));
    setCurrent(bounded);
    setTarget({ index: bounded });
  };
  if (asked !== seen) {
    setSeen(asked);
    if (asked) go(asked.index ?? current);
  }
  // A reload comes back to it.
  useEffect(() => {
    if (runId !== undefined) keepQuestionInHand(runId, current);
  }, [runId, current]);
  // Going to a question puts the keyboard and the screen reader there; opening the room does not.
  useEffect(() => {
    const id = target && items[target.index]?.id;
    const heading = id === undefined ? null : root.current?.querySelector<HTMLElement>(`[data-item="${id}"] h2`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [target, items]);
  const isOpening = useRef(true);
  useEffect(() => {
    if (!isOpening.current) return;
    isOpening.current = false;
    // Where all questions are on the page, the one in hand is brought into view.
    if (layout === "all" && current > 0) root.current?.querySelector(`[data-item="${items[current]?.id}"]`)?.scrollIntoView({ block: "start" });
  }, [layout, current, items]);
  useRoomKeys(root, {
    ArrowLeft: () => go(current - 1),
    ArrowRight: () => go(current + 1),
    ArrowUp: props.onGoToText,
    ArrowDown: () => go(current),
  });

  return (
    <div className={styles.questions} ref={root}>
      <div className={styles.bar}>
        <OverviewStrip {...props} current={current} onGo={go} />
      </div>
      <div className={styles.scroll} role="region" aria-label={t("exam.questions")}>
        {items.map((item, index) =>
          layout === "all" || index === current ? (
            <Question key={item.id} {...props} item={item} index={index} onEnter={() => setCurrent(index)} />
          ) : null,
        )}
      </div>
      <div className={styles.foot}>
        {layout === "one" && (
          <div className={styles.stepButtons}>
            <Button aria-keyshortcuts="Alt+ArrowLeft" disabled={current === 0} onClick={() => go(current - 1)}>
              {t("exam.previous")}
            </Button>
            <Button
              aria-keyshortcuts="Alt+ArrowRight"
              disabled={current === items.length - 1}
              onClick={() => go(current + 1)}
            >
              {t("exam.next")}
            </Button>
          </div>
        )}
        {props.tools}
      </div>
    </div>
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
  own,
  onEnter,
}: QuestionsProps & {
  readonly item: ReadingItem;
  readonly index: number;
  readonly onEnter: () => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const isFlagged = flags.includes(item.id);
  const about = t(item.about === situationId ? "exam.aboutSituation" : "exam.aboutDocument");
  return (
    <article
      className={styles.question}
      data-item={item.id}
      data-no-selection=""
      aria-labelledby={`${item.id}-title`}
      onFocusCapture={onEnter}
    >
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
        <legend className={styles.prompt} lang={lang}>
          {item.prompt}
        </legend>
        <QuestionBody
          item={item}
          value={answerTo(item.id) ?? null}
          onAnswer={(value) => onAnswer(item.id, value)}
          own={own}
        />
      </fieldset>
    </article>
  );
}
