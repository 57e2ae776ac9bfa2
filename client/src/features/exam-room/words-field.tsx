import type { ReactNode } from "react";
import { storableText } from "#shared/domain/answers/answer-value.ts";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import type { Refusal } from "./editor/judge-input.ts";
import { RefusedInput } from "./editor/refused-input.tsx";
import { emptyHistory } from "./editor/text-history.ts";
import { useAccentKey } from "./editor/use-accent-key.ts";
import { useGuardedField } from "./editor/use-guarded-field.ts";
import styles from "./questions.module.css";

/** What a field for one's own words needs of the room. */
export interface OwnWords {
  /** What the person wrote elsewhere in this activity, and may bring here. */
  readonly otherOwn: () => string;
  readonly onRefused: (refusal: Refusal) => void;
}

/** A few words of one's own, without the browser's help and typed here, as in the editor. */
export function WordsField({
  id,
  label,
  hint,
  maxLength,
  value,
  own,
  onType,
}: {
  readonly id: string;
  /** Where no label stands beside it. */
  readonly label?: string;
  readonly hint: string;
  readonly maxLength: number;
  /** What the field begins with: from then on it holds its own text. */
  readonly value: string;
  readonly own: OwnWords;
  readonly onType: (words: string) => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { attach, attributes, wasRefused, field } = useGuardedField({
    history: emptyHistory(value),
    hasHistory: false,
    otherOwn: own.otherOwn,
    onText: (text) => onType(storableText(text)),
    onRefused: own.onRefused,
  });
  const { turnAccent, said } = useAccentKey(field);
  return (
    <>
      <p className={styles.hint} id={`${id}-hint`}>
        {hint} {t("room.accentHint")}
      </p>
      <RefusedInput isShown={wasRefused} />
      <input
        type="text"
        id={id}
        ref={attach}
        {...attributes}
        className={styles.short}
        aria-label={label}
        aria-describedby={`${id}-hint`}
        lang={lang}
        maxLength={maxLength}
        onKeyDown={turnAccent}
      />
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </>
  );
}
