import type { ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { differences } from "#shared/domain/policies/differences.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { Disclosure, Notice, StateTag, Table } from "#client/ui/index.ts";
import { DifferenceList } from "./difference-list.tsx";
import type { Desk } from "./policy-desk.ts";

const tones = { COMING: "info", IN_FORCE: "success", PAST: "neutral" } as const;
const shapes = { COMING: "half", IN_FORCE: "full", PAST: "square" } as const;

/** Every version, with what it changed. */
export function VersionTable({ versions }: { readonly versions: Desk["versions"] }): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  return (
    <section className="stack">
      <h2>{t("policies.versions")}</h2>
      <Table
        caption={t("policies.versions")}
        rows={versions}
        rowKey={({ version }) => String(version)}
        empty={<Notice tone="attention">{t("policies.none")}</Notice>}
        columns={[
          {
            key: "version",
            header: t("policies.version"),
            isRowHeader: true,
            cell: ({ version }) => t("policies.versionNumber", { version }),
          },
          {
            key: "state",
            header: t("policies.state"),
            cell: ({ state, effectiveFrom }) => (
              <div>
                <StateTag tone={tones[state]} shape={shapes[state]}>
                  {t(`policies.state_${state}`)}
                </StateTag>
                <p className="quiet small">{t("policies.since", { date: date(effectiveFrom, "medium") })}</p>
              </div>
            ),
          },
          {
            key: "changes",
            header: t("policies.changes"),
            cell: ({ version, rules }) => {
              const before = versions.find((one) => one.version === version - 1);
              return before ? <Changes from={before.rules} to={rules} /> : t("policies.firstVersion");
            },
          },
          {
            key: "approval",
            header: t("policies.approval"),
            cell: ({ proposal, approvedBy, approvedAt }) => (
              <div>
                {proposal
                  ? t("policies.approvedBy", {
                      author: proposal.by,
                      approver: approvedBy,
                      date: date(approvedAt, "medium"),
                    })
                  : t("policies.installed", { name: approvedBy, date: date(approvedAt, "medium") })}
                {proposal && (
                  <>
                    {" "}
                    <q>{proposal.reason}</q>
                  </>
                )}
              </div>
            ),
          },
          {
            key: "reports",
            header: t("policies.reports"),
            align: "end",
            cell: ({ reports }) => t("policies.number", { value: reports }),
          },
        ]}
      />
    </section>
  );
}

/** A version that rewords the whole grid is folded: a table is to be looked over. */
function Changes(rules: { readonly from: ExamRules; readonly to: ExamRules }): ReactNode {
  const t = useT();
  const count = differences(rules.from, rules.to).length;
  const list = <DifferenceList {...rules} />;
  if (count <= shownUnfolded) return list;
  return <Disclosure summary={t("policies.changesCount", { count })}>{list}</Disclosure>;
}
const shownUnfolded = 5;

export function ClosedTable({
  closed,
  current,
}: {
  readonly closed: Desk["closed"];
  readonly current: ExamRules | undefined;
}): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  return (
    <section className="stack">
      <h2>{t("policies.closed")}</h2>
      <Table
        caption={t("policies.closed")}
        rows={closed}
        rowKey={({ proposalId }) => proposalId}
        columns={[
          { key: "by", header: t("policies.proposer"), isRowHeader: true, cell: ({ by }) => by },
          {
            key: "what",
            header: t("policies.what"),
            cell: ({ rules, reason }) => (
              <div>
                {current && <DifferenceList from={current} to={rules} />}
                <q>{reason}</q>
              </div>
            ),
          },
          {
            key: "outcome",
            header: t("policies.outcome"),
            cell: ({ outcome, decidedBy, decidedAt, decisionReason }) => (
              <div>
                {t(`policies.outcome_${outcome}`, { name: decidedBy, date: date(decidedAt, "medium") })}{" "}
                <q>{decisionReason}</q>
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}
