import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { policyDesk } from "#shared/protocol/policies.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, Card, LinkButton, Notice, PageHeader, SelectField, StateTag, Table } from "#client/ui/index.ts";
import { ApproveDialog, CloseDialog } from "./decision-dialogs.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { RulesView } from "./rules-view.tsx";

type Desk = RouteAnswer<typeof policyDesk>;

/** The rules of the exam: what is in force, what is proposed, and every version that there was. */
export function PoliciesPage(): ReactNode {
  const t = useT();
  const desk = useRoute(policyDesk, {});
  const [newest] = desk.data?.versions.toSorted((a, b) => b.version - a.version) ?? [];
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("policies.title")}
        lead={t("policies.lead")}
        {...(desk.data?.mayPropose
          ? {
              backHref: "/resultats",
              backLabel: t("confirmation.title"),
              actions:
                newest && desk.data.waiting === null ? (
                  <LinkButton variant="primary" href="/resultats/regles/proposition">
                    {t("policies.propose")}
                  </LinkButton>
                ) : undefined,
            }
          : {})}
      />
      <Fetched query={desk} look="table">
        {({ versions, waiting, closed, earliest }) => (
          <>
            {waiting && newest && <Waiting waiting={waiting} current={newest.rules} earliest={earliest} />}
            <Contents versions={versions} />
            <VersionTable versions={versions} />
            {closed.length > 0 && <ClosedTable closed={closed} current={newest?.rules} />}
          </>
        )}
      </Fetched>
    </div>
  );
}

function Waiting({
  waiting,
  current,
  earliest,
}: {
  readonly waiting: NonNullable<Desk["waiting"]>;
  readonly current: ExamRules;
  readonly earliest: string;
}): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  const [asked, setAsked] = useState<"approve" | "close">();
  const { proposalId, isOwn, mayDecide } = waiting;
  const close = (): void => setAsked(undefined);
  return (
    <Card
      look="accent"
      title={t("policies.waiting")}
      actions={
        <>
          {mayDecide && (
            <Button variant="primary" onClick={() => setAsked("approve")}>
              {t("policies.approve")}
            </Button>
          )}
          {(isOwn || mayDecide) && (
            <Button onClick={() => setAsked("close")}>{t(isOwn ? "policies.withdraw" : "policies.refuse")}</Button>
          )}
        </>
      }
    >
      <p>{t("policies.proposedBy", { name: waiting.by, date: date(waiting.at, "medium") })}</p>
      <DifferenceList from={current} to={waiting.rules} />
      <p>
        <q>{waiting.reason}</q>
      </p>
      {!mayDecide && <Notice role="note">{t("policies.committeeDecides")}</Notice>}
      {asked === "approve" && <ApproveDialog proposalId={proposalId} earliest={earliest} onClose={close} />}
      {asked === "close" && <CloseDialog proposalId={proposalId} isOwn={isOwn} onClose={close} />}
    </Card>
  );
}

/** What one version says: the one in force, unless another is chosen. */
function Contents({ versions }: { readonly versions: Desk["versions"] }): ReactNode {
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  const shown =
    versions.find(({ version }) => String(version) === chosen) ??
    versions.find(({ state }) => state === "IN_FORCE") ??
    versions[0];
  if (!shown) return null;
  return (
    <section className="stack">
      <h2>{t("policies.contents")}</h2>
      {versions.length > 1 && (
        <SelectField
          label={t("policies.version")}
          options={versions.map(({ version, state }) => ({
            value: String(version),
            label: t("policies.versionAndState", { version, state: t(`policies.state_${state}`) }),
          }))}
          value={String(shown.version)}
          onChange={setChosen}
        />
      )}
      <RulesView key={shown.version} rules={shown.rules} />
    </section>
  );
}

const tones = { COMING: "info", IN_FORCE: "success", PAST: "neutral" } as const;
const shapes = { COMING: "half", IN_FORCE: "full", PAST: "square" } as const;

function VersionTable({ versions }: { readonly versions: Desk["versions"] }): ReactNode {
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

function ClosedTable({
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
