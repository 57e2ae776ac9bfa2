import type { ReactNode } from "react";
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

/** Handing in cannot be undone, so it is asked. The way back has the focus: a second Enter hands nothing in. */
export function RecordDialog({
  isOpen,
  blindCode,
  hasNext,
  isBusy,
  onCancel,
  onConfirm,
}: RecordDialogProps): ReactNode {
  const t = useT();
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
        <div className="row" onKeyDown={(event) => event.repeat && event.preventDefault()}>
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
