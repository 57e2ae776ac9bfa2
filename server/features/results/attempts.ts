import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { retakeOf } from "#shared/domain/policies/stored-rules.ts";
import { policyInForce } from "#shared/domain/results/policy-on.ts";
import { toldOutcome } from "#shared/domain/results/stored-combination.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { standingCredits, type StandingCredit } from "#shared/scoring/combine-attempts.ts";
import { scoringInput, type ScoringInput } from "#shared/scoring/input.ts";
import { DEFAULT_POLICY } from "#shared/scoring/policy.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { policyVersions } from "../policies/queries.ts";

/** An exam of which its person was told a result, by the report that they were told. */
export interface ToldSitting {
  readonly sittingId: string;
  readonly accountId: string;
  readonly bodyId: string;
  readonly startsAt: Date;
  readonly reportId: string;
}

/**
 * The exams of these people of which a result was sent, the oldest first, each as it was told: a better report that waits to
 * be confirmed counts once it is. What was annulled counts for nothing.
 */
export async function toldSittings(db: Db | Tx, accountIds: readonly string[]): Promise<ToldSitting[]> {
  const sittings = await db.sitting.findMany({
    where: { accountId: { in: [...accountIds] }, result: { state: { not: "ANNULLED" }, sentReportId: { not: null } } },
    orderBy: [{ session: { startsAt: "asc" } }, { id: "asc" }],
    select: {
      id: true,
      accountId: true,
      registration: { select: { bodyId: true } },
      session: { select: { startsAt: true } },
      result: { select: { sentReportId: true } },
    },
  });
  return sittings.flatMap(({ id: sittingId, accountId, registration: { bodyId }, session: { startsAt }, result }) =>
    result?.sentReportId ? [{ sittingId, accountId, bodyId, startsAt, reportId: result.sentReportId }] : [],
  );
}

export interface ToldInput {
  readonly reportId: string;
  readonly heldOn: string;
  readonly input: ScoringInput;
}

/** What their reports were computed from, in the same order. */
export async function inputsOf(db: Db | Tx, told: readonly ToldSitting[]): Promise<ToldInput[]> {
  const reports = await db.report.findMany({
    where: { id: { in: told.map(({ reportId }) => reportId) } },
    select: { id: true, input: true },
  });
  const byId = new Map(reports.map(({ id, input }) => [id, scoringInput.parse(input)]));
  return told.flatMap(({ reportId, startsAt }) => {
    const input = byId.get(reportId);
    return input ? [{ reportId, heldOn: officeDay(startsAt), input }] : [];
  });
}

/** Exams of the same person for the same order that began after this one and have a result: what they give may change with it. */
export async function laterSittings(db: Db | Tx, sittingId: string): Promise<string[]> {
  const { accountId, registration, session } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { accountId: true, registration: { select: { bodyId: true } }, session: { select: { startsAt: true } } },
  });
  const later = await db.sitting.findMany({
    where: {
      accountId,
      registration: { bodyId: registration.bodyId },
      session: { startsAt: { gt: session.startsAt } },
      result: { isNot: null },
    },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return later.map(({ id }) => id);
}

/**
 * What this person has passed that would count for another exam for the same order, by the rules in force today; nothing
 * for whoever has passed the whole since.
 */
export async function creditsOf(
  db: Db | Tx,
  { accountId, bodyId }: { readonly accountId: string; readonly bodyId: string },
  now: Date,
): Promise<StandingCredit[]> {
  const inForce = policyInForce(await policyVersions(db), now);
  if (!inForce || retakeOf(inForce.policy).scope === "FULL") return [];
  const told = (await toldSittings(db, [accountId])).filter((one) => one.bodyId === bodyId);
  const results = await db.result.findMany({
    where: { sittingId: { in: told.map(({ sittingId }) => sittingId) } },
    select: { sentReport: { select: { report: true } }, sentCombination: { select: { combined: true } } },
  });
  if (results.some(({ sentReport, sentCombination }) => sentReport && toldOutcome(sentReport, sentCombination) === "PASS")) return [];
  // By the ids that were read first: one that is confirmed meanwhile has another report.
  const stored = await db.report.findMany({ where: { id: { in: told.map(({ reportId }) => reportId) } }, select: { id: true, report: true } });
  const reports = new Map(stored.map(({ id, report }) => [id, report]));
  const attempts = (await inputsOf(db, told)).map(({ reportId, heldOn, input }) => ({
    heldOn,
    report: storedReport.parse(reports.get(reportId)),
    cut: input.policy?.cut ?? DEFAULT_POLICY.cut,
  }));
  return standingCredits(attempts, retakeOf(inForce.policy), officeDay(now));
}
