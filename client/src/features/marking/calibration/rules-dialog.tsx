import { useState, type ReactNode } from "react";
import { calibrationDesk, setCalibrationPolicy } from "#shared/protocol/calibration.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Checkbox, Dialog, TextAreaField, TextField, useToast } from "#client/ui/index.ts";

export type Rules = RouteAnswer<typeof calibrationDesk>["policies"][number];

const limits = {
  minExact: [0, 100],
  minAdjacent: [0, 100],
  refreshMonths: [1, 60],
  anchorPercent: [0, 50],
  driftPoints: [1, 50],
} as const;
type Name = keyof typeof limits;
const names = Object.keys(limits).filter((name): name is Name => name in limits);

const numberIn = (text: string, [least, most]: readonly [number, number]): number | undefined => {
  const value = Number(text);
  return /^\d{1,3}$/.test(text.trim()) && value >= least && value <= most ? value : undefined;
};

/** A new version of the rules, with its reason. */
export function RulesDialog({ rules, onClose }: { readonly rules: Rules; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [isRequired, setRequired] = useState(rules.isRequired);
  const [given, setGiven] = useState<Record<Name, string>>({
    minExact: String(rules.minExact),
    minAdjacent: String(rules.minAdjacent),
    refreshMonths: String(rules.refreshMonths),
    anchorPercent: String(rules.anchorPercent),
    driftPoints: String(rules.driftPoints),
  });
  const [reason, setReason] = useState("");
  const change = useChange(setCalibrationPolicy, [calibrationDesk]);
  const [minExact, minAdjacent, refreshMonths, anchorPercent, driftPoints] = names.map((name) =>
    numberIn(given[name], limits[name]),
  );
  const isLow = minExact !== undefined && minAdjacent !== undefined && minAdjacent < minExact;
  const save = (): void => {
    if (
      minExact === undefined ||
      minAdjacent === undefined ||
      refreshMonths === undefined ||
      anchorPercent === undefined ||
      driftPoints === undefined ||
      isLow
    )
      return;
    change.mutate(
      { body: { isRequired, minExact, minAdjacent, refreshMonths, anchorPercent, driftPoints, reason } },
      {
        onSuccess: () => {
          toast(t("calibration.rulesDone"), "success");
          onClose();
        },
      },
    );
  };
  const errorOf = (name: Name): { error?: string } => {
    const [least, most] = limits[name];
    if (numberIn(given[name], limits[name]) === undefined) return { error: t("calibration.number", { least, most }) };
    return name === "minAdjacent" && isLow ? { error: t("calibration.adjacentLow") } : {};
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t("calibration.changeRules")}
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
        <Checkbox label={t("calibration.isRequired")} isChecked={isRequired} onChange={setRequired} />
        {names.map((name) => (
          <TextField
            key={name}
            label={t(`calibration.${name}`)}
            inputMode="numeric"
            value={given[name]}
            {...errorOf(name)}
            onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
          />
        ))}
        <TextAreaField
          label={t("calibration.reason")}
          hint={t("calibration.reasonHint")}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={change.error} />
      </div>
    </Dialog>
  );
}
