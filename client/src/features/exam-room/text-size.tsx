import type { CSSProperties, ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useStoredState, VisuallyHidden } from "#client/ui/index.ts";
import styles from "./exam-room.module.css";
import { RoomTheme } from "./room-theme.tsx";

const sizes = [16, 18, 20, 24, 28, 32];
const usual = 1;

export interface TextSize {
  readonly style: CSSProperties & { readonly "--exam-text": string };
  readonly control: ReactNode;
}

/** A− and A+: the size of what is read and written, remembered on this device. */
export function useTextSize(): TextSize {
  const t = useT();
  const [step, setStep] = useStoredState("epreuve.exam-text", (stored) => {
    const value = stored === null ? usual : Number(stored);
    return Number.isInteger(value) && value >= 0 && value < sizes.length ? value : usual;
  });
  return {
    style: { "--exam-text": `${(sizes[step] ?? 18) / 16}rem` },
    control: (
      <div className={styles.sizes} role="group" aria-label={t("exam.textSize")}>
        <button type="button" className={styles.accent} disabled={step === 0} onClick={() => setStep(step - 1)}>
          <span aria-hidden="true">A−</span>
          <VisuallyHidden>{t("exam.textSmaller")}</VisuallyHidden>
        </button>
        <button
          type="button"
          className={styles.accent}
          disabled={step === sizes.length - 1}
          onClick={() => setStep(step + 1)}
        >
          <span aria-hidden="true">A+</span>
          <VisuallyHidden>{t("exam.textLarger")}</VisuallyHidden>
        </button>
        <RoomTheme />
      </div>
    ),
  };
}
