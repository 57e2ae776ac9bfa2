import { useState, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { allotmentDesk, cancelAbsence, enterAbsence, type MarkerRow } from "#shared/protocol/allotment.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextField, useToast } from "#client/ui/index.ts";

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
        <KnownAbsences absences={marker.absences} />
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

function KnownAbsences({ absences }: { readonly absences: MarkerRow["absences"] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const cancel = useChange(cancelAbsence, [allotmentDesk]);
  // Days are already those of the Office: they are shown as they are.
  const shown = (day: string): string => formatDate(locale, `${day}T12:00:00Z`, "UTC", "long");
  if (absences.length === 0) return <p className="quiet">{t("allotment.absencesNone")}</p>;
  return (
    <>
      <ul className="stack">
        {absences.map(({ absenceId, ...days }) => {
          const words = { from: shown(days.from), to: shown(days.to) };
          return (
            <li key={absenceId} className="row row-between">
              <span>{t("allotment.awayDays", words)}</span>
              <Button
                size="small"
                variant="quiet"
                isBusy={cancel.isPending}
                aria-label={t("allotment.cancelAbsenceNamed", words)}
                onClick={() => cancel.mutate({ params: { absenceId } }, { onSuccess: () => toast(t("allotment.cancelled"), "success") })}
              >
                {t("allotment.cancelAbsence")}
              </Button>
            </li>
          );
        })}
      </ul>
      <RefusalNotice error={cancel.error} />
    </>
  );
}
