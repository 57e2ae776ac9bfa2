import type { ReactNode } from "react";
import styles from "./stage.module.css";

export function Paragraphs({ paragraphs }: { readonly paragraphs: readonly string[] }): ReactNode {
  return (
    <div className={styles.text}>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
