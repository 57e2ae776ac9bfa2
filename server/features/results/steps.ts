import { err, ok, type Result } from "#shared/kernel/result.ts";
import { dueAt } from "#shared/domain/marking/deadlines.ts";
import { resultMachine, type ResultEvent, type ResultState } from "#shared/domain/results/result-machine.ts";
import { reviewAnswerDays, type LateTextWay } from "#shared/domain/results/review.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Need } from "#shared/scoring/types.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { isHeldByIncident } from "../incidents/queries.ts";
import { releaseBookingStep } from "../scheduling/steps.ts";
import { computeReportInto } from "./compute-report.ts";
import { currentNeeds, isResultTold, isReviewOpen, lateTextWayOf } from "./queries.ts";
import { addDecision, addLateReview, ensureResults, forgetReadingCheck, lockResult, lockResults, moveResult } from "./store.ts";

/** What other features may ask of results, inside their own transaction. */

/** Answers that count have changed: the report is computed anew, unless it was sent, and a reading is looked at again. */
export async function answersChangedStep(
  uow: UnitOfWork,
  sittingId: string,
): Promise<Result<undefined, "RESULT_ALREADY_SENT">> {
  await lockResult(uow.tx, sittingId);
  const result = await uow.tx.result.findUnique({ where: { sittingId }, select: { sentAt: true, state: true } });
  if (result && (result.sentAt || result.state === "ANNULLED")) return err("RESULT_ALREADY_SENT");
  await forgetReadingCheck(uow.tx, [sittingId]);
  return ok(undefined);
}

/** Nobody computes or sends these results until the transaction ends. */
export const holdResultsStep = (uow: UnitOfWork, sittingIds: readonly string[]) => lockResults(uow.tx, sittingIds);

/** A mark was exchanged: the report is of this very moment. Answers what it asks for. */
export async function markChangedStep(uow: UnitOfWork, sittingId: string): Promise<readonly Need[]> {
  await computeReportInto(uow, sittingId);
  return currentNeeds(uow.tx, sittingId);
}

/** What an open answer is worth has changed: whoever looked at the reading looks again. */
export async function pointsChangedStep(uow: UnitOfWork, sittingIds: readonly string[]): Promise<void> {
  await forgetReadingCheck(uow.tx, sittingIds);
  uow.outbox("marks.changed", { sittingIds: [...sittingIds] });
}

/** What becomes of a text of which words came late, decided while nobody computes or sends. */
export async function lateTextWayStep(uow: UnitOfWork, sittingId: string, isMarked: boolean): Promise<LateTextWay> {
  await lockResult(uow.tx, sittingId);
  return lateTextWayOf(uow.tx, sittingId, isMarked);
}

/**
 * A text that was marked counts with words that came late: two new people judge it, and the result is kept or raised. What
 * was not told waits in marking; what was told stands meanwhile.
 */
export async function judgeTextAgainStep(
  uow: UnitOfWork,
  { actorId, ...given }: { sittingId: string; decisionId: string; markedText: string; actorId: string },
): Promise<Result<null, "STATE_CHANGED">> {
  const { sittingId } = given;
  await lockResult(uow.tx, sittingId);
  await addLateReview(uow.tx, { ...given, openedAt: uow.now, dueAt: dueAt(uow.now, reviewAnswerDays) });
  uow.outbox("marks.needed", { sittingId });
  uow.outbox("review.opened", { sittingId });
  const result = await resultIn(uow, sittingId);
  const event = result && reviewEvents[result.state];
  if (!event) return ok(null);
  const moved = await transition<ResultState, ResultEvent>(uow, {
    machine: resultMachine,
    subjectType: "result",
    subjectId: sittingId,
    from: result.state,
    event,
    actorId,
    data: { decisionId: given.decisionId },
    update: (from, to) => moveResult(uow.tx, sittingId, from, to, result.currentReportId),
  });
  return moved.ok ? ok(null) : err("STATE_CHANGED");
}

const reviewEvents: { readonly [state in ResultState]?: ResultEvent } = {
  PENDING_APPROVAL: "reopen",
  RESULT_SENT: "askReview",
};

/** What an incident does to a result. The registration is locked by then. */

type Refusal = "NOT_ALLOWED_NOW" | "STATE_CHANGED";

const resultIn = (uow: UnitOfWork, sittingId: string) =>
  uow.tx.result.findUnique({
    where: { sittingId },
    select: { state: true, sentAt: true, currentReportId: true, currentReport: { select: { report: true } } },
  });

/** Something was told already: an incident comes too late to change it. */
export async function isResultSettled(uow: UnitOfWork, sittingId: string): Promise<boolean> {
  await lockResult(uow.tx, sittingId);
  return isResultTold(uow.tx, sittingId);
}

async function move(
  uow: UnitOfWork,
  sittingId: string,
  event: ResultEvent,
  given: { readonly incidentId: string; readonly actorId: string | null },
): Promise<Result<null, Refusal>> {
  const result = await resultIn(uow, sittingId);
  if (!result) return ok(null);
  const moved = await transition(uow, {
    machine: resultMachine,
    subjectType: "result",
    subjectId: sittingId,
    from: result.state,
    event,
    actorId: given.actorId,
    data: { incidentId: given.incidentId },
    update: (from, to) => moveResult(uow.tx, sittingId, from, to, result.currentReportId),
  });
  return moved.ok ? ok(null) : err(moved.error);
}

/** From the moment a person opens an incident that counts. A result that does not exist yet is held when it is computed. */
export async function holdForIncidentStep(
  uow: UnitOfWork,
  sittingId: string,
  given: { readonly incidentId: string; readonly actorId: string },
): Promise<Result<null, Refusal>> {
  await lockResult(uow.tx, sittingId);
  const state = (await resultIn(uow, sittingId))?.state;
  return state === "MARKING" || state === "PENDING_APPROVAL" ? move(uow, sittingId, "hold", given) : ok(null);
}

/** The incident is over and nothing else holds the result: it waits for its marks or for a person again. */
export async function releaseFromIncidentStep(
  uow: UnitOfWork,
  sittingId: string,
  given: { readonly incidentId: string; readonly actorId: string | null },
): Promise<Result<null, Refusal>> {
  await computeReportInto(uow, sittingId);
  await lockResult(uow.tx, sittingId);
  const result = await resultIn(uow, sittingId);
  if (result?.state !== "ON_HOLD" || (await isHeldByIncident(uow.tx, sittingId))) return ok(null);
  if (await isHeldByPerson(uow, sittingId)) return ok(null);
  const outcome = result.currentReport && storedReport.parse(result.currentReport.report).outcome;
  const isOpen = outcome === null || outcome === "PENDING" || (await isReviewOpen(uow.tx, sittingId));
  return move(uow, sittingId, isOpen ? "releaseToMarking" : "release", given);
}

/** Somebody kept it back for another reason, and has not let it go. */
async function isHeldByPerson(uow: UnitOfWork, sittingId: string): Promise<boolean> {
  const last = await uow.tx.resultDecision.findFirst({
    where: { report: { sittingId }, kind: { in: ["HOLD", "RELEASE"] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { kind: true },
  });
  return last?.kind === "HOLD";
}

/** The exam leads to nothing that counts, and the person may choose another session, on another form. */
export async function annulForIncidentStep(
  uow: UnitOfWork,
  sittingId: string,
  given: { readonly incidentId: string; readonly actorId: string; readonly reason: string },
): Promise<Result<null, Refusal>> {
  await lockResult(uow.tx, sittingId);
  await ensureResults(uow.tx, [sittingId]);
  const result = await resultIn(uow, sittingId);
  if (result?.sentAt) return err("NOT_ALLOWED_NOW");
  // Another incident of the same day had the same end.
  if (result?.state === "ANNULLED") return ok(null);
  const moved = await move(uow, sittingId, "annul", given);
  if (!moved.ok) return moved;
  if (result?.currentReportId)
    await addDecision(uow.tx, {
      reportId: result.currentReportId,
      kind: "ANNUL",
      deciderId: given.actorId,
      reason: given.reason,
      createdAt: uow.now,
    });
  await releaseBookingStep(uow, sittingId, "INCIDENT", given.actorId);
  uow.hint(topicOf.sitting(sittingId));
  return ok(null);
}
