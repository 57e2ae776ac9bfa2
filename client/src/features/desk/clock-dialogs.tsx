import { useState, type ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { SelectField, useToast } from "#client/ui/index.ts";
import { refreshed, type OfPerson } from "./act-dialog-props.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Giving time and stopping the clock, of one person or of all. */

const minuteChoices = ["1", "2", "3", "5", "10", "15", "20", "30"] as const;

export function CreditDialog({ sessionId, sittingId, name, onClose }: OfPerson<string | null>): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [minutes, setMinutes] = useState<(typeof minuteChoices)[number]>("2");
  const credit = useChange(conduct.creditTime, refreshed);
  const confirm = (reason: string): void =>
    credit.mutate(
      {
        params: { sessionId },
        body: { sittingIds: sittingId === null ? null : [sittingId], minutes: Number(minutes), reason },
      },
      {
        onSuccess: () => {
          showToast(t("desk.creditDone", { count: Number(minutes) }), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={sittingId === null ? t("desk.creditAllTitle") : t("desk.creditTitle", { name })}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t("desk.credit")}
      isBusy={credit.isPending}
      error={credit.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <SelectField
        label={t("desk.minutes")}
        value={minutes}
        onChange={setMinutes}
        options={minuteChoices.map((value) => ({ value, label: t("common.minutes", { count: Number(value) }) }))}
      />
    </ReasonDialog>
  );
}

export function PauseDialog({ sessionId, sittingId, name, onClose }: OfPerson<string | null>): ReactNode {
  const t = useT();
  const showToast = useToast();
  const pause = useChange(conduct.pauseSittings, refreshed);
  const confirm = (reason: string): void =>
    pause.mutate(
      { params: { sessionId }, body: { sittingIds: sittingId === null ? null : [sittingId], reason } },
      {
        onSuccess: () => {
          showToast(t("desk.pauseDone"), "success");
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={sittingId === null ? t("desk.pauseAllTitle") : t("desk.pauseTitle", { name })}
      text={t("desk.pauseText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={sittingId === null ? t("desk.pauseAll") : t("desk.pause")}
      isBusy={pause.isPending}
      error={pause.error}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}
