import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { pauseSittings as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { holdStoppedRunStep, moveRunStep, moveSittingStep } from "../sitting/steps.ts";
import { currentActivity } from "./clock-acts.ts";
import { findTargets, type Target } from "./targets.ts";

/** Stops clocks. Somebody between two activities is paused too: nothing opens for them until the adviser goes on. */
export const pauseSittings: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, body.sittingIds);
    if (!found.ok) return err(found.error);
    const sittingIds: string[] = [];
    for (const target of found.value.targets) {
      if (target.sittingState !== "IN_PROGRESS") continue;
      const paused = await pauseTarget(uow, target, actor.accountId, body.reason);
      if (!paused.ok) return err(paused.error);
      sittingIds.push(target.sittingId);
    }
    return sittingIds.length > 0 ? ok({ sittingIds }) : err("NOT_ALLOWED_NOW");
  });

/** Pauses somebody who is under way. A clock that a silence or a break had stopped now waits for a person. */
export async function pauseTarget(
  uow: UnitOfWork,
  target: Target,
  actorId: string,
  reason: string,
): Promise<Result<null, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const { sittingId } = target;
  const paused = await moveSittingStep(uow, sittingId, "interrupt", actorId);
  if (!paused.ok) return paused;
  const activity = currentActivity(target);
  const runId = activity && target.runIds[activity];
  if (activity && runId && !(await holdStoppedRunStep(uow, runId))) {
    const stopped = await moveRunStep(uow, sittingId, activity, "interrupt", actorId, { reason });
    // A clock that a person stopped already stays as it is.
    if (!stopped.ok && target.runs[activity] === "OPEN") return stopped;
  }
  await observeStep(uow, sittingId, "PAUSED", { reason, ...(activity && { activity }) }, actorId);
  return ok(null);
}
