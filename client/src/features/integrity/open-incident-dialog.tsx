import { useId, useState, type FormEvent, type ReactNode } from "react";
import { type IncidentAct, type IncidentCode } from "#shared/domain/incidents/incident-rules.ts";
import { incidentTaxonomy, openIncident } from "#shared/protocol/incidents.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, classNames, Dialog, RadioGroup, SelectField, TextAreaField, useToast } from "#client/ui/index.ts";
import { codeWords } from "#shared/i18n/incident-codes.ts";
import { EntryChoice } from "./entry-choice.tsx";
import { refreshed } from "./incident-forms.tsx";
import styles from "./incidents.module.css";

export interface OpenIncidentDialogProps {
  readonly sittingId: string;
  readonly name: string;
  /** An activity is open, so that two people may stop it. */
  readonly canStop: boolean;
  readonly onClose: () => void;
}

const severities = ["0", "1", "2", "3", "4"] as const;
type Severity = (typeof severities)[number];

/** A person makes an incident of what is in the record; nothing is chosen for them but what leaves no choice. */
export function OpenIncidentDialog({ sittingId, name, canStop, onClose }: OpenIncidentDialogProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const formId = useId();
  const [code, setCode] = useState<IncidentCode | "">("");
  const [severity, setSeverity] = useState<Severity>();
  const [act, setAct] = useState<IncidentAct>();
  const [summary, setSummary] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const record = useRoute(sittingRecord, { params: { sittingId } }).data;
  const codes = useRoute(incidentTaxonomy, {}).data?.codes ?? [];
  const open = useChange(openIncident, refreshed);
  const entry = codes.find((one) => one.code === code);
  const within = entry ? severities.filter((one) => Number(one) >= entry.minSeverity && Number(one) <= entry.maxSeverity) : [];

  const actsOf = (known: typeof entry): IncidentAct[] => (known?.acts ?? []).filter((one) => canStop || one !== "STOP_ACTIVITY");

  const choose = (picked: IncidentCode): void => {
    setCode(picked);
    const known = codes.find((one) => one.code === picked);
    const isFixed = known !== undefined && known.minSeverity === known.maxSeverity;
    setSeverity(isFixed ? severities[known.minSeverity] : undefined);
    const possible = actsOf(known);
    setAct(possible.length === 1 ? possible[0] : undefined);
  };
  const missing = {
    entries: chosen.length === 0,
    code: code === "",
    severity: entry !== undefined && severity === undefined,
    act: entry !== undefined && act === undefined,
    summary: summary.trim() === "",
  };
  const missingLabels = [
    missing.entries && t("incidents.chooseEntries"),
    missing.code && t("incidents.chooseCode"),
    missing.severity && t("incidents.severityLabel"),
    missing.act && t("incidents.actLabel"),
    missing.summary && t("incidents.summary"),
  ].filter((label) => label !== false);
  const errorOf = (field: keyof typeof missing): { error?: string } =>
    isTried && missing[field] ? { error: t("incidents.toFill") } : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missingLabels.length > 0 || code === "" || severity === undefined || act === undefined) return;
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
          {isTried && missingLabels.length > 0 && (
            <p role="alert" className={classNames(styles.answer, styles.missing)}>
              {t("incidents.missing", { fields: missingLabels.join("; ") })}
            </p>
          )}
          {open.error && (
            <div className={styles.answer}>
              <RefusalNotice error={open.error} />
            </div>
          )}
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={open.isPending}>
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
            {...errorOf("entries")}
          />
        )}
        <SelectField
          label={t("incidents.chooseCode")}
          placeholder={t("incidents.codePlaceholder")}
          {...errorOf("code")}
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
              {...errorOf("severity")}
              options={within.map((value) => ({ value, label: t(`incidents.severity_${value}`) }))}
            />
            <RadioGroup
              legend={t("incidents.actLabel")}
              value={act}
              onChange={setAct}
              {...errorOf("act")}
              options={actsOf(entry).map((value) => ({ value, label: t(`incidents.act_${value}`) }))}
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
          {...errorOf("summary")}
        />
      </form>
    </Dialog>
  );
}
