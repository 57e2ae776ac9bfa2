import { err, ok } from "#shared/kernel/result.ts";
import type { closeSession as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { closeSupervisionStep } from "../rooms/steps.ts";
import { lockSessionStep, moveSessionStep } from "../scheduling/steps.ts";
import { findTargets } from "./targets.ts";

/** Nobody is left behind in silence: each person's day has ended in a way that somebody chose. */
export const closeSession: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId } }) =>
  commit(deps, async (uow) => {
    await lockSessionStep(uow, sessionId);
    const found = await findTargets(uow, actor.accountId, sessionId, null);
    if (!found.ok) return err(found.error);
    const isEnded = ({ sittingState }: { sittingState: string }) =>
      sittingState === "COMPLETED" || sittingState === "NOT_COMPLETED" || sittingState === "ABSENT";
    if (!found.value.targets.every(isEnded)) return err("SITTINGS_NOT_ENDED");
    const moved = await moveSessionStep(uow, sessionId, "close", actor.accountId);
    if (!moved.ok) return err(moved.error);
    await closeSupervisionStep(uow, sessionId, actor.accountId);
    return ok({});
  });
