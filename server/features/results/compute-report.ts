import { z } from "zod";
import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { id } from "#shared/kernel/wire.ts";
import { ok } from "#shared/kernel/result.ts";
import { isSittingOver, scoringInputOf } from "#shared/domain/results/scoring-facts.ts";
import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import type { Outcome } from "#shared/scoring/types.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { scoringFacts } from "./scoring-facts.ts";
import { addReport, ensureResult, lockResult, moveResult, setCurrentReport } from "./store.ts";

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/**
 * Computes the report of a sitting that is over. The same input gives no new row; a result that was sent is never
 * touched. What the report asks for is handed on to marking.
 */
export async function computeReportInto(uow: UnitOfWork, sittingId: string): Promise<void> {
  const sitting = await uow.tx.sitting.findUnique({ where: { id: sittingId }, select: { state: true } });
  if (!sitting || !isSittingOver(sitting.state)) return;
  await lockResult(uow.tx, sittingId);
  const result = await ensureResult(uow.tx, sittingId);
  if (result.state === "RESULT_SENT" || result.state === "ANNULLED") return;

  const facts = await scoringFacts(uow.tx, sittingId, result.isReadingChecked);
  const input = scoringInputOf(facts);
  const inputHash = sha256Hex(canonicalJson(input));
  const { currentReport } = result;
  if (currentReport?.inputHash === inputHash && currentReport.policyVersion === facts.policyVersion) return;

  const report = computeReport(input);
  const { id: reportId } = await addReport(uow.tx, {
    sittingId,
    policyVersion: facts.policyVersion,
    input: asJson(input),
    inputHash,
    report: asJson(report),
    computedAt: uow.now,
  });
  await setCurrentReport(uow.tx, sittingId, reportId);
  uow.audit({
    actorId: null,
    type: "report.computed",
    subjectType: "sitting",
    subjectId: sittingId,
    data: { reportId, inputHash, policyVersion: facts.policyVersion },
  });
  await follow(uow, sittingId, result.state, report.outcome, reportId);
  if (report.needs.length > 0) uow.outbox("marks.needed", { sittingId });
}

/** A decided report waits for a person; one that is undecided again goes back to marking. A hold stays a hold. */
async function follow(
  uow: UnitOfWork,
  sittingId: string,
  from: ResultState,
  outcome: Outcome,
  reportId: string,
): Promise<void> {
  const event = eventFor(from, outcome);
  if (event === undefined) return;
  const moved = await transition(uow, {
    machine: resultMachine,
    subjectType: "result",
    subjectId: sittingId,
    from,
    event,
    actorId: null,
    update: (state, to) => moveResult(uow.tx, sittingId, state, to, reportId),
  });
  if (!moved.ok) throw new Error(`The result of ${sittingId} moved under its lock.`);
}

function eventFor(from: ResultState, outcome: Outcome): ResultEvent | undefined {
  if (from === "MARKING" && outcome !== "PENDING") return "decide";
  if (from === "PENDING_APPROVAL" && outcome === "PENDING") return "reopen";
  return undefined;
}

export const resultJobs: readonly OutboxJob[] = [
  {
    topic: "marks.changed",
    handle: async (deps, given) => {
      const { sittingId } = z.object({ sittingId: id }).parse(given);
      await commit(deps, async (uow) => ok(await computeReportInto(uow, sittingId)));
    },
  },
];
