import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import styles from "./dialog.module.css";
import { CloseIcon } from "./icons.tsx";

export type DialogProps = {
  readonly isOpen: boolean;
  /** Called for Escape and for the closing button; the owner then sets `isOpen` to false. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  /** Without it there is no closing button in the corner. */
  readonly closeLabel?: string;
  readonly size?: "small" | "medium" | "large" | "full";
  /** `alertdialog` interrupts: for what cannot be undone. */
  readonly role?: "dialog" | "alertdialog";
};

/** The browser's own modal dialog: it keeps the focus inside and gives it back to where it was. */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  footer,
  closeLabel,
  size = "medium",
  role = "dialog",
}: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const bodyId = useId();

  // The element's state follows the property.
  useEffect(() => {
    if (isOpen && dialog.current?.open === false) dialog.current.showModal();
    if (!isOpen && dialog.current?.open === true) dialog.current.close();
  }, [isOpen]);

  // A dialog that is unmounted while open is closed first: only closing gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      role={role === "alertdialog" ? role : undefined}
      className={classNames(styles.dialog, styles[size])}
      aria-labelledby={titleId}
      aria-describedby={role === "alertdialog" ? bodyId : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (isOpen) onClose();
      }}
    >
      {isOpen && (
        <div className={styles.box}>
          <header className={styles.header}>
            <h2 id={titleId}>{title}</h2>
            {closeLabel !== undefined && (
              <IconButton label={closeLabel} icon={<CloseIcon />} onClick={onClose} className={styles.close} />
            )}
          </header>
          <div id={bodyId} className={styles.body}>
            {children}
          </div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}

export type ConfirmDialogProps = {
  readonly isOpen: boolean;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly tone?: "primary" | "danger";
  readonly isBusy?: boolean;
};

/** Asks before an action with consequences. The way out comes first: the browser gives it the focus. */
export function ConfirmDialog({
  isOpen,
  title,
  children,
  confirmLabel,
  cancelLabel,
  onConfirm,
  onCancel,
  tone = "primary",
  isBusy = false,
}: ConfirmDialogProps): ReactNode {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title={title}
      size="small"
      role="alertdialog"
      footer={
        <>
          <Button onClick={onCancel}>{cancelLabel}</Button>
          <Button variant={tone} isBusy={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
