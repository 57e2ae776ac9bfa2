import { useState, type ReactNode } from "react";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import { endActivity } from "#shared/protocol/ending.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { isTerminal, isUnderWay } from "#shared/domain/sitting/run-states.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RadioGroup, SelectField, useToast } from "#client/ui/index.ts";
import { refreshed, type OfPerson } from "./act-dialog-props.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** What has not ended, and whose end nobody has asked for yet. */
const endable = (sitting: BoardSitting | undefined): Activity[] =>
  (sitting?.runs ?? [])
    .filter(({ state, activity }) => !isTerminal(state) && activity !== sitting?.endAsked?.activity)
    .map(({ activity }) => activity);

/** Ending one activity without a submission: which, why, and the reason in words. */
export function EndDialog({ sittingId, name, sittings, onClose }: OfPerson): ReactNode {
  const t = useT();
  const showToast = useToast();
  const sitting = sittings.find((one) => one.sittingId === sittingId);
  const choices = endable(sitting);
  const [activity, setActivity] = useState<Activity | "">(choices[0] ?? "");
  const [chosen, setOutcome] = useState<"TECHNICAL" | "ABSENT">();
  // Whoever has begun was there.
  const hasBegun = sitting?.runs.some((run) => run.activity === activity && isUnderWay(run.state)) ?? false;
  const outcome = hasBegun ? "TECHNICAL" : chosen;
  const end = useChange(endActivity, refreshed);
  const confirm = (reason: string): void => {
    if (activity === "" || outcome === undefined) return;
    end.mutate(
      { params: { sittingId, activity }, body: { outcome, reason } },
      {
        onSuccess: ({ isEnded }) => {
          showToast(t(isEnded ? "desk.endDone" : "desk.endAskedDone"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <ReasonDialog
      title={t("desk.endTitle", { name })}
      text={t(hasBegun ? "desk.endTextTwo" : "desk.endText")}
      label={t("desk.reasonLabel")}
      hint={t("desk.reasonHint")}
      confirmLabel={t(hasBegun ? "desk.endPropose" : "desk.endActivity")}
      tone={hasBegun ? "primary" : "danger"}
      isBlocked={activity === "" || outcome === undefined}
      isBusy={end.isPending}
      error={end.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      {(isTried) => (
        <>
          <SelectField
            label={t("desk.endWhich")}
            value={activity}
            onChange={setActivity}
            options={choices.map((value) => ({ value, label: t(`record.activity.${value}`) }))}
          />
          {hasBegun ? (
            <p>{t("desk.endTechnicalOnly")}</p>
          ) : (
            <RadioGroup
              legend={t("desk.endWhy")}
              value={outcome}
              onChange={setOutcome}
              {...(isTried && outcome === undefined ? { error: t("desk.endWhyNeeded") } : {})}
              options={[
                { value: "TECHNICAL", label: t("desk.endTechnical"), hint: t("desk.endTechnicalHint") },
                { value: "ABSENT", label: t("desk.endAbsent"), hint: t("desk.endAbsentHint") },
              ]}
            />
          )}
        </>
      )}
    </ReasonDialog>
  );
}
