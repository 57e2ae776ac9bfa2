import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { policyDesk, termNames, type PolicyTerms } from "#shared/protocol/policies.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, Card, Notice, PageHeader, StateTag, Table } from "#client/ui/index.ts";
import { ApproveDialog, CloseDialog } from "./decision-dialogs.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";

type Desk = RouteAnswer<typeof policyDesk>;

/** The rules of scoring: what is in force, what is proposed, and every version that there was. */
export function PoliciesPage(): ReactNode {
  const t = useT();
  const desk = useRoute(policyDesk, {});
  const [isProposing, setProposing] = useState(false);
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
              actions: (
                <Button variant="primary" disabled={!newest || desk.data.waiting !== null} onClick={() => setProposing(true)}>
                  {t("policies.propose")}
                </Button>
              ),
            }
          : {})}
      />
      <Fetched query={desk} look="table">
        {({ versions, waiting, closed, earliest }) => (
          <>
            {waiting && newest && <Waiting waiting={waiting} current={newest.terms} earliest={earliest} />}
            <VersionTable versions={versions} />
            {closed.length > 0 && <ClosedTable closed={closed} current={newest?.terms} />}
          </>
        )}
      </Fetched>
      {isProposing && newest && <ProposeDialog current={newest.terms} onClose={() => setProposing(false)} />}
    </div>
  );
}

/** What would differ from the newest version, in words: «Seuil de réussite : 62 au lieu de 60». */
function Differences({ from, to }: { readonly from: PolicyTerms; readonly to: PolicyTerms }): ReactNode {
  const t = useT();
  const shown = (value: number): string => t("policies.number", { value });
  return (
    <ul>
      {termNames
        .filter((name) => from[name] !== to[name])
        .map((name) => (
          <li key={name}>
            {t("policies.difference", { name: t(`policies.${name}`), to: shown(to[name]), from: shown(from[name]) })}
          </li>
        ))}
    </ul>
  );
}

function Waiting({
  waiting,
  current,
  earliest,
}: {
  readonly waiting: NonNullable<Desk["waiting"]>;
  readonly current: PolicyTerms;
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
      <Differences from={current} to={waiting.terms} />
      <p>
        <q>{waiting.reason}</q>
      </p>
      {!mayDecide && <Notice role="note">{t("policies.committeeDecides")}</Notice>}
      {asked === "approve" && <ApproveDialog proposalId={proposalId} earliest={earliest} onClose={close} />}
      {asked === "close" && <CloseDialog proposalId={proposalId} isOwn={isOwn} onClose={close} />}
    </Card>
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
          ...termNames.map((name) => ({
            key: name,
            header: t(`policies.${name}`),
            align: "end" as const,
            cell: ({ terms }: Desk["versions"][number]) => t("policies.number", { value: terms[name] }),
          })),
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
  readonly current: PolicyTerms | undefined;
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
            cell: ({ terms, reason }) => (
              <div>
                {current && <Differences from={current} to={terms} />}
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
