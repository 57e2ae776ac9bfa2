import { z } from "zod";
import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { id } from "#shared/kernel/wire.ts";
import { ok } from "#shared/kernel/result.ts";
import { isReviewed, isSittingOver, scoringInputOf } from "#shared/domain/results/scoring-facts.ts";
import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import type { Outcome } from "#shared/scoring/types.ts";
import { openAnswersOf } from "#shared/domain/reading/open-answers.ts";
import { scoreReading } from "#shared/domain/reading/score-answer.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { isRaised, voiding } from "#shared/domain/results/void-effect.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { isHeldByIncident } from "../incidents/queries.ts";
import { voidedItemIds } from "../items/queries.ts";
import { collectOpenAnswersStep } from "../marking/steps.ts";
import { scoringFacts, sealedReading } from "./scoring-facts.ts";
import { addReport, ensureResult, lockResult, moveResult, reviseResult, setCurrentReport } from "./store.ts";

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
  if (result.state === "ANNULLED") return;
  if (result.state === "RESULT_SENT") return raiseSent(uow, sittingId);

  await collectOpenAnswers(uow, sittingId);
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
  await follow(uow, sittingId, { from: result.state, outcome: report.outcome, isReviewed: isReviewed(facts.review) }, reportId);
  if (report.needs.length > 0) uow.outbox("marks.needed", { sittingId });
}

/**
 * A result that was sent takes no more marks, and nothing lowers it. An item that was voided since may raise it: then a
 * person confirms it again, and what was sent stays what the person sees until then.
 */
async function raiseSent(uow: UnitOfWork, sittingId: string): Promise<void> {
  const result = await uow.tx.result.findUniqueOrThrow({
    where: { sittingId },
    select: { currentReport: { select: { id: true, input: true, report: true, policyVersion: true } } },
  });
  const { currentReport } = result;
  if (!currentReport) return;
  const { formId } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { formId: true } });
  const input = voiding(scoringInput.parse(currentReport.input), await voidedItemIds(uow.tx, formId));
  const report = computeReport(input);
  if (!isRaised(storedReport.parse(currentReport.report), report)) return;
  const inputHash = sha256Hex(canonicalJson(input));
  const { policyVersion } = currentReport;
  const { id: reportId } = await addReport(uow.tx, {
    sittingId,
    policyVersion,
    input: asJson(input),
    inputHash,
    report: asJson(report),
    computedAt: uow.now,
  });
  const moved = await transition<ResultState, ResultEvent>(uow, {
    machine: resultMachine,
    subjectType: "result",
    subjectId: sittingId,
    from: "RESULT_SENT",
    event: report.outcome === "PENDING" ? "reviseToMarking" : "revise",
    actorId: null,
    data: { reportId, inputHash, policyVersion, sentReportId: currentReport.id },
    update: (from, to) => reviseResult(uow.tx, sittingId, { from, to, sentReportId: currentReport.id, reportId }),
  });
  if (!moved.ok) throw new Error(`The result of ${sittingId} moved under its lock.`);
}

/** Words that no key settles are handed to markers, once: sealed answers do not change. */
async function collectOpenAnswers(uow: UnitOfWork, sittingId: string): Promise<void> {
  const reading = await sealedReading(uow.tx, sittingId);
  if (!reading) return;
  const { formId, items, keys, answers } = reading;
  const open = openAnswersOf(items, keys, answers, scoreReading(items, keys, answers));
  if (open.length > 0) await collectOpenAnswersStep(uow, { sittingId, formId, open });
}

/**
 * A decided report waits for a person; one that is undecided again goes back to marking; a review waits for all its
 * marks. A hold stays a hold, and an incident that was opened before there was a report holds it from its first moment.
 */
async function follow(
  uow: UnitOfWork,
  sittingId: string,
  situation: Situation,
  reportId: string,
): Promise<void> {
  const { from } = situation;
  const isHeld = (from === "MARKING" || from === "PENDING_APPROVAL") && (await isHeldByIncident(uow.tx, sittingId));
  const event = isHeld ? "hold" : eventFor(situation);
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

interface Situation {
  readonly from: ResultState;
  readonly outcome: Outcome;
  readonly isReviewed: boolean;
}

function eventFor({ from, outcome, isReviewed: isJudgedAgain }: Situation): ResultEvent | undefined {
  if (from === "UNDER_REVIEW") return isJudgedAgain ? "reviewed" : undefined;
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
