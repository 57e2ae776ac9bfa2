import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button } from "#client/ui/index.ts";
import styles from "./exam-room.module.css";

interface Place {
  readonly label: string;
  readonly go: () => void;
}

/** From what is read to what is written and back: for the keyboard, and in view where all is one long column. */
export function JumpLinks({ places }: { readonly places: readonly Place[] }): ReactNode {
  const t = useT();
  return (
    <nav className={styles.jump} aria-label={t("exam.goTo")}>
      {places.map(({ label, go }) => (
        <Button key={label} size="small" onClick={go}>
          {label}
        </Button>
      ))}
    </nav>
  );
}
