import { useEffect, useState, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./placeholders.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

export type EmptyStateProps = {
  readonly title: ReactNode;
  /** What will be here, and why it is not yet. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
};

export function EmptyState({ title, children, action, icon }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.title}>{title}</p>
      {typeof children === "string" ? <p>{children}</p> : children}
      {action}
    </div>
  );
}

export type SkeletonProps = {
  /** Said to assistive technology once it takes longer than a moment: «Chargement en cours». */
  readonly label: string;
  readonly look?: "text" | "card" | "table";
  readonly lines?: number;
};

/** What loads faster is said by being there. */
const aMomentMs = 1_000;

/** The page's shape while its data comes. Still, on purpose: nothing moves under somebody who reads. */
export function Skeleton({ label, look = "text", lines = 3 }: SkeletonProps): ReactNode {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), aMomentMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classNames(styles.skeleton, styles[look])} data-loading>
      <VisuallyHidden role="status">{isLong && label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  );
}
