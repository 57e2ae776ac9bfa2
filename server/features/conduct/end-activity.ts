import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Activity, RunEvent } from "#shared/domain/sitting/run-machine.ts";
import { isUnderWay } from "#shared/domain/sitting/run-states.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import type * as contract from "#shared/protocol/ending.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";
import { endRequestOf, waitingEndOf } from "./queries.ts";
import { addEndAnswer, addEndRequest } from "./store.ts";
import { findTarget, type Target } from "./targets.ts";

/** Ending without a submission: what was saved stays saved, and the reason is in the record. */

const events = { TECHNICAL: "loseTechnically", ABSENT: "markAbsent" } as const;

/** What never opened ends at once; what has begun ends when another adviser agrees. */
export const endActivity: RouteHandler<typeof contract.endActivity> = (deps, actor, { params: { sittingId, activity }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTarget(uow, actor.accountId, sittingId);
    if (!found.ok) return err(found.error);
    const { sittingState, runs } = found.value;
    if (!statesUnderWay.includes(sittingState)) return err("NOT_ALLOWED_NOW");
    const isEnded = !isUnderWay(runs[activity]);
    const given = { sittingId, activity, event: events[body.outcome], reason: body.reason };
    const done = isEnded ? await end(uow, given, actor.accountId) : await ask(uow, found.value, given, actor.accountId);
    return done.ok ? ok({ isEnded }) : err(done.error);
  });

export const answerEnd: RouteHandler<typeof contract.answerEnd> = (deps, actor, { params: { requestId }, body: { isAgreed } }) =>
  commit(deps, async (uow) => {
    const request = await endRequestOf(uow.tx, requestId);
    if (!request) return err("NOT_FOUND");
    const { sittingId, activity, runId, reason } = request;
    const found = await findTarget(uow, actor.accountId, sittingId);
    if (!found.ok) return err(found.error);
    // Read again under the lock: it may have been answered, or the activity may have ended by itself.
    if ((await waitingEndOf(uow.tx, runId))?.requestId !== requestId) return err("STATE_CHANGED");
    if (isAgreed && request.byId === actor.accountId) return err("NEEDS_TWO_PEOPLE");
    await addEndAnswer(uow.tx, { requestId, isAgreed, answeredById: actor.accountId, answeredAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "run.endAnswered",
      subjectType: "run",
      subjectId: runId,
      data: { requestId, activity, sittingId, isAgreed },
    });
    if (isAgreed) {
      const ended = await end(uow, { sittingId, activity, event: "loseTechnically", reason }, actor.accountId);
      if (!ended.ok) return err(ended.error);
    } else await observeStep(uow, sittingId, "ACTIVITY_END_DECLINED", { activity }, actor.accountId);
    return ok({});
  });

interface End {
  readonly sittingId: string;
  readonly activity: Activity;
  readonly event: RunEvent;
  readonly reason: string;
}

async function ask(
  uow: UnitOfWork,
  { runIds }: Target,
  { sittingId, activity, event, reason }: End,
  actorId: string,
): Promise<Result<null, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const runId = runIds[activity];
  // Whoever has begun was there.
  if (!runId || event === "markAbsent") return err("NOT_ALLOWED_NOW");
  if (await waitingEndOf(uow.tx, runId)) return err("STATE_CHANGED");
  const { id: requestId } = await addEndRequest(uow.tx, { runId, reason, askedById: actorId, askedAt: uow.now });
  await observeStep(uow, sittingId, "ACTIVITY_END_ASKED", { activity, reason }, actorId);
  uow.audit({
    actorId,
    type: "run.endAsked",
    subjectType: "run",
    subjectId: runId,
    data: { requestId, activity, sittingId, reason },
  });
  return ok(null);
}

async function end(
  uow: UnitOfWork,
  { sittingId, activity, event, reason }: End,
  actorId: string,
): Promise<Result<null, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const moved = await moveRunStep(uow, sittingId, activity, event, actorId, { reason });
  if (!moved.ok) return moved;
  await observeStep(uow, sittingId, "ACTIVITY_ENDED", { activity, reason }, actorId);
  await completeSittingIfEndedStep(uow, sittingId, actorId);
  return ok(null);
}
