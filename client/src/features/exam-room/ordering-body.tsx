import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, VisuallyHidden } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ReadingItem } from "#shared/domain/forms/form-content.ts";
import styles from "./ordering-body.module.css";
import questionStyles from "./questions.module.css";

/** Entries moved up and down by buttons. The order shown at first is not an answer until the person moves or keeps it. */
export function OrderingBody({
  item,
  value,
  onAnswer,
}: {
  readonly item: Extract<ReadingItem, { type: "ORDERING" }>;
  readonly value: AnswerValue;
  readonly onAnswer: (value: AnswerValue) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const [announced, setAnnounced] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ readonly id: string; readonly step: -1 | 1 }>();
  // An entry that changes its place in the page would lose the keyboard: its button keeps it.
  useEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.id} ${moved.step}"]`)?.focus();
  }, [moved]);
  const shown = item.entries.map(({ id }) => id);
  const order = Array.isArray(value) ? value.filter((id) => id !== null) : shown;
  const nameOf = (id: string): string => item.entries.find((entry) => entry.id === id)?.text ?? id;
  const move = (from: number, step: -1 | 1): void => {
    const [id, to] = [order[from], from + step];
    if (id === undefined || to < 0 || to >= order.length) return;
    onAnswer(order.toSpliced(from, 1).toSpliced(to, 0, id));
    setMoved({ id, step });
    setAnnounced(t("exam.orderMoved", { entry: nameOf(id), place: to + 1, total: order.length }));
  };
  return (
    <>
      <p className={questionStyles.hint}>{t("exam.orderHint")}</p>
      <ol className={styles.order} ref={list}>
        {order.map((id, index) => (
          <li key={id} className={styles.entry}>
            <span lang={lang}>{nameOf(id)}</span>
            <span className={styles.moves}>
              <button
                type="button"
                className={styles.move}
                aria-label={t("exam.moveUp", { entry: nameOf(id) })}
                data-move={`${id} -1`}
                aria-disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                className={styles.move}
                aria-label={t("exam.moveDown", { entry: nameOf(id) })}
                data-move={`${id} 1`}
                aria-disabled={index === order.length - 1}
                onClick={() => move(index, 1)}
              >
                ↓
              </button>
            </span>
          </li>
        ))}
      </ol>
      {value === null && (
        <p className={questionStyles.hint}>
          {t("exam.orderNotYet")}{" "}
          <Button size="small" onClick={() => onAnswer(shown)}>
            {t("exam.confirmOrder")}
          </Button>
        </p>
      )}
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
    </>
  );
}
