import { useState, type FormEvent, type ReactNode } from "react";
import { isUsual, noMeasures, outcomes, type Measures, type Outcome } from "#shared/domain/accommodations/measures.ts";
import { accommodationFiles, decideAccommodation, type AccommodationFile } from "#shared/protocol/accommodations.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, classNames, RadioGroup, TextAreaField, useToast } from "#client/ui/index.ts";
import { MeasuresFields } from "./measures-fields.tsx";
import styles from "./measures.module.css";

/** All that is granted from now on: what was granted before is filled in, so that nothing is lost by deciding again. */
export function DecisionForm({ file }: { readonly file: AccommodationFile }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const decide = useChange(decideAccommodation, [accommodationFiles]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [measures, setMeasures] = useState<Measures>(file.decision?.measures ?? noMeasures);
  const [reason, setReason] = useState("");
  const isReady = outcome !== undefined && reason.trim().length >= 3 && (outcome === "DECLINED" || !isUsual(measures));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const requestId = file.isWaiting ? (file.request?.requestId ?? null) : null;
    decide.mutate(
      { params: { registrationId: file.registrationId }, body: { requestId, outcome, measures, reason: reason.trim() } },
      { onSuccess: () => showToast(t("accommodations.decidedDone"), "success") },
    );
  };
  return (
    <form className={classNames("stack-loose", styles.form)} onSubmit={submit}>
      <RadioGroup
        legend={t("accommodations.outcomeLegend")}
        look="inline"
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: t(`accommodations.outcome.${value}`) }))}
      />
      <MeasuresFields measures={measures} onChange={setMeasures} />
      <TextAreaField
        label={t("accommodations.reason")}
        hint={t("accommodations.reasonHint")}
        value={reason}
        maxLength={500}
        rows={2}
        onChange={(event) => setReason(event.target.value)}
        required
      />
      <RefusalNotice error={decide.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={decide.isPending} disabled={!isReady}>
          {t("accommodations.decideSend")}
        </Button>
      </div>
    </form>
  );
}
