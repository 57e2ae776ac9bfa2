import { useState, type ReactNode } from "react";
import { abandonDraft, approveDraft, formDesk, formDraft, retireForm, returnDraft } from "#shared/protocol/forms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, TextField, useToast } from "#client/ui/index.ts";

/** What cannot be undone is asked once more, with the reason that goes into the record. */

function ReasonDialog({
  title,
  text,
  confirmLabel,
  error,
  isBusy,
  onType,
  onDecide,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  /** A refusal was about what was there before. */
  readonly onType: () => void;
  readonly onDecide: (reason: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const [reason, setReason] = useState("");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={() => onDecide(reason)}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{text}</p>
        <TextAreaField
          label={t("forms.reason")}
          hint={t("forms.reasonHint")}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            onType();
          }}
        />
        <RefusalNotice error={error} />
      </div>
    </Dialog>
  );
}

interface DraftDialogProps {
  readonly draftId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ReturnDialog({ draftId, onClose, onDone }: DraftDialogProps): ReactNode {
  const t = useT();
  const act = useChange(returnDraft, [formDraft, formDesk]);
  return (
    <ReasonDialog
      title={t("forms.returnTitle")}
      text={t("forms.returnText")}
      confirmLabel={t("forms.return")}
      error={act.error}
      isBusy={act.isPending}
      onType={act.reset}
      onClose={onClose}
      onDecide={(reason) => act.mutate({ params: { draftId }, body: { reason } }, { onSuccess: onDone })}
    />
  );
}

export function AbandonDialog({ draftId, onClose, onDone }: DraftDialogProps): ReactNode {
  const t = useT();
  const act = useChange(abandonDraft, [formDraft, formDesk]);
  return (
    <ReasonDialog
      title={t("forms.abandonTitle")}
      text={t("forms.abandonText")}
      confirmLabel={t("forms.abandon")}
      error={act.error}
      isBusy={act.isPending}
      onType={act.reset}
      onClose={onClose}
      onDecide={(reason) => act.mutate({ params: { draftId }, body: { reason } }, { onSuccess: onDone })}
    />
  );
}

export function RetireDialog({
  formId,
  name,
  onClose,
}: {
  readonly formId: string;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(retireForm, [formDesk]);
  return (
    <ReasonDialog
      title={t("forms.retireTitle", { name })}
      text={t("forms.retireText")}
      confirmLabel={t("forms.retire")}
      error={act.error}
      isBusy={act.isPending}
      onType={act.reset}
      onClose={onClose}
      onDecide={(reason) =>
        act.mutate(
          { params: { formId }, body: { reason } },
          {
            onSuccess: () => {
              toast(t("forms.retireDone"), "success");
              onClose();
            },
          },
        )
      }
    />
  );
}

export function ApproveDialog({
  draftId,
  today,
  onClose,
  onDone,
}: DraftDialogProps & { readonly today: string }): ReactNode {
  const t = useT();
  const act = useChange(approveDraft, [formDraft, formDesk]);
  const [effectiveOn, setEffectiveOn] = useState(today);
  const decide = (): void => {
    if (effectiveOn !== "") act.mutate({ params: { draftId }, body: { effectiveOn } }, { onSuccess: onDone });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("forms.approveTitle")}
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={act.isPending} onClick={decide}>
            {t("forms.approve")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("forms.approveText")}</p>
        <TextField
          label={t("forms.effectiveOn")}
          hint={t("forms.effectiveOnHint")}
          type="date"
          min={today}
          value={effectiveOn}
          onChange={(event) => {
            setEffectiveOn(event.target.value);
            act.reset();
          }}
        />
        <RefusalNotice error={act.error} />
      </div>
    </Dialog>
  );
}
