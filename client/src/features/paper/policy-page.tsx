import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { setTranscriptionPolicy, transcriptionPolicies } from "#shared/protocol/transcription-policy.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Disclosure, PageHeader, TextAreaField, TextField, useToast } from "#client/ui/index.ts";

type Version = RouteAnswer<typeof transcriptionPolicies>["versions"][number];

const mostFirst = 100_000;
const mostShare = 100;

/** Which transcriptions a second person checks: the rules, their past, and a new version with its reason. */
export function TextCheckPolicyPage(): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const policies = useRoute(transcriptionPolicies, {});
  const words = ({ version, effectiveFrom, approvedBy, firstChecked, sharePercent, reason }: Version) => ({
    version,
    date: formatDate(locale, effectiveFrom, officeTimeZone, "long"),
    name: approvedBy,
    first: firstChecked,
    share: sharePercent,
    reason,
  });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("textcheck.title")}
        lead={t("textcheck.lead")}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={policies}>
        {({ versions: [current, ...earlier], typed, checked }) =>
          current && (
            <>
              <Card title={t("textcheck.now")}>
                <div className="stack">
                  <p>{t("textcheck.text", words(current))}</p>
                  {current.reason !== "" && <p className="quiet">{current.reason}</p>}
                  <p className="quiet small">{t("textcheck.counts", { typed, checked })}</p>
                  {earlier.length > 0 && (
                    <Disclosure summary={t("textcheck.earlier")}>
                      <ul className="stack">
                        {earlier.map((version) => (
                          <li key={version.version}>{t("textcheck.line", words(version))}</li>
                        ))}
                      </ul>
                    </Disclosure>
                  )}
                </div>
              </Card>
              <Change key={current.version} current={current} />
            </>
          )
        }
      </Fetched>
    </div>
  );
}

const numberIn = (text: string, most: number): number | undefined => {
  const value = Number(text);
  return /^\d{1,6}$/.test(text.trim()) && value <= most ? value : undefined;
};

function Change({ current }: { readonly current: Version }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [first, setFirst] = useState(String(current.firstChecked));
  const [share, setShare] = useState(String(current.sharePercent));
  const [reason, setReason] = useState("");
  const change = useChange(setTranscriptionPolicy, [transcriptionPolicies]);
  const firstChecked = numberIn(first, mostFirst);
  const sharePercent = numberIn(share, mostShare);
  const save = (): void => {
    if (firstChecked === undefined || sharePercent === undefined) return;
    change.mutate(
      { body: { firstChecked, sharePercent, reason } },
      { onSuccess: () => toast(t("textcheck.done"), "success") },
    );
  };
  const field = (label: string, value: string, set: (text: string) => void, most: number): ReactNode => (
    <TextField
      label={label}
      inputMode="numeric"
      value={value}
      {...(numberIn(value, most) === undefined ? { error: t("textcheck.bad", { most }) } : {})}
      onChange={(event) => set(event.target.value)}
    />
  );
  return (
    <Card title={t("textcheck.change")}>
      <div className="stack">
        {field(t("textcheck.first"), first, setFirst, mostFirst)}
        {field(t("textcheck.share"), share, setShare, mostShare)}
        <TextAreaField
          label={t("textcheck.reason")}
          hint={t("textcheck.reasonHint")}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalNotice error={change.error} />
        <p>
          <Button variant="primary" isBusy={change.isPending} onClick={save}>
            {t("common.save")}
          </Button>
        </p>
      </div>
    </Card>
  );
}
