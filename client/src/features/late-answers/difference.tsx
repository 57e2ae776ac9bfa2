import type { ReactNode } from "react";
import type { LateArrival } from "#shared/protocol/late-answers.ts";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";
import styles from "./late-page.module.css";

/** What would be added and removed: a line and a colour for the eye, a word for whoever hears it. */
export function Difference({ parts }: { readonly parts: LateArrival["changes"][number]["diff"] }): ReactNode {
  const t = useT();
  return (
    <p className={styles.text}>
      {parts.map(({ kind, text }, place) => {
        // A difference is never reordered: the place of a part is its identity.
        const key = `${place}-${kind}`;
        if (kind === "SAME") return <span key={key}>{text}</span>;
        const words = (
          <>
            <VisuallyHidden>{`${t(kind === "ADDED" ? "late.added" : "late.removed")} `}</VisuallyHidden>
            {text}
            <VisuallyHidden>{` ${t("late.endChange")}`}</VisuallyHidden>
          </>
        );
        return kind === "ADDED" ? (
          <ins key={key} className={styles.added}>
            {words}
          </ins>
        ) : (
          <del key={key} className={styles.removed}>
            {words}
          </del>
        );
      })}
    </p>
  );
}
