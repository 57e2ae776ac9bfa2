import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { AttentionIcon, DangerIcon, InfoIcon, SuccessIcon } from "./icons.tsx";
import styles from "./notice.module.css";

export type NoticeTone = "info" | "success" | "attention" | "danger";

const icons = { info: InfoIcon, success: SuccessIcon, attention: AttentionIcon, danger: DangerIcon };

export type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** The actions stand beside the words: what stays over somebody's work takes little of its height. */
  readonly isLow?: boolean;
  /** By default danger interrupts (`alert`), the rest waits its turn (`status`); `note` for what was on the page from the start. */
  readonly role?: "alert" | "status" | "note";
};

export function Notice({ tone = "info", title, children, actions, isLow = false, role }: NoticeProps): ReactNode {
  const Icon = icons[tone];
  const shownActions = actions !== undefined && <div className={styles.actions}>{actions}</div>;
  return (
    <div className={classNames(styles.notice, styles[tone], isLow && styles.low)} role={role ?? (tone === "danger" ? "alert" : "status")}>
      <Icon className={styles.icon} />
      <div className={styles.body}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {typeof children === "string" ? <p>{children}</p> : children}
        {!isLow && shownActions}
      </div>
      {isLow && shownActions}
    </div>
  );
}

export type ErrorNoticeProps = {
  /** One sentence: what happened. */
  readonly title: ReactNode;
  /** What to do now. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly referenceLabel?: string;
  readonly reference?: string;
};

/** An error is a sentence, a next step, and a code to read to somebody. */
export function ErrorNotice({ title, children, actions, referenceLabel, reference }: ErrorNoticeProps): ReactNode {
  return (
    <Notice tone="danger" title={title} actions={actions}>
      {typeof children === "string" ? <p>{children}</p> : children}
      {reference !== undefined && (
        <p className={styles.reference}>
          {referenceLabel} <code>{reference}</code>
        </p>
      )}
    </Notice>
  );
}
