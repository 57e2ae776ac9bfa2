import { reviewMachine, type ReviewEvent, type ReviewState } from "#shared/domain/incidents/incident-machine.ts";
import { isAnnulment, type IncidentEffect } from "#shared/domain/incidents/incident-rules.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/incidents.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { releaseFromIncidentStep } from "../results/steps.ts";
import { hintIncident, lockedIncident, type IncidentFacts } from "./load-incident.ts";
import { moveBy } from "./move-incident.ts";
import { hasObserved } from "./policy.ts";
import { moveReview } from "./store.ts";
import { followStep } from "./take-effect.ts";

interface UnderReview {
  readonly incident: IncidentFacts;
  readonly review: { readonly state: ReviewState; readonly dueAt: Date };
  readonly decision: { readonly id: string; readonly effect: IncidentEffect; readonly reasons: string; readonly decidedById: string; readonly signerIds: readonly string[] };
}

async function underReview(uow: UnitOfWork, incidentId: string): Promise<UnderReview | null> {
  const incident = await lockedIncident(uow, incidentId);
  if (!incident?.decisionId) return null;
  const review = await uow.tx.incidentReview.findUnique({ where: { incidentId }, select: { state: true, dueAt: true } });
  if (!review) return null;
  const { signatures, ...decision } = await uow.tx.incidentDecision.findUniqueOrThrow({
    where: { id: incident.decisionId },
    select: { id: true, effect: true, reasons: true, decidedById: true, signatures: { select: { signerId: true } } },
  });
  return { incident, review, decision: { ...decision, signerIds: signatures.map(({ signerId }) => signerId) } };
}

const move = (
  uow: UnitOfWork,
  { incident, review }: UnderReview,
  event: ReviewEvent,
  actorId: string | null,
  change: Parameters<typeof moveReview>[4],
): Promise<Result<ReviewState, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> =>
  transition(uow, {
    machine: reviewMachine,
    subjectType: "incidentReview",
    subjectId: incident.id,
    from: review.state,
    event,
    actorId,
    data: { sittingId: incident.sittingId },
    update: (from, to) => moveReview(uow.tx, incident.id, from, to, change),
  });

/** An annulment that was suspended takes effect, under the name of whoever decided it. */
async function letStand(uow: UnitOfWork, given: UnderReview): Promise<Result<null, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const { incident, decision } = given;
  if (!isAnnulment(decision.effect)) return ok(null);
  const ended = await moveBy(uow, incident, "end", decision.decidedById);
  if (!ended.ok) return ended;
  return followStep(uow, incident, { effect: decision.effect, reasons: decision.reasons, actorId: decision.decidedById });
}

export const answerDecision: RouteHandler<typeof contract.answerDecision> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const given = await underReview(uow, params.incidentId);
    if (given?.incident.sitting.accountId !== actor.accountId) return err("NOT_FOUND");
    if (uow.now > given.review.dueAt) return err("ANSWER_TIME_OVER");
    const isRequest = body.choice === "REQUEST";
    const change = isRequest ? { request: body.text, requestedAt: uow.now } : {};
    const moved = await move(uow, given, isRequest ? "request" : "waive", actor.accountId, change);
    if (!moved.ok) return err(moved.error);
    const stood = isRequest ? ok(null) : await letStand(uow, given);
    if (!stood.ok) return err(stood.error);
    hintIncident(uow, given.incident);
    return ok({});
  });

/** A third person: neither one who observed nor one who signed. What is lifted leaves no consequence. */
export const concludeReview: RouteHandler<typeof contract.concludeReview> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const given = await underReview(uow, params.incidentId);
    if (!given) return err("NOT_FOUND");
    const { incident, decision } = given;
    if (await hasObserved(uow.tx, incident.id, actor.accountId)) return err("HAS_OBSERVED");
    if (decision.signerIds.includes(actor.accountId)) return err("NEEDS_TWO_PEOPLE");
    const change = { conclusion: body.reasons, concludedById: actor.accountId, concludedAt: uow.now };
    const moved = await move(uow, given, body.isUpheld ? "uphold" : "reverse", actor.accountId, change);
    if (!moved.ok) return err(moved.error);
    const followed = body.isUpheld ? await letStand(uow, given) : await lift(uow, given, actor.accountId);
    if (!followed.ok) return err(followed.error);
    uow.outbox("incident.reviewed", { incidentId: incident.id });
    hintIncident(uow, incident);
    return ok({});
  });

async function lift(uow: UnitOfWork, { incident, decision }: UnderReview, actorId: string) {
  if (!isAnnulment(decision.effect)) return ok(null);
  const ended = await moveBy(uow, incident, "end", actorId);
  return ended.ok ? releaseFromIncidentStep(uow, incident.sittingId, { incidentId: incident.id, actorId }) : ended;
}

const minuteMs = 60_000;

/** Whoever neither asked nor accepted in time lets stand what two people decided. */
export const expireReviews: TimedJob = {
  name: "incidents.expireReviews",
  everyMs: 10 * minuteMs,
  run: async (deps) => {
    const due = await deps.db.incidentReview.findMany({
      where: { state: "OPEN", dueAt: { lt: deps.clock.now() } },
      select: { incidentId: true },
      take: 50,
    });
    for (const { incidentId } of due)
      await commit(deps, async (uow) => {
        const given = await underReview(uow, incidentId);
        if (given?.review.state !== "OPEN" || uow.now <= given.review.dueAt) return ok(null);
        const moved = await move(uow, given, "expire", null, {});
        return moved.ok ? letStand(uow, given) : moved;
      });
  },
};
