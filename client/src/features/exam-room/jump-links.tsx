import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import styles from "./exam-room.module.css";

/** From the text to the questions and back: for the keyboard, and in view where all is one long column. */
export function JumpLinks({
  onText,
  onQuestions,
}: {
  readonly onText: () => void;
  readonly onQuestions: () => void;
}): ReactNode {
  const t = useT();
  return (
    <nav className={styles.jump} aria-label={t("exam.goTo")}>
      <Button size="small" onClick={onText}>
        {t("exam.goToText")}
      </Button>
      <Button size="small" onClick={onQuestions}>
        {t("exam.goToQuestions")}
      </Button>
    </nav>
  );
}
