import { err, ok } from "#shared/kernel/result.ts";
import type { continueSitting as contract } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { continueStep } from "./presence-steps.ts";
import { candidateSitting, ownsSitting, requireSeat } from "./queries.ts";

/** Pressing «Continuer» twice is pressing it once; a pause that a person decided lasts until a person ends it. */
export const continueSitting: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const seat = await requireSeat(uow.tx, actor.authSessionId, sittingId);
    if (!seat.ok) return err(seat.error);
    await continueStep(uow, actor, sittingId);
    const view = await candidateSitting(uow.tx, actor, sittingId, uow.now);
    return view ? ok({ ...view, serverNow: uow.now.toISOString() }) : err("NOT_FOUND");
  });
