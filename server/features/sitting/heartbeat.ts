import { err, ok } from "#shared/kernel/result.ts";
import type { heartbeat as contract } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { addressStep, seenStep } from "./presence-steps.ts";
import { ownsSitting, requireSeat, runsOfSitting } from "./queries.ts";

export const heartbeat: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }, visit) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const seat = await requireSeat(uow.tx, actor.authSessionId, sittingId);
    if (!seat.ok) return err(seat.error);
    // Nobody works on a page that hides the exam because no answer reached it: the clock must not run for it.
    const { restoredSeconds } = body.isUnanswered ? { restoredSeconds: 0 } : await seenStep(uow, sittingId, body);
    await addressStep(uow, deps.config, sittingId, visit.address);
    return ok({ serverNow: uow.now.toISOString(), restoredSeconds, runs: await runsOfSitting(uow.tx, sittingId) });
  });
