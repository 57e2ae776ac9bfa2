import { useState, type ReactNode } from "react";
import { textReferralKinds, type TextReferralKind } from "#shared/domain/marking/referral.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Dialog, RadioGroup, TextAreaField } from "#client/ui/index.ts";

export interface ReferDialogProps {
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onRefer: (given: { readonly kind: TextReferralKind; readonly note: string }) => void;
}

/** A text that cannot be judged as it stands goes to the directorate, which sees its code and nothing more either. */
export function ReferDialog({ isBusy, onClose, onRefer }: ReferDialogProps): ReactNode {
  const t = useT();
  const [kind, setKind] = useState<TextReferralKind>("ILLEGIBLE");
  const [note, setNote] = useState("");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("marking.referTitle")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={() => onRefer({ kind, note })}>
            {t("marking.referConfirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("marking.referMeans")}</p>
        <RadioGroup
          legend={t("marking.referKind")}
          value={kind}
          options={textReferralKinds.map((value) => ({ value, label: t(`marking.refer_${value}`) }))}
          onChange={setKind}
        />
        <TextAreaField
          label={t("marking.referNote")}
          optionalLabel={t("common.optionalFeminine")}
          rows={3}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
