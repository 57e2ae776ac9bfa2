import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, classNames, Dialog, RadioGroup } from "#client/ui/index.ts";
import type { QuestionLayout } from "./questions.tsx";
import styles from "./overview-strip.module.css";

export type Panes = "columns" | "rows";

export interface Display {
  readonly layout: QuestionLayout;
  readonly panes: Panes;
  readonly onLayout: (layout: QuestionLayout) => void;
  readonly onPanes: (panes: Panes) => void;
}

const shapes = [
  ["answered", "exam.stateAnswered"],
  ["begun", "exam.stateBegun"],
  ["unanswered", "exam.stateUnanswered"],
  ["flagged", "exam.stateFlagged"],
] as const;

const keys = [
  ["Alt + →", "exam.next"],
  ["Alt + ←", "exam.previous"],
  ["Alt + ↓", "exam.goToQuestions"],
  ["Alt + ↑", "exam.goToText"],
] as const;

/** How the room is laid out, what the shapes mean, what the keys do: at hand, and out of the way. */
export function DisplayButton({ layout, panes, onLayout, onPanes }: Display): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t("exam.display")}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("exam.display")}
        closeLabel={t("common.close")}
        footer={<Button onClick={() => setOpen(false)}>{t("common.close")}</Button>}
      >
        <div className="stack">
          <RadioGroup
            legend={t("exam.layout")}
            look="inline"
            value={layout}
            options={[
              { value: "one", label: t("exam.oneAtATime") },
              { value: "all", label: t("exam.allQuestions") },
            ]}
            onChange={onLayout}
          />
          <RadioGroup
            legend={t("exam.panes")}
            hint={t("exam.panesHint")}
            look="inline"
            value={panes}
            options={[
              { value: "columns", label: t("exam.sideBySide") },
              { value: "rows", label: t("exam.stacked") },
            ]}
            onChange={onPanes}
          />
          <h3>{t("exam.shapes")}</h3>
          <ul className={styles.legend}>
            {shapes.map(([shape, words]) => (
              <li key={shape}>
                <span className={classNames(styles.dot, styles[shape])} aria-hidden="true" />
                {t(words)}
              </li>
            ))}
          </ul>
          <h3>{t("exam.keys")}</h3>
          <dl className={styles.keys}>
            {keys.map(([key, words]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(words)}</dd>
              </div>
            ))}
          </dl>
          <p>{t("exam.keysHighlight")}</p>
        </div>
      </Dialog>
    </>
  );
}
