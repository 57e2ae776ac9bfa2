import { useState, type ReactNode } from "react";
import { maxLimit, type WorkloadLimit } from "#shared/domain/marking/workload.ts";
import { allotmentDesk, setWorkload, type MarkerRow } from "#shared/protocol/allotment.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextField, useToast } from "#client/ui/index.ts";

export interface LimitDialogProps {
  /** Absent: everybody who has no limit of their own. */
  readonly marker?: MarkerRow;
  readonly limit: WorkloadLimit;
  readonly onClose: () => void;
}

const numberIn = (text: string): number | undefined => {
  const value = Number(text);
  return /^\d{1,3}$/.test(text.trim()) && value <= maxLimit ? value : undefined;
};

export function LimitDialog({ marker, limit, onClose }: LimitDialogProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const [open, setOpen] = useState(String(limit.openTasks));
  const [week, setWeek] = useState(String(limit.weekTasks));
  const change = useChange(setWorkload, [allotmentDesk]);
  const openTasks = numberIn(open);
  const weekTasks = numberIn(week);
  const save = (): void => {
    if (openTasks === undefined || weekTasks === undefined) return;
    const raterId = marker?.raterId ?? null;
    change.mutate(
      { body: { raterId, openTasks, weekTasks } },
      {
        onSuccess: () => {
          toast(t("allotment.limitDone"), "success");
          onClose();
        },
      },
    );
  };
  const field = (label: string, value: string, set: (text: string) => void, isGood: boolean): ReactNode => (
    <TextField
      label={label}
      inputMode="numeric"
      value={value}
      {...(isGood ? {} : { error: t("allotment.limitBad", { most: maxLimit }) })}
      onChange={(event) => set(event.target.value)}
    />
  );
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      closeLabel={t("common.close")}
      title={marker ? t("allotment.limitOf", { name: marker.name }) : t("allotment.limitEverybody")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={change.isPending} onClick={save}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("allotment.limitMeans")}</p>
        {field(t("allotment.limitOpen"), open, setOpen, openTasks !== undefined)}
        {field(t("allotment.limitWeek"), week, setWeek, weekTasks !== undefined)}
        <RefusalNotice error={change.error} />
      </div>
    </Dialog>
  );
}
