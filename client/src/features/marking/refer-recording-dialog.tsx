import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextAreaField } from "#client/ui/index.ts";

export interface ReferRecordingDialogProps {
  readonly isBusy: boolean;
  /** Said here, so that nothing that was written is lost with the dialog. */
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onRefer: (note: string) => void;
}

/** A recording that cannot be heard goes to the directorate, with what its marker heard: nobody there listens to it. */
export function ReferRecordingDialog({ isBusy, error, onClose, onRefer }: ReferRecordingDialogProps): ReactNode {
  const t = useT();
  const [note, setNote] = useState("");
  const [isAsked, setAsked] = useState(false);
  const refer = (): void => {
    if (note.trim() === "") setAsked(true);
    else onRefer(note);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("marking.referRecordingTitle")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={isBusy} onClick={refer}>
            {t("marking.referConfirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("marking.referRecordingMeans")}</p>
        <TextAreaField
          label={t("marking.referRecordingNote")}
          hint={t("marking.referRecordingNoteHint")}
          error={isAsked && note.trim() === "" ? t("marking.referRecordingNoteMissing") : undefined}
          rows={3}
          maxLength={1000}
          required
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <RefusalNotice error={error} />
      </div>
    </Dialog>
  );
}
