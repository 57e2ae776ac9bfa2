import { err, ok } from "#shared/kernel/result.ts";
import type { arrive as contract } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { seenStep } from "./presence-steps.ts";
import { candidateSitting } from "./queries.ts";
import { moveSittingStep } from "./steps.ts";

const minutesBefore = 60;

/** The waiting room opens an hour before the session, and stays open while it is held. Coming twice is coming once. */
export const arrive: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const own = { id: sittingId, accountId: actor.accountId, booking: { isActive: true } };
    const sitting = await uow.tx.sitting.findFirst({
      where: own,
      select: { state: true, session: { select: { state: true, startsAt: true } } },
    });
    if (!sitting) return err("NOT_FOUND");
    await seenStep(uow, sittingId);
    if (sitting.state === "SCHEDULED") {
      const { state, startsAt } = sitting.session;
      const isNear = startsAt.getTime() - uow.now.getTime() <= minutesBefore * 60_000;
      if (state !== "IN_PROGRESS" && !(state === "OPEN" && isNear)) return err("NOT_ALLOWED_NOW");
      const moved = await moveSittingStep(uow, sittingId, "arrive", actor.accountId);
      if (!moved.ok) return moved;
    } else if (sitting.state !== "WAITING") {
      return err("NOT_ALLOWED_NOW");
    }
    const view = await candidateSitting(uow.tx, actor.accountId, sittingId);
    return view ? ok({ ...view, serverNow: uow.now.toISOString() }) : err("NOT_FOUND");
  });
