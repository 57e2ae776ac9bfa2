import type { ReactNode } from "react";
import { ArrowLeftIcon } from "./icons.tsx";
import { Link } from "./link.tsx";
import styles from "./page-header.module.css";

export type PageHeaderProps = {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly backHref?: string;
  readonly backLabel?: string;
  readonly actions?: ReactNode;
};

export function PageHeader({ title, lead, backHref, backLabel, actions }: PageHeaderProps): ReactNode {
  return (
    <header className={styles.header}>
      {backHref !== undefined && (
        <Link href={backHref} className={styles.back}>
          <ArrowLeftIcon size={16} />
          {backLabel}
        </Link>
      )}
      <div className={styles.line}>
        <h1 tabIndex={-1}>{title}</h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
    </header>
  );
}
