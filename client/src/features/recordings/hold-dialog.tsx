import { useState, type ReactNode } from "react";
import { holdRecordings, recordingsDesk } from "#shared/protocol/recordings.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, useToast } from "#client/ui/index.ts";
import type { Kept } from "./recordings-desk.ts";

export function HoldDialog({ kept, onClose }: { readonly kept: Kept; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const toast = useToast();
  const hold = useChange(holdRecordings, [recordingsDesk]);
  const [reason, setReason] = useState("");
  const decide = (): void =>
    hold.mutate(
      { params: { sittingId: kept.sittingId }, body: { reason } },
      {
        onSuccess: () => {
          toast(t("kept.holdDone"), "success");
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("kept.holdTitle", { name: kept.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={hold.isPending} onClick={decide}>
            {t("kept.hold")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("kept.holdMeans")}</p>
        <TextAreaField label={t("kept.reason")} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        <RefusalNotice error={hold.error} />
      </div>
    </Dialog>
  );
}
