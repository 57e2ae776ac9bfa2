import type { ReactNode } from "react";
import { VisuallyHidden } from "./visually-hidden.tsx";
import styles from "./word-difference.module.css";

export type WordDifferenceProps = {
  readonly parts: readonly { readonly kind: "SAME" | "ADDED" | "REMOVED"; readonly text: string }[];
  /** Said before what was added, before what was removed, and after either, to those who hear the text. */
  readonly addedLabel: string;
  readonly removedLabel: string;
  readonly endLabel: string;
  /** Of the text; the words around it are the page's. */
  readonly lang?: string;
};

/** How a text changed: a line and a colour for the eye, a word for whoever hears it. */
export function WordDifference({ parts, addedLabel, removedLabel, endLabel, lang }: WordDifferenceProps): ReactNode {
  return (
    <p className={styles.text}>
      {parts.map(({ kind, text }, place) => {
        // A difference is never reordered: the place of a part is its identity.
        const key = `${place}-${kind}`;
        if (kind === "SAME") return <span key={key} lang={lang}>{text}</span>;
        const words = (
          <>
            <VisuallyHidden>{`${kind === "ADDED" ? addedLabel : removedLabel} `}</VisuallyHidden>
            <span lang={lang}>{text}</span>
            <VisuallyHidden>{` ${endLabel}`}</VisuallyHidden>
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
