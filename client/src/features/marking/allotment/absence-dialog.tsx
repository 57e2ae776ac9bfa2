import { useState, type ReactNode } from "react";
import { allotmentDesk, cancelAbsence, enterAbsence, type MarkerRow } from "#shared/protocol/allotment.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextField, useToast } from "#client/ui/index.ts";
import { AbsenceList } from "./absence-list.tsx";

export interface AbsenceDialogProps {
  readonly marker: MarkerRow;
  /** The Office's day. */
  readonly today: string;
  readonly onClose: () => void;
}

/** Days on which one marker is away: those that are known, and another. */
export function AbsenceDialog({ marker, today, onClose }: AbsenceDialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const enter = useChange(enterAbsence, [allotmentDesk]);
  const takeBack = useChange(cancelAbsence, [allotmentDesk]);
  const isBackwards = from !== "" && to !== "" && to < from;
  const add = (): void => {
    if (from === "" || to === "" || isBackwards) return;
    enter.mutate(
      { params: { raterId: marker.raterId }, body: { from, to } },
      {
        onSuccess: ({ moved, kept }) => {
          toast(t("allotment.absenceDone", { moved }), "success");
          if (kept > 0) toast(t("allotment.absenceKept", { kept }));
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t("allotment.absencesOf", { name: marker.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.close")}</Button>
          <Button variant="primary" isBusy={enter.isPending} onClick={add}>
            {t("allotment.addAbsence")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("allotment.absencesMean")}</p>
        <AbsenceList absences={marker.absences} takeBack={takeBack} />
        <TextField label={t("allotment.from")} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <TextField
          label={t("allotment.to")}
          type="date"
          min={from}
          value={to}
          {...(isBackwards ? { error: t("allotment.daysWrong") } : {})}
          onChange={(event) => setTo(event.target.value)}
        />
        <RefusalNotice error={enter.error} />
      </div>
    </Dialog>
  );
}
