import { useEffect, useRef, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog } from "#client/ui/index.ts";

export interface RecordDialogProps {
  readonly isOpen: boolean;
  readonly blindCode: string;
  readonly hasNext: boolean;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Handing in cannot be undone, so it is asked; Enter again goes on to the next text. */
export function RecordDialog({
  isOpen,
  blindCode,
  hasNext,
  isBusy,
  onCancel,
  onConfirm,
}: RecordDialogProps): ReactNode {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  // Every criterion has its band: the way on gets the focus here, unlike where something would be lost.
  useEffect(() => {
    if (isOpen) box.current?.querySelector<HTMLButtonElement>("button:last-of-type")?.focus();
  }, [isOpen]);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title={t("marking.recordTitle", { code: blindCode })}
      size="small"
      role="alertdialog"
      footer={
        // A key that is held down opens the question and must not answer it.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- It only keeps a repeated key from its buttons.
        <div ref={box} className="row" onKeyDown={(event) => event.repeat && event.preventDefault()}>
          <Button onClick={onCancel}>{t("common.back")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={onConfirm}>
            {t(hasNext ? "marking.recordNext" : "marking.recordLast")}
          </Button>
        </div>
      }
    >
      <p>{t("marking.nothingMissing")}</p>
      <p>{t("marking.lockMeans")}</p>
    </Dialog>
  );
}
