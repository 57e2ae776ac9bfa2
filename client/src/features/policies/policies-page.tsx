import { useState, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { policyDesk } from "#shared/protocol/policies.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, Card, Link, LinkButton, Notice, PageHeader, SelectField } from "#client/ui/index.ts";
import { ApproveDialog, CloseDialog } from "./decision-dialogs.tsx";
import { DifferenceList } from "./difference-list.tsx";
import styles from "./policies.module.css";
import type { Desk } from "./policy-desk.ts";
import { RulesView } from "./rules-view.tsx";
import { ClosedTable, VersionTable } from "./version-tables.tsx";

interface Asked {
  readonly act: "approve" | "refuse" | "withdraw";
  readonly proposalId: string;
}

/** The rules of the exam: what is in force, what is proposed, and every version that there was. */
export function PoliciesPage(): ReactNode {
  const t = useT();
  // Somebody else proposes or decides while this page is open.
  const desk = useRoute(policyDesk, {}, { pollMs: 10_000 });
  const [newest] = desk.data?.versions.toSorted((a, b) => b.version - a.version) ?? [];
  const [asked, setAsked] = useState<Asked>();
  const [chosen, setChosen] = useState<string>();
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("policies.title")}
        lead={t("policies.lead")}
        {...(desk.data?.mayPropose
          ? {
              backHref: "/direction",
              backLabel: t("directorate.title"),
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
        {(data) => (
          <>
            {data.waiting && newest && (
              <Waiting
                waiting={data.waiting}
                current={newest.rules}
                isOfCommittee={data.isOfCommittee}
                onAsk={(act, proposalId) => setAsked({ act, proposalId })}
              />
            )}
            <Contents versions={data.versions} chosen={chosen} onChoose={setChosen} />
            <p>
              <Link href="/resultats/equite">{t("policies.toEquity")}</Link>
            </p>
            <VersionTable versions={data.versions} />
            {data.closed.length > 0 && <ClosedTable closed={data.closed} current={newest?.rules} />}
            {asked && (
              <DecisionDialog
                {...asked}
                desk={data}
                onClose={() => setAsked(undefined)}
                onApproved={(version) => setChosen(String(version))}
              />
            )}
          </>
        )}
      </Fetched>
    </div>
  );
}

/** One act, unless somebody decided first: then what was decided. */
function DecisionDialog({
  act,
  proposalId,
  desk,
  onClose,
  onApproved,
}: Asked & {
  readonly desk: Desk;
  readonly onClose: () => void;
  readonly onApproved: (version: number) => void;
}): ReactNode {
  const shared = { proposalId, onClose, decided: <Decided desk={desk} proposalId={proposalId} /> };
  const isDecided = desk.waiting?.proposalId !== proposalId;
  if (act === "approve")
    return <ApproveDialog {...shared} isDecided={isDecided} earliest={desk.earliest} onApproved={onApproved} />;
  return <CloseDialog {...shared} isDecided={isDecided} isOwn={act === "withdraw"} />;
}

/** What became of a proposal, in words. */
function Decided({ desk, proposalId }: { readonly desk: Desk; readonly proposalId: string }): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  const version = desk.versions.find(({ proposal }) => proposal?.proposalId === proposalId);
  if (version)
    return (
      <p>
        {t("policies.decidedApproved", {
          name: version.approvedBy,
          date: date(version.approvedAt, "medium"),
          version: version.version,
          start: date(version.effectiveFrom, "medium"),
        })}
      </p>
    );
  const closed = desk.closed.find((one) => one.proposalId === proposalId);
  return closed ? (
    <p>
      {t(`policies.outcome_${closed.outcome}`, { name: closed.decidedBy, date: date(closed.decidedAt, "medium") })}{" "}
      <q>{closed.decisionReason}</q>
    </p>
  ) : null;
}

function Waiting({
  waiting,
  current,
  isOfCommittee,
  onAsk,
}: {
  readonly waiting: NonNullable<Desk["waiting"]>;
  readonly current: ExamRules;
  readonly isOfCommittee: boolean;
  readonly onAsk: (act: Asked["act"], proposalId: string) => void;
}): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  const { proposalId, isOwn, mayDecide } = waiting;
  const ask = (act: Asked["act"]): void => onAsk(act, proposalId);
  return (
    <Card
      look="accent"
      title={t("policies.waiting")}
      actions={
        <>
          {mayDecide && (
            <Button variant="primary" onClick={() => ask("approve")}>
              {t("policies.approve")}
            </Button>
          )}
          {mayDecide && <Button onClick={() => ask("refuse")}>{t("policies.refuse")}</Button>}
          {isOwn && <Button onClick={() => ask("withdraw")}>{t("policies.withdraw")}</Button>}
        </>
      }
    >
      <p>{t("policies.proposedBy", { name: waiting.by, date: date(waiting.at, "medium") })}</p>
      <DifferenceList from={current} to={waiting.rules} />
      <p>
        <q>{waiting.reason}</q>
      </p>
      {!mayDecide && (
        <Notice role="note">{t(isOfCommittee ? "policies.ownProposal" : "policies.committeeDecides")}</Notice>
      )}
    </Card>
  );
}

/** What one version says: the one in force, unless another is chosen or was approved just now. */
function Contents({
  versions,
  chosen,
  onChoose,
}: {
  readonly versions: Desk["versions"];
  readonly chosen: string | undefined;
  readonly onChoose: (version: string) => void;
}): ReactNode {
  const t = useT();
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
          className={styles.chooser}
          onChange={onChoose}
        />
      )}
      <RulesView key={shown.version} rules={shown.rules} />
    </section>
  );
}
