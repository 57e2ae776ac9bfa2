import { err, ok } from "#shared/kernel/result.ts";
import type { arrive as contract } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { seenStep } from "./presence-steps.ts";
import { candidateSitting, ownsSitting } from "./queries.ts";
import { claimSeatStep, moveSittingStep } from "./steps.ts";
import { lockSitting } from "./store.ts";

const minutesBefore = 60;

/** The waiting room opens an hour before the session, and stays open while it is held. Coming twice is coming once. */
export const arrive: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    await seenStep(uow, sittingId);
    // Read under the lock: the seat may be exchanged for one of another session at the same moment.
    await lockSitting(uow.tx, sittingId);
    const sitting = await uow.tx.sitting.findFirst({
      where: { id: sittingId, accountId: actor.accountId, booking: { isActive: true } },
      select: { state: true, session: { select: { state: true, startsAt: true, deliveryMode: true } } },
    });
    if (!sitting) return err("NOT_FOUND");
    const { state, startsAt, deliveryMode } = sitting.session;
    if (sitting.state === "SCHEDULED") {
      const isNear = startsAt.getTime() - uow.now.getTime() <= minutesBefore * 60_000;
      if (state !== "IN_PROGRESS" && !(state === "OPEN" && isNear)) return err("NOT_ALLOWED_NOW");
      const moved = await moveSittingStep(uow, sittingId, "arrive", actor.accountId);
      if (!moved.ok) return moved;
    } else if (sitting.state !== "WAITING") {
      return err("NOT_ALLOWED_NOW");
    }
    if (deliveryMode === "ONLINE") {
      const seat = await claimSeatStep(uow, actor, sittingId);
      if (!seat.ok) return err("NOT_ALLOWED_NOW");
    }
    const view = await candidateSitting(uow.tx, actor, sittingId, uow.now);
    return view ? ok({ ...view, serverNow: uow.now.toISOString() }) : err("NOT_FOUND");
  });
