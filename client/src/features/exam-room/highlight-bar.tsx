import type { ReactNode, RefObject } from "react";
import { useT } from "#client/app/i18n.tsx";
import { classNames } from "#client/ui/index.ts";
import { highlightKinds, type HighlightKind } from "#shared/domain/reading/highlights.ts";
import styles from "./highlights.module.css";

/** What can be done with the passage that is chosen. Buttons never vanish: without a passage they say what is missing. */
export function HighlightBar({
  hasPassage,
  isStepping,
  keyboardButton,
  said,
  onMark,
  onErase,
  onStep,
}: {
  readonly hasPassage: boolean;
  readonly isStepping: boolean;
  readonly keyboardButton: RefObject<HTMLButtonElement | null>;
  /** What just happened, in view too. */
  readonly said: string;
  readonly onMark: (kind: HighlightKind) => void;
  readonly onErase: () => void;
  readonly onStep: (isOn: boolean) => void;
}): ReactNode {
  const t = useT();
  return (
    <div className={styles.bar}>
      <div className={styles.tools} role="group" aria-label={t("exam.highlight")}>
        {highlightKinds.map((kind, index) => (
          <button
            key={kind}
            type="button"
            className={styles.tool}
            aria-disabled={!hasPassage}
            aria-keyshortcuts={isStepping ? String(index + 1) : undefined}
            onClick={() => onMark(kind)}
          >
            <span className={classNames(styles.swatch, styles[kind])} aria-hidden="true" />
            {t(`exam.mark.${kind}`)}
          </button>
        ))}
        <button type="button" className={styles.tool} aria-disabled={!hasPassage} onClick={onErase}>
          {t("exam.eraseMark")}
        </button>
        <button
          type="button"
          ref={keyboardButton}
          className={classNames(styles.tool, styles.keyboard)}
          aria-pressed={isStepping}
          title={t("exam.stepsTitle")}
          onClick={() => onStep(!isStepping)}
        >
          {t("exam.steps")}
        </button>
      </div>
      {/* Said aloud elsewhere: here for those who see. */}
      <p className={styles.said} aria-hidden="true">
        {said === "" ? t(isStepping ? "exam.stepsKeys" : "exam.selectHint") : said}
      </p>
    </div>
  );
}
