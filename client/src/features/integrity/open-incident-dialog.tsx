import { useId, useState, type FormEvent, type ReactNode } from "react";
import { type IncidentAct, type IncidentCode } from "#shared/domain/incidents/incident-rules.ts";
import { incidentTaxonomy, openIncident } from "#shared/protocol/incidents.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, RadioGroup, SelectField, TextAreaField, useToast } from "#client/ui/index.ts";
import { codeWords } from "#shared/i18n/incident-codes.ts";
import { EntryChoice } from "./entry-choice.tsx";
import { refreshed } from "./incident-forms.tsx";

export interface OpenIncidentDialogProps {
  readonly sittingId: string;
  readonly name: string;
  readonly onClose: () => void;
}

const severities = ["0", "1", "2", "3", "4"] as const;
type Severity = (typeof severities)[number];

/** A person makes an incident of what is in the record; nothing is chosen for them but what leaves no choice. */
export function OpenIncidentDialog({ sittingId, name, onClose }: OpenIncidentDialogProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const formId = useId();
  const [code, setCode] = useState<IncidentCode | "">("");
  const [severity, setSeverity] = useState<Severity>();
  const [act, setAct] = useState<IncidentAct>();
  const [summary, setSummary] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const record = useRoute(sittingRecord, { params: { sittingId } }).data;
  const codes = useRoute(incidentTaxonomy, {}).data?.codes ?? [];
  const open = useChange(openIncident, refreshed);
  const entry = codes.find((one) => one.code === code);
  const within = entry ? severities.filter((one) => Number(one) >= entry.minSeverity && Number(one) <= entry.maxSeverity) : [];

  const choose = (picked: IncidentCode): void => {
    setCode(picked);
    const known = codes.find((one) => one.code === picked);
    const isFixed = known !== undefined && known.minSeverity === known.maxSeverity;
    setSeverity(isFixed ? severities[known.minSeverity] : undefined);
    setAct(undefined);
  };
  const isReady = code !== "" && severity !== undefined && act !== undefined && summary.trim() !== "" && chosen.length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    open.mutate(
      {
        params: { sittingId },
        body: { code, severity: Number(severity), act, summary: summary.trim(), observationIds: [...chosen] },
      },
      {
        onSuccess: () => {
          showToast(t("incidents.opened"), "success");
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("incidents.openTitle", { name })}
      closeLabel={t("common.close")}
      size="medium"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={open.isPending} disabled={!isReady}>
            {t("incidents.openDo")}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit}>
        <p className="quiet">{t("incidents.openLead")}</p>
        {record && record.observations.length === 0 && <p>{t("incidents.noEntries")}</p>}
        {record && record.observations.length > 0 && (
          <EntryChoice
            legend={t("incidents.chooseEntries")}
            entries={record.observations}
            timeZone={record.timeZone}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
        <SelectField
          label={t("incidents.chooseCode")}
          placeholder={t("incidents.chooseCode")}
          value={code}
          onChange={choose}
          options={codes.map((one) => ({ value: one.code, label: `${one.code} · ${t(codeWords[one.code])}` }))}
        />
        {entry && (
          <>
            <RadioGroup
              legend={t("incidents.severityLabel")}
              value={severity}
              onChange={setSeverity}
              options={within.map((value) => ({ value, label: t(`incidents.severity_${value}`) }))}
            />
            <RadioGroup
              legend={t("incidents.actLabel")}
              value={act}
              onChange={setAct}
              options={entry.acts.map((value) => ({ value, label: t(`incidents.act_${value}`) }))}
            />
          </>
        )}
        <TextAreaField
          label={t("incidents.summary")}
          hint={t("incidents.summaryHint")}
          rows={3}
          maxLength={1000}
          value={summary}
          onChange={(event) => setSummary(event.target.value)}
        />
        <RefusalNotice error={open.error} />
      </form>
    </Dialog>
  );
}
