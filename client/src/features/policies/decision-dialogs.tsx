import { useState, type ReactNode } from "react";
import { approvePolicy, policyDesk, refusePolicy, withdrawPolicy } from "#shared/protocol/policies.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, Notice, TextField, useToast } from "#client/ui/index.ts";
import { ReasonField } from "./reason-field.tsx";

interface DecisionProps {
  readonly proposalId: string;
  /** What somebody else decided meanwhile, once it is so: then there is nothing to press any more. */
  readonly decided: ReactNode;
  readonly isDecided: boolean;
  readonly onClose: () => void;
}

function DecidedDialog({ decided, onClose }: Pick<DecisionProps, "decided" | "onClose">): ReactNode {
  const t = useT();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("policies.decidedMeanwhile")}
      role="alertdialog"
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("common.close")}
        </Button>
      }
    >
      <Notice tone="attention">{decided}</Notice>
    </Dialog>
  );
}

export function ApproveDialog({
  proposalId,
  earliest,
  decided,
  isDecided,
  onClose,
  onApproved,
}: DecisionProps & { readonly earliest: string; readonly onApproved: (version: number) => void }): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(approvePolicy, [policyDesk]);
  const [effectiveOn, setEffectiveOn] = useState(earliest);
  const decide = (): void => {
    if (effectiveOn === "") return;
    act.mutate(
      { params: { proposalId }, body: { effectiveOn } },
      {
        onSuccess: ({ version }) => {
          toast(t("policies.approveDone", { version }), "success");
          onApproved(version);
          onClose();
        },
      },
    );
  };
  if (isDecided && !act.isPending && !act.isSuccess) return <DecidedDialog {...{ decided, onClose }} />;
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

/** Refused by somebody else, or withdrawn by whoever proposed. */
export function CloseDialog({
  proposalId,
  isOwn,
  decided,
  isDecided,
  onClose,
}: DecisionProps & { readonly isOwn: boolean }): ReactNode {
  const t = useT();
  const toast = useToast();
  const act = useChange(isOwn ? withdrawPolicy : refusePolicy, [policyDesk]);
  const [reason, setReason] = useState("");
  const label = t(isOwn ? "policies.withdraw" : "policies.refuse");
  if (isDecided && !act.isPending && !act.isSuccess) return <DecidedDialog {...{ decided, onClose }} />;
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
                {
                  onSuccess: () => {
                    toast(t(isOwn ? "policies.withdrawDone" : "policies.refuseDone"));
                    onClose();
                  },
                },
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
        <ReasonField value={reason} onChange={setReason} act={act} />
      </div>
    </Dialog>
  );
}
