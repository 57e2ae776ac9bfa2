import { err, ok, type Result } from "#shared/kernel/result.ts";
import { resultMachine, type ResultEvent } from "#shared/domain/results/result-machine.ts";
import { toldOutcome } from "#shared/domain/results/stored-combination.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import type * as contract from "#shared/protocol/results.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Outcome, Report } from "#shared/scoring/types.ts";
import type { Prisma } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { computeReportInto } from "./compute-report.ts";
import { laterSittings } from "./attempts.ts";
import { isReviewOpen } from "./queries.ts";
import { addDecision, lockResult, moveResult } from "./store.ts";
import { undecidedLate } from "../late-answers/queries.ts";
import { isHeldByIncident } from "../incidents/queries.ts";
import { releaseBookingStep } from "../scheduling/steps.ts";
import { completeRegistrationStep, lockRegistrationOfStep } from "../referrals/steps.ts";

/** Confirm, hold, release: a person's acts on the very report that they read. */

interface Given {
  readonly sittingId: string;
  readonly reportId: string;
  /** What earlier exams make of it, as it was read; asked for when a result is confirmed. */
  readonly combinationId?: string | null;
  readonly reason: string;
  readonly deciderId: string;
  /** Given where it is sent only now: what somebody proposed meanwhile is not passed over. */
  readonly confirmedAt?: Date;
}

const kinds = { confirm: "CONFIRM", hold: "HOLD", release: "RELEASE", releaseToMarking: "RELEASE", annul: "ANNUL" } as const;

interface Decided {
  readonly report: Report;
  /** With what earlier exams count for. */
  readonly outcome: Outcome;
  /** Nobody was told it before. */
  readonly isNewOutcome: boolean;
}

export interface Proposal {
  readonly id: string;
  readonly deciderId: string;
  readonly reason: string;
  readonly createdAt: Date;
}

/** What tells whether the annulment of a result is proposed, of its current report. */
export const proposalSelect = {
  decisions: {
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { id: true, kind: true, deciderId: true, reason: true, createdAt: true },
  },
  sitting: { select: { incidents: { select: { openedAt: true } } } },
} as const satisfies Prisma.ReportSelect;

/** Stands until anything else is decided about the report, or an incident is opened, of which whoever proposed it knew nothing. */
export function standingProposal({ decisions: [last], sitting }: Prisma.ReportGetPayload<{ select: typeof proposalSelect }>): Proposal | undefined {
  if (last?.kind !== "PROPOSE_ANNULMENT") return undefined;
  return sitting.incidents.every(({ openedAt }) => openedAt < last.createdAt) ? last : undefined;
}

/** The result with the report that somebody read, nobody else deciding meanwhile, and the annulment that is proposed of it. */
export async function readForDecision(uow: UnitOfWork, given: Pick<Given, "sittingId" | "reportId">) {
  await lockRegistrationOfStep(uow, given.sittingId);
  // A mark or a voided item may have come since the desk was read: the report is of this very moment.
  await computeReportInto(uow, given.sittingId);
  await lockResult(uow.tx, given.sittingId);
  const result = await uow.tx.result.findUnique({
    where: { sittingId: given.sittingId },
    select: {
      state: true,
      sentAt: true,
      currentReportId: true,
      currentReport: { select: { report: true, ...proposalSelect } },
      currentCombinationId: true,
      currentCombination: { select: { combined: true } },
      sentReport: { select: { report: true } },
      sentCombination: { select: { combined: true } },
    },
  });
  if (!result?.currentReport) return err("NOT_FOUND" as const);
  if (result.currentReportId !== given.reportId) return err("STATE_CHANGED" as const);
  const { currentReport } = result;
  return ok({ ...result, currentReport, proposal: standingProposal(currentReport) });
}

export async function decide<Refusal extends string = never>(
  uow: UnitOfWork,
  given: Given,
  eventOf: (report: Report, proposal: Proposal | undefined) => Result<Extract<ResultEvent, keyof typeof kinds>, Refusal>,
): Promise<Result<Decided, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED" | "INCIDENT_OPEN" | Refusal>> {
  const read = await readForDecision(uow, given);
  if (!read.ok) return read;
  const result = read.value;
  const report = storedReport.parse(result.currentReport.report);
  const [last] = result.currentReport.decisions;
  // Whoever confirmed it knew nothing of a proposal that was made since, though it has fallen.
  if (given.confirmedAt && last?.kind === "PROPOSE_ANNULMENT" && (result.proposal || last.createdAt >= given.confirmedAt)) return err("STATE_CHANGED");
  const asked = eventOf(report, result.proposal);
  if (!asked.ok) return asked;
  const event = asked.value;
  if (event === "confirm" && result.currentCombinationId !== (given.combinationId ?? null)) return err("STATE_CHANGED");
  // Only the decision on the incident, or its review, lets the result go on.
  if (event !== "hold" && (await isHeldByIncident(uow.tx, given.sittingId))) return err("INCIDENT_OPEN");
  // What was sent once comes back only to be raised: nobody takes it away again.
  if (event === "annul" && result.sentAt) return err("NOT_ALLOWED_NOW");
  const outcome = toldOutcome(result.currentReport, result.currentCombination);
  const before = result.sentReport ? toldOutcome(result.sentReport, result.sentCombination) : undefined;
  const sent = { at: uow.now, combinationId: result.currentCombinationId, isNewOutcome: outcome !== before };
  const moved = await transition(uow, {
    machine: resultMachine,
    subjectType: "result",
    subjectId: given.sittingId,
    from: result.state,
    event,
    actorId: given.deciderId,
    // Signed or ended by it.
    data: { reportId: given.reportId, ...(result.proposal ? { proposalId: result.proposal.id } : {}) },
    update: (from, to) => moveResult(uow.tx, given.sittingId, from, to, given.reportId, event === "confirm" ? sent : undefined),
  });
  if (!moved.ok) return moved;
  await addDecision(uow.tx, {
    reportId: given.reportId,
    kind: kinds[event],
    deciderId: given.deciderId,
    reason: given.reason,
    createdAt: uow.now,
  });
  return ok({ report, outcome, isNewOutcome: sent.isNewOutcome });
}

/** A refusal undoes what the decision did, but the report that the person did not read is there for them to read. */
export async function commitDecision<T, E extends string>(
  deps: Deps,
  sittingId: string,
  work: (uow: UnitOfWork) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  const decided = await commit(deps, work);
  if (!decided.ok && decided.error === "STATE_CHANGED") await commit(deps, async (uow) => ok(await computeReportInto(uow, sittingId)));
  return decided;
}

/** Only from here on is anybody told: the person, then their order, then the attestation is made. */
export const confirmResult: RouteHandler<typeof contract.confirmResult> = (deps, actor, { params, body }) =>
  commitDecision(deps, params.sittingId, (uow) => confirmInto(uow, { ...params, ...body, deciderId: actor.accountId }));

/** The same, inside a transaction of the caller's. */
export async function confirmInto(
  uow: UnitOfWork,
  given: Given,
): Promise<Result<Record<never, never>, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED" | "INCIDENT_OPEN" | "MARKS_NEEDED" | "LATE_TO_DECIDE">> {
  const { sittingId, deciderId } = given;
  // An undecided report is sent by nobody, wherever its result stands.
  const decided = await decide(uow, given, ({ outcome }) => (outcome === "PENDING" ? err("MARKS_NEEDED" as const) : ok("confirm" as const)));
  if (!decided.ok) return err(decided.error);
  // What is sent takes no more marks: those of the part that was sat would be lost for the part that is sat again.
  const { report, outcome, isNewOutcome } = decided.value;
  const { needs } = report;
  if (outcome === "ON_HOLD" && needs.length > 0) return err("MARKS_NEEDED");
  if ((await undecidedLate(uow.tx, [sittingId])).size > 0) return err("LATE_TO_DECIDE");
  const { registrationId, accountId } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { registrationId: true, accountId: true },
  });
  // An exam that is to be sat again in part is not over for its registration, and has no outcome for the order.
  const isOver = outcome !== "ON_HOLD";
  const isAbsence = outcome === "NOT_COMPLETED";
  if (isOver && !isAbsence) await completeRegistrationStep(uow, registrationId, deciderId);
  else await releaseBookingStep(uow, sittingId, isAbsence ? "ABSENT" : "TECHNICAL", deciderId);
  uow.outbox("result.sent", { sittingId });
  // What was passed here may count for an exam that was sat meanwhile.
  const later = await laterSittings(uow.tx, sittingId);
  if (later.length > 0) uow.outbox("marks.changed", { sittingIds: later });
  // A review that kept what was told is news for the person alone.
  uow.outbox("result.notify", { sittingId, tellsBody: isOver && isNewOutcome });
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.account(accountId));
  return ok({});
}

export const holdResult: RouteHandler<typeof contract.holdResult> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commitDecision(deps, params.sittingId, async (uow) => {
    const decided = await decide(uow, { ...params, ...body, deciderId: actor.accountId }, () => ok("hold" as const));
    return decided.ok ? ok({}) : decided;
  });
};

export const releaseResult: RouteHandler<typeof contract.releaseResult> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commitDecision(deps, params.sittingId, async (uow) => {
    const isOpen = await isReviewOpen(uow.tx, params.sittingId);
    const decided = await decide(uow, { ...params, ...body, deciderId: actor.accountId }, ({ outcome }) =>
      ok(outcome === "PENDING" || isOpen ? ("releaseToMarking" as const) : ("release" as const)),
    );
    return decided.ok ? ok({}) : decided;
  });
};
