import { z } from "zod";
import { id } from "#shared/kernel/wire.ts";
import { ok } from "#shared/kernel/result.ts";
import { isSittingOver, scoringInputOf } from "#shared/domain/results/scoring-facts.ts";
import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import { keepingTold } from "#shared/domain/results/void-effect.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import type { Outcome } from "#shared/scoring/types.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, transitionAll, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { sittingsHeldByIncident } from "../incidents/queries.ts";
import { sittingsAwaitingFurther } from "../marking/queries.ts";
import { collectOpenAnswersStep } from "../marking/steps.ts";
import { combineInto } from "./combine.ts";
import { raiseSent } from "./raise-sent.ts";
import { reportRow } from "./report-row.ts";
import { scoringFacts, type ReportFacts } from "./scoring-facts.ts";
import { addReports, ensureResults, lockResults, moveResults, setCurrentReports } from "./store.ts";

/** As `computeReportsInto`, of one sitting. */
export const computeReportInto = (uow: UnitOfWork, sittingId: string): Promise<void> =>
  computeReportsInto(uow, [sittingId]);

/**
 * Computes the reports of those of these sittings that are over, in as many statements for one as for many. The same input
 * gives no new row; a result that was sent is never touched. What a report asks for is handed on to marking.
 */
export async function computeReportsInto(uow: UnitOfWork, sittingIds: readonly string[]): Promise<void> {
  const sittings = await uow.tx.sitting.findMany({
    where: { id: { in: [...sittingIds] } },
    select: { id: true, state: true },
  });
  const over = sittings.filter(({ state }) => isSittingOver(state)).map((sitting) => sitting.id);
  if (over.length === 0) return;
  await lockResults(uow.tx, over);
  await ensureResults(uow.tx, over);
  const results = await uow.tx.result.findMany({
    where: { sittingId: { in: over } },
    orderBy: { sittingId: "asc" },
    select: {
      sittingId: true,
      state: true,
      isReadingChecked: true,
      currentReport: { select: { inputHash: true, policyVersion: true } },
      sentReport: { select: { input: true } },
    },
  });
  const inState = (...states: readonly ResultState[]) => results.filter(({ state }) => states.includes(state));
  const settled = new Set(inState("RESULT_SENT", "ANNULLED"));
  await raiseSent(
    uow,
    inState("RESULT_SENT").map(({ sittingId }) => sittingId),
  );
  await computeOpen(
    uow,
    results.filter((result) => !settled.has(result)),
  );
  await combineInto(uow, over);
}

interface OpenResult {
  readonly sittingId: string;
  readonly state: ResultState;
  readonly isReadingChecked: boolean;
  readonly currentReport: { readonly inputHash: string; readonly policyVersion: number } | null;
  /** What the person was told, where it is open again. */
  readonly sentReport: { readonly input: unknown } | null;
}

async function computeOpen(uow: UnitOfWork, results: readonly OpenResult[]): Promise<void> {
  if (results.length === 0) return;
  const checked = new Set(results.filter(({ isReadingChecked }) => isReadingChecked).map(({ sittingId }) => sittingId));
  const facts = await scoringFacts(
    uow.tx,
    results.map(({ sittingId }) => sittingId),
    (sittingId) => checked.has(sittingId),
  );
  await collectOpenAnswers(uow, facts);
  const computed = results.flatMap(({ sittingId, state, currentReport, sentReport }) => {
    const own = facts.get(sittingId);
    if (!own) return [];
    const input = keepingTold(scoringInputOf(own.facts), sentReport && scoringInput.parse(sentReport.input));
    const report = computeReport(input);
    const row = reportRow(uow, { sittingId, policyVersion: own.policyVersion, input, report });
    const isKnown = currentReport?.inputHash === row.inputHash && currentReport.policyVersion === row.policyVersion;
    return isKnown ? [] : [{ row, report, from: state, isReviewOpen: own.isReviewOpen }];
  });
  if (computed.length === 0) return;

  const reportIds = await addReports(
    uow.tx,
    computed.map(({ row }) => row),
  );
  await setCurrentReports(uow.tx, reportIds);
  for (const { row } of computed)
    uow.audit({
      actorId: null,
      type: "report.computed",
      subjectType: "sitting",
      subjectId: row.sittingId,
      data: {
        reportId: reportIds.get(row.sittingId) ?? null,
        inputHash: row.inputHash,
        policyVersion: row.policyVersion,
      },
    });
  await follow(
    uow,
    computed.map(({ row, report, ...situation }) => ({
      sittingId: row.sittingId,
      outcome: report.outcome,
      ...situation,
    })),
  );
  // What was asked for and is needed no more is taken back where the rest is given out: after the sitting's own lock.
  const awaiting = await sittingsAwaitingFurther(
    uow.tx,
    computed.map(({ row }) => row.sittingId),
  );
  for (const { row, report } of computed)
    if (report.needs.length > 0 || awaiting.has(row.sittingId)) uow.outbox("marks.needed", { sittingId: row.sittingId });
}

/** Words that no key settles are handed to markers, once: sealed answers do not change. */
async function collectOpenAnswers(uow: UnitOfWork, facts: ReadonlyMap<string, ReportFacts>): Promise<void> {
  const given = [...facts].flatMap(([sittingId, { reading }]) =>
    reading && reading.open.length > 0 ? [{ sittingId, ...reading }] : [],
  );
  if (given.length > 0) await collectOpenAnswersStep(uow, given);
}

interface Situation {
  readonly sittingId: string;
  readonly from: ResultState;
  readonly outcome: Outcome;
  readonly isReviewOpen: boolean;
}

/**
 * A decided report waits for a person; one that is undecided again goes back to marking; a review waits for all its
 * marks, and then for what its report still needs. A hold stays a hold, and an incident that was opened before there was a
 * report holds it from its first moment.
 */
async function follow(uow: UnitOfWork, situations: readonly Situation[]): Promise<void> {
  const held = await sittingsHeldByIncident(
    uow.tx,
    situations.map(({ sittingId }) => sittingId),
  );
  const moves = situations.flatMap((situation) => {
    const { sittingId, from } = situation;
    const isHeld = (from === "MARKING" || from === "PENDING_APPROVAL") && held.has(sittingId);
    const event = isHeld ? "hold" : eventFor(situation);
    return event === undefined ? [] : [{ subjectId: sittingId, from, event }];
  });
  const moved = await transitionAll<ResultState, ResultEvent>(uow, {
    machine: resultMachine,
    subjectType: "result",
    actorId: null,
    moves,
    update: (from, to, sittingIds) => moveResults(uow.tx, sittingIds, from, to),
  });
  if (!moved.ok) throw new Error(`A result moved under its lock: ${moved.error}.`);
}

function eventFor({ from, outcome, isReviewOpen }: Situation): ResultEvent | undefined {
  const isDecided = outcome !== "PENDING" && !isReviewOpen;
  if (from === "UNDER_REVIEW") return isReviewOpen ? undefined : isDecided ? "reviewed" : "reviewedToMarking";
  if (from === "MARKING") return isDecided ? "decide" : undefined;
  return from === "PENDING_APPROVAL" && !isDecided ? "reopen" : undefined;
}

/** Reports in one transaction: enough to be quick, few enough that memory stays flat and nobody waits long for locks. */
const batch = 300;

/**
 * Computes the reports of any number of sittings, batch by batch. Where several fail together each is tried alone, so that
 * one that cannot be computed keeps no other waiting; the first failure is thrown at the end.
 */
export async function computeReports(deps: Deps, sittingIds: readonly string[]): Promise<void> {
  const failures: unknown[] = [];
  const attempt = async (some: readonly string[]): Promise<void> => {
    try {
      await commit(deps, async (uow) => ok(await computeReportsInto(uow, some)));
    } catch (error) {
      if (some.length === 1) failures.push(error);
      else for (const sittingId of some) await attempt([sittingId]);
    }
  };
  for (let from = 0; from < sittingIds.length; from += batch) await attempt(sittingIds.slice(from, from + batch));
  if (failures.length > 0) throw failures[0];
}

/** One sitting whose marks changed, or all those that one decision touched. */
const changed = z.union([
  z.object({ sittingId: id }).transform(({ sittingId }) => [sittingId]),
  z.object({ sittingIds: z.array(id) }).transform(({ sittingIds }) => sittingIds),
]);

export const resultJobs: readonly OutboxJob[] = [
  { topic: "marks.changed", handle: async (deps, given) => computeReports(deps, changed.parse(given)) },
];
