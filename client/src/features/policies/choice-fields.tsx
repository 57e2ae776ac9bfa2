import type { ReactNode } from "react";
import { leastReviewDays, mostCreditMonths, mostDays, retakeScopes } from "#shared/domain/policies/exam-rules.ts";
import { useT } from "#client/app/i18n.tsx";
import { Checkbox, RadioGroup, TextField } from "#client/ui/index.ts";
import { choiceNames } from "./leaf-names.ts";
import styles from "./policies.module.css";
import type { FieldsProps } from "./rules-fields.tsx";

/** What an earlier exam counts for. */
export function RetakeFields({ proposal, isAsked }: FieldsProps): ReactNode {
  const t = useT();
  const months = "retake/creditMonths";
  const chosen = retakeScopes.find((scope) => scope === proposal.typed("retake/scope"));
  return (
    <div className="stack">
      <RadioGroup
        legend={t("policies.retakeScope")}
        options={retakeScopes.map((scope) => ({
          value: scope,
          label: t(`policies.scope_${scope}`),
          hint: t(`policies.scope_${scope}Hint`),
        }))}
        value={chosen}
        onChange={(scope) => proposal.type("retake/scope", scope)}
      />
      {chosen === "FAILED_ONLY" && (
        <TextField
          label={t("policies.creditMonths")}
          hint={t("policies.creditMonthsHint")}
          inputMode="numeric"
          value={proposal.typed(months)}
          {...(isAsked && proposal.isWrong(months) ? { error: t("policies.creditMonthsWrong", { most: mostCreditMonths }) } : {})}
          onChange={(event) => proposal.type(months, event.target.value)}
        />
      )}
    </div>
  );
}

const choices = ["recording/isOralFilmed", "recording/areExtractsKept"] as const;
const days = ["recording/reviewDays", "recording/keepDays"] as const;
const least = { "recording/reviewDays": leastReviewDays, "recording/keepDays": 0 };

/** What is recorded, and for how long it is kept. */
export function RecordingFields({ proposal, isAsked }: FieldsProps): ReactNode {
  const t = useT();
  return (
    <div className="stack">
      <p className="quiet">{t("policies.recordingText")}</p>
      {choices.map((path) => (
        <Checkbox
          key={path}
          label={t(choiceNames[path])}
          isChecked={proposal.typed(path) === "true"}
          onChange={(isChosen) => proposal.type(path, String(isChosen))}
        />
      ))}
      <div className={styles.pair}>
        {days.map((path) => (
          <TextField
            key={path}
            label={t(choiceNames[path])}
            inputMode="numeric"
            value={proposal.typed(path)}
            {...(isAsked && proposal.isWrong(path)
              ? { error: t("policies.daysWrong", { least: least[path], most: mostDays }) }
              : {})}
            onChange={(event) => proposal.type(path, event.target.value)}
          />
        ))}
      </div>
    </div>
  );
}

/** How far the means of both modes may be apart. */
export function EquityFields({ proposal, isAsked }: FieldsProps): ReactNode {
  const t = useT();
  const path = "equity/margin";
  return (
    <div className={styles.pair}>
      <TextField
        label={t("policies.margin")}
        hint={t("policies.marginHint")}
        inputMode="decimal"
        value={proposal.typed(path)}
        {...(isAsked && proposal.isWrong(path) ? { error: t("policies.marginWrong") } : {})}
        onChange={(event) => proposal.type(path, event.target.value)}
      />
    </div>
  );
}

/** What a marker may see. */
export function MarkingFields({ proposal }: FieldsProps): ReactNode {
  const t = useT();
  const path = "marking/mayReplay";
  return (
    <Checkbox
      label={t("policies.mayReplay")}
      hint={t("policies.mayReplayHint")}
      isChecked={proposal.typed(path) === "true"}
      onChange={(isChosen) => proposal.type(path, String(isChosen))}
    />
  );
}
