import { useState, type ReactNode } from "react";
import { approvePolicy, policyDesk, refusePolicy, withdrawPolicy } from "#shared/protocol/policies.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, TextField, useToast } from "#client/ui/index.ts";

export function ApproveDialog({
  proposalId,
  earliest,
  onClose,
}: {
  readonly proposalId: string;
  readonly earliest: string;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(approvePolicy, [policyDesk]);
  const [effectiveOn, setEffectiveOn] = useState(earliest);
  const decide = (): void => {
    if (effectiveOn === "") return;
    act.mutate(
      { params: { proposalId }, body: { effectiveOn } },
      { onSuccess: ({ version }) => toast(t("policies.approveDone", { version }), "success") },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("policies.approveTitle")}
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={act.isPending} onClick={decide}>
            {t("policies.approve")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("policies.approveText")}</p>
        <TextField
          label={t("policies.effectiveOn")}
          hint={t("policies.effectiveOnHint")}
          type="date"
          min={earliest}
          value={effectiveOn}
          onChange={(event) => setEffectiveOn(event.target.value)}
        />
        <RefusalNotice error={act.error} />
      </div>
    </Dialog>
  );
}

/** Refused by somebody else, or withdrawn by whoever proposed. */
export function CloseDialog({
  proposalId,
  isOwn,
  onClose,
}: {
  readonly proposalId: string;
  readonly isOwn: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(isOwn ? withdrawPolicy : refusePolicy, [policyDesk]);
  const [reason, setReason] = useState("");
  const label = t(isOwn ? "policies.withdraw" : "policies.refuse");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isOwn ? "policies.withdrawTitle" : "policies.refuseTitle")}
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="primary"
            isBusy={act.isPending}
            onClick={() =>
              act.mutate(
                { params: { proposalId }, body: { reason } },
                { onSuccess: () => toast(t("policies.closeDone"), "success") },
              )
            }
          >
            {label}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("policies.closeText")}</p>
        <TextAreaField
          label={t("policies.reason")}
          hint={t("policies.reasonHint")}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={act.error} />
      </div>
    </Dialog>
  );
}
