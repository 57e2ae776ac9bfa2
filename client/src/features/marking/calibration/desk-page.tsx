import { useState, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { calibrationDesk } from "#shared/protocol/calibration.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, Card, Disclosure, EmptyState, LinkButton, PageHeader, Table, type Column } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";
import { ReferenceTable } from "./reference-table.tsx";
import { RulesDialog, type Rules } from "./rules-dialog.tsx";
import { SetSection } from "./set-section.tsx";

type Desk = RouteAnswer<typeof calibrationDesk>;
type Candidate = Desk["candidates"][number];

/** «Étalonnage», for the lead: rules, anchors, sets, and the texts of which one could be made. */
export function CalibrationDeskPage(): ReactNode {
  const t = useT();
  const desk = useRoute(calibrationDesk, {});
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("calibration.title")}
        lead={t("calibration.deskLead")}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={desk} look="table">
        {({ policies, anchors, sets, awaitingSet, candidates }) => (
          <div className="stack-loose">
            <RulesCard policies={policies} />
            <section className="stack">
              <h2>{t("calibration.anchors")}</h2>
              <ReferenceTable caption={t("calibration.anchors")} rows={anchors} />
            </section>
            <SetSection sets={sets} awaitingSet={awaitingSet} />
            <section className="stack">
              <h2>{t("calibration.candidates")}</h2>
              <p className="quiet">{t("calibration.candidatesMean")}</p>
              <Candidates candidates={candidates} />
            </section>
          </div>
        )}
      </Fetched>
    </div>
  );
}

function RulesCard({ policies }: { readonly policies: readonly Rules[] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [isChanging, setChanging] = useState(false);
  const [rules, ...earlier] = policies;
  if (!rules) return null;
  const {
    version,
    minExact: exact,
    minAdjacent: adjacent,
    refreshMonths: months,
    anchorPercent: anchors,
    driftPoints: points,
  } = rules;
  const dateOf = ({ setAt }: Rules): string => formatDate(locale, setAt, officeTimeZone, "long");
  const line = (one: Rules): string => {
    const which = { version: one.version, date: dateOf(one) };
    if (one.setByName === null) return t("calibration.asInstalled", which);
    return t("calibration.versionLine", { ...which, name: one.setByName, reason: one.reason });
  };
  return (
    <Card title={t("calibration.rules")}>
      <div className="stack">
        <p>{t("calibration.rulesText", { version, date: dateOf(rules), exact, adjacent, months, anchors, points })}</p>
        <p>{t(rules.isRequired ? "calibration.required" : "calibration.notRequired")}</p>
        <p className="quiet small">{line(rules)}</p>
        {earlier.length > 0 && (
          <Disclosure summary={t("calibration.earlier")}>
            <ul className="stack">
              {earlier.map((one) => (
                <li key={one.version}>{line(one)}</li>
              ))}
            </ul>
          </Disclosure>
        )}
        <p>
          <Button size="small" onClick={() => setChanging(true)}>
            {t("calibration.changeRules")}
          </Button>
        </p>
      </div>
      {isChanging && <RulesDialog rules={rules} onClose={() => setChanging(false)} />}
    </Card>
  );
}

function Candidates({ candidates }: { readonly candidates: readonly Candidate[] }): ReactNode {
  const t = useT();
  const columns: Column<Candidate>[] = [
    {
      key: "code",
      header: t("calibration.code"),
      isRowHeader: true,
      cell: ({ code }) => <span className="numbers">{code}</span>,
    },
    { key: "form", header: t("calibration.form"), cell: ({ formTitle, language }) => <span lang={languageTag(language)}>{formTitle}</span> },
    {
      key: "act",
      header: t("calibration.act"),
      isHeaderHidden: true,
      align: "end",
      cell: ({ taskId, code }) => (
        <LinkButton
          size="small"
          href={`/resultats/etalonnage/${taskId}`}
          aria-label={t("calibration.agreeNamed", { code })}
        >
          {t("calibration.agree")}
        </LinkButton>
      ),
    },
  ];
  return (
    <Table
      caption={t("calibration.candidates")}
      columns={columns}
      rows={candidates}
      rowKey={({ taskId }) => taskId}
      empty={<EmptyState title={t("calibration.candidatesNone")}>{t("calibration.candidatesNoneNext")}</EmptyState>}
    />
  );
}
