import { useState, type FormEvent, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { reviewDays as leastReviewDays } from "#shared/domain/results/review.ts";
import { decideRecordingRules, recordingsDesk } from "#shared/protocol/recordings.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Checkbox, Disclosure, TextAreaField, TextField, useToast } from "#client/ui/index.ts";
import type { Desk } from "./recordings-page.tsx";

type RulesCardProps = Pick<Desk, "rules" | "decided">;

const isDays = (text: string, least: number): boolean =>
  /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= 3650;

/** The rules in words, who decided them and why; changing them is a decision with a reason of its own. */
export function RulesCard({ rules, decided }: RulesCardProps): ReactNode {
  const t = useT();
  const toast = useToast();
  const { locale } = useLocale();
  const decide = useChange(decideRecordingRules, [recordingsDesk]);
  const [isOralFilmed, setFilmed] = useState(rules.isOralFilmed);
  const [areExtractsKept, setExtracts] = useState(rules.areExtractsKept);
  const [reviewDays, setReviewDays] = useState(String(rules.reviewDays));
  const [keepDays, setKeepDays] = useState(String(rules.keepDays));
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const errorOf = (days: string, least: number) =>
    isAsked && !isDays(days, least) ? { error: t("kept.daysWrong", { least }) } : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!isDays(reviewDays, leastReviewDays) || !isDays(keepDays, 0)) return;
    decide.mutate(
      { body: { version: rules.version, isOralFilmed, areExtractsKept, reviewDays: Number(reviewDays), keepDays: Number(keepDays), reason } },
      { onSuccess: () => toast(t("kept.rulesDone"), "success") },
    );
  };
  return (
    <Card title={t("kept.rules")}>
      <p>{t("kept.rulesKeep", { reviewDays: rules.reviewDays, keepDays: rules.keepDays })}</p>
      <p>{t(rules.isOralFilmed ? "kept.rulesFilmed" : "kept.rulesNotFilmed")}</p>
      <p>{t(rules.areExtractsKept ? "kept.rulesExtracts" : "kept.rulesNoExtracts")}</p>
      <p className="quiet small">
        {decided
          ? t("kept.rulesBy", { name: decided.by, date: formatDate(locale, decided.at, officeTimeZone, "medium"), reason: decided.reason })
          : t("kept.rulesFirst")}
      </p>
      <Disclosure summary={t("kept.rulesChange")}>
        <form className="stack" onSubmit={submit} noValidate>
          <TextField label={t("kept.reviewDays")} inputMode="numeric" value={reviewDays} onChange={(event) => setReviewDays(event.target.value.trim())} {...errorOf(reviewDays, leastReviewDays)} />
          <TextField label={t("kept.keepDays")} inputMode="numeric" value={keepDays} onChange={(event) => setKeepDays(event.target.value.trim())} {...errorOf(keepDays, 0)} />
          <Checkbox label={t("kept.film")} isChecked={isOralFilmed} onChange={setFilmed} />
          <Checkbox label={t("kept.keepExtracts")} isChecked={areExtractsKept} onChange={setExtracts} />
          <TextAreaField label={t("kept.reason")} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
          <RefusalNotice error={decide.error} />
          <p>
            <Button type="submit" variant="primary" isBusy={decide.isPending}>
              {t("kept.rulesDecide")}
            </Button>
          </p>
        </form>
      </Disclosure>
    </Card>
  );
}
