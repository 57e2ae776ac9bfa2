import { activities, type RunEvent } from "#shared/domain/sitting/run-machine.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { markAbsent as absentContract, postponeSitting as postponeContract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { openDoubtOf } from "../identity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { lockRegistrationOfStep } from "../referrals/steps.ts";
import { releaseBookingStep } from "../scheduling/steps.ts";
import { moveRunStep, moveSittingStep } from "../sitting/steps.ts";
import { findReceived, findTarget } from "./targets.ts";

/** The two ways in which somebody's day ends before it begins. */

export const markAbsent: RouteHandler<typeof absentContract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const found = await findTarget(uow, actor.accountId, sittingId);
    if (!found.ok) return err(found.error);
    const moved = await moveSittingStep(uow, sittingId, "markAbsent", actor.accountId);
    if (!moved.ok) return err(moved.error);
    const ended = await endAllRuns(uow, sittingId, "markAbsent", actor.accountId);
    if (!ended.ok) return err(ended.error);
    await observeStep(uow, sittingId, "MARKED_ABSENT", {}, actor.accountId);
    return ok({});
  });

export const postponeSitting: RouteHandler<typeof postponeContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    await lockRegistrationOfStep(uow, sittingId);
    const found = await findReceived(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    const { sittingState } = found.value;
    if (sittingState !== "WAITING" && sittingState !== "IDENTITY_CONFIRMED") return err("NOT_ALLOWED_NOW");
    // Whoever is doubted is not turned away before somebody else has looked.
    if (await openDoubtOf(uow.tx, sittingId)) return err("NEEDS_TWO_ADVISERS");
    const moved = await moveSittingStep(uow, sittingId, "stop", actor.accountId);
    if (!moved.ok) return err(moved.error);
    const ended = await endAllRuns(uow, sittingId, "leaveOut", actor.accountId);
    if (!ended.ok) return err(ended.error);
    // Nothing was seen and nothing counts: another session can be chosen at once.
    await releaseBookingStep(uow, sittingId, "POSTPONED", actor.accountId);
    await observeStep(uow, sittingId, "POSTPONED", { reason: body.reason }, actor.accountId);
    return ok({});
  });

async function endAllRuns(
  uow: UnitOfWork,
  sittingId: string,
  event: RunEvent,
  actorId: string,
): Promise<Result<null, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  for (const activity of activities) {
    const moved = await moveRunStep(uow, sittingId, activity, event, actorId);
    if (!moved.ok) return moved;
  }
  return ok(null);
}
