import { useState, type ReactNode } from "react";
import type { OralActivity } from "#shared/domain/marking/units.ts";
import { releaseOralMark } from "#shared/protocol/marking.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField, useToast } from "#client/ui/index.ts";

interface HearRecordingProps {
  readonly sittingId: string;
  readonly activity: OralActivity;
}

/** An adviser who was there does not lock: somebody hears the recording instead, for a reason. */
export function HearRecording(props: HearRecordingProps): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="row">
      <Button size="small" onClick={() => setOpen(true)}>
        {t(`confirmation.hear_${props.activity}`)}
      </Button>
      {isOpen && <HearDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

function HearDialog({ sittingId, activity, onClose }: HearRecordingProps & { readonly onClose: () => void }): ReactNode {
  const t = useT();
  const toast = useToast();
  const release = useChange(releaseOralMark, [resultOf, resultList]);
  const [reason, setReason] = useState("");
  const give = (): void =>
    release.mutate(
      { params: { sittingId, activity }, body: { reason } },
      {
        onSuccess: () => {
          toast(t("confirmation.heard"), "success");
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t(`confirmation.hear_${activity}`)}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={release.isPending} onClick={give}>
            {t("confirmation.hearDo")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("confirmation.hearMeans")}</p>
        <TextAreaField
          label={t("confirmation.reason")}
          hint={t("confirmation.reasonHint")}
          maxLength={1000}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={release.error} />
      </div>
    </Dialog>
  );
}
