import type { ReactNode } from "react";
import styles from "./disclosure.module.css";
import { ChevronRightIcon } from "./icons.tsx";

export type DisclosureProps = {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly isOpenAtFirst?: boolean;
};

/** What can wait stays folded: done steps, details, help. The browser's own <details>. */
export function Disclosure({ summary, children, isOpenAtFirst = false }: DisclosureProps): ReactNode {
  return (
    <details className={styles.disclosure} open={isOpenAtFirst}>
      <summary className={styles.summary}>
        <ChevronRightIcon size={16} className={styles.chevron} />
        <span>{summary}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
