import type { ReactNode, RefObject } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";
import styles from "./exam-room.module.css";

const noBreakSpace = "\u00A0";
const characters = [...Array.from("éèêëàâçùûôîïœæ«»"), noBreakSpace];

/** Characters that some keyboards lack, put where the cursor is; the field's own undo takes them back. */
export function AccentPalette({
  field,
  isDisabled,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly isDisabled: boolean;
}): ReactNode {
  const t = useT();
  const insert = (character: string): void => {
    const element = field.current;
    if (!element) return;
    element.focus();
    // The only way that the browser's undo history understands; the other one where it is gone.
    if (document.execCommand("insertText", false, character)) return;
    element.setRangeText(character, element.selectionStart, element.selectionEnd, "end");
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div className={styles.palette} role="group" aria-label={t("exam.accents")}>
      {characters.map((character) => {
        const isSpace = character === noBreakSpace;
        return (
          <button
            key={character}
            type="button"
            className={styles.accent}
            disabled={isDisabled}
            // Keeps the cursor where it is.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => insert(character)}
          >
            <span aria-hidden="true">{isSpace ? t("exam.noBreakSpaceShort") : character}</span>
            <VisuallyHidden>
              {t("exam.insert", { character: isSpace ? t("exam.noBreakSpace") : character })}
            </VisuallyHidden>
          </button>
        );
      })}
    </div>
  );
}
