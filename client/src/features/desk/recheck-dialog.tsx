import { useState, type FormEvent, type ReactNode } from "react";
import { formatDuration } from "#shared/i18n/dates.ts";
import { recordRecheck } from "#shared/protocol/identity.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, RadioGroup, TextAreaField, useToast } from "#client/ui/index.ts";
import { refreshed, type OfPerson } from "./act-dialog-props.ts";

type Seen = "WELL" | "TO_NOTE";

/** Face and room, in one short form. Nothing is chosen beforehand. */
export function RecheckDialog({ sittingId, name, sittings, onClose }: OfPerson): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const showToast = useToast();
  // The gap as it was when the form was opened: whoever was away once more meanwhile is looked at once more.
  const [gap] = useState(() => sittings.find((one) => one.sittingId === sittingId)?.recheck);
  const [face, setFace] = useState<Seen>();
  const [room, setRoom] = useState<Seen>();
  const [note, setNote] = useState("");
  const record = useChange(recordRecheck, refreshed);
  if (!gap) return null;
  const needsNote = face === "TO_NOTE" || room === "TO_NOTE";
  const isReady = face !== undefined && room !== undefined && (!needsNote || note.trim() !== "");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const body = { gapId: gap.gapId, isFaceWell: face === "WELL", isRoomWell: room === "WELL", note: note.trim() };
    record.mutate(
      { params: { sittingId }, body },
      {
        onSuccess: () => {
          showToast(t("look.recheckDone"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("look.recheckTitle", { name })} closeLabel={t("common.close")} size="small">
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t("look.recheckLead", { duration: formatDuration(locale, gap.seconds * 1000, "second") })}</p>
        <RadioGroup
          legend={t("look.face")}
          value={face}
          onChange={setFace}
          options={[
            { value: "WELL", label: t("look.faceWell") },
            { value: "TO_NOTE", label: t("look.faceToNote") },
          ]}
        />
        <RadioGroup
          legend={t("look.room")}
          value={room}
          onChange={setRoom}
          options={[
            { value: "WELL", label: t("look.roomWell") },
            { value: "TO_NOTE", label: t("look.roomToNote") },
          ]}
        />
        {needsNote && (
          <TextAreaField
            label={t("look.recheckNote")}
            hint={t("look.recheckNoteHint")}
            rows={2}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
        <RefusalNotice error={record.error} />
        <div className="row">
          <Button type="submit" variant="primary" disabled={!isReady} isBusy={record.isPending}>
            {t("look.recheckRecord")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
