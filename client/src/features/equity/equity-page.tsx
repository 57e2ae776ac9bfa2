import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { me } from "#shared/protocol/accounts.ts";
import { equityNumbers, equityReport, publishedEquity } from "#shared/protocol/equity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { call } from "#client/net/http.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { Button, Disclosure, EmptyState, Link, Notice, PageHeader, SelectField, TextField } from "#client/ui/index.ts";
import { ComparisonLine } from "./comparison-line.tsx";
import styles from "./equity.module.css";
import { noonOf, type Report } from "./finding.tsx";
import { ItemTables } from "./item-tables.tsx";
import { MarkingTables } from "./marking-tables.tsx";

interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
}

/** Both modes side by side: the answer first, the figures after, and what was decided beside each. */
export function EquityPage(): ReactNode {
  const t = useT();
  const [asked, setAsked] = useState<Asked>({});
  const report = useRoute(equityReport, { query: asked });
  const isDirector = useRoute(me, {}).data?.account?.roles.includes("DIRECTOR") ?? false;
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("equity.title")}
        lead={t("equity.lead")}
        backHref="/direction"
        backLabel={t(isDirector ? "directorate.title" : "directorate.committee")}
      />
      <Notice tone="info" role="note" title={t("equity.signal")}>
        <p>{t("equity.signalText")}</p>
        <p>
          <Link href="/resultats/regles">{t("equity.toRules")}</Link>
        </p>
      </Notice>
      <Fetched query={report} look="table">
        {(data) => (
          <>
            <PeriodPart key={`${data.period.from} ${data.period.to}`} report={data} onAsk={setAsked} />
            {data.results.online + data.results.inPerson === 0 ? (
              <EmptyState title={t("equity.none")}>{t("equity.noneNext")}</EmptyState>
            ) : (
              <Contents report={data} />
            )}
          </>
        )}
      </Fetched>
    </div>
  );
}

function Contents({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  return (
    <>
      <section className="stack">
        <h2>{t("equity.lines")}</h2>
        <p>{t("equity.linesHint", { margin: report.margin })}</p>
        <ul className={styles.answers}>
          {report.comparisons.map((one) => (
            <ComparisonLine key={one.id} one={one} report={report} />
          ))}
        </ul>
      </section>
      <section className="stack">
        <h2>{t("equity.marking")}</h2>
        <MarkingTables report={report} />
        <ItemTables report={report} />
      </section>
      <Files report={report} />
    </>
  );
}

function PeriodPart({ report, onAsk }: { readonly report: Report; readonly onAsk: (asked: Asked) => void }): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  const { period, versions, results } = report;
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const isWrong = from !== "" && to !== "" && to < from;
  const said = (day: string): string => date(noonOf(day), "long");
  return (
    <section className="stack">
      <div>
        <p>
          <strong>{t("equity.period", { from: said(period.from), to: said(period.to) })}</strong>
        </p>
        <p className="quiet">{t("equity.counted", results)}</p>
      </div>
      <Disclosure summary={t("equity.change")}>
        <div className={styles.period}>
          <SelectField
            label={t("equity.rules")}
            options={[
              { value: "0", label: t("equity.anyRules") },
              ...versions.map((one) => ({
                value: String(one.version),
                label: t("equity.version", { version: one.version, from: said(one.from), to: said(one.to) }),
              })),
            ]}
            value={String(period.version ?? 0)}
            onChange={(value) => onAsk(value === "0" ? { from: period.from, to: period.to } : { version: Number(value) })}
          />
          <TextField label={t("equity.from")} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          <TextField
            label={t("equity.to")}
            type="date"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            error={isWrong ? t("equity.periodWrong") : undefined}
          />
          <Button
            onClick={() => {
              if (from !== "" && to !== "" && !isWrong) onAsk({ from, to });
            }}
          >
            {t("equity.show")}
          </Button>
        </div>
      </Disclosure>
    </section>
  );
}

function Files({ report }: { readonly report: Report }): ReactNode {
  const t = useT();
  const [error, setError] = useState<unknown>();
  const { from, to } = report.period;
  const save = (route: typeof publishedEquity | typeof equityNumbers, name: string): void => {
    setError(undefined);
    call(route, { query: { from, to } }).then((file) => saveFile(file, name), setError);
  };
  return (
    <section className="stack">
      <div className="row">
        <Button onClick={() => save(publishedEquity, t("equity.publishedName", { from, to }))}>{t("equity.published")}</Button>
        <Button variant="quiet" onClick={() => save(equityNumbers, t("equity.numbersName", { from, to }))}>
          {t("equity.numbers")}
        </Button>
      </div>
      <p className="quiet small">{t("equity.filesHint")}</p>
      <RefusalNotice error={error} />
    </section>
  );
}
