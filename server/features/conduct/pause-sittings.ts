import { err, ok } from "#shared/kernel/result.ts";
import type { pauseSittings as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { moveRunStep, moveSittingStep } from "../sitting/steps.ts";
import { currentActivity } from "./clock-acts.ts";
import { findTargets } from "./targets.ts";

/** Stops clocks. Somebody between two activities is paused too: nothing opens for them until the adviser goes on. */
export const pauseSittings: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, body.sittingIds);
    if (!found.ok) return err(found.error);
    const sittingIds: string[] = [];
    for (const target of found.value.targets) {
      if (target.sittingState !== "IN_PROGRESS") continue;
      const { sittingId } = target;
      const paused = await moveSittingStep(uow, sittingId, "interrupt", actor.accountId);
      if (!paused.ok) return err(paused.error);
      const activity = currentActivity(target);
      if (activity) {
        const stopped = await moveRunStep(uow, sittingId, activity, "interrupt", actor.accountId, {
          reason: body.reason,
        });
        // A clock that a silence had stopped already now waits for a person; one that a person stopped stays as it is.
        if (!stopped.ok && target.runs[activity] === "OPEN") return err(stopped.error);
      }
      const details = { reason: body.reason, ...(activity && { activity }) };
      await observeStep(uow, sittingId, "PAUSED", details, actor.accountId);
      sittingIds.push(sittingId);
    }
    return sittingIds.length > 0 ? ok({ sittingIds }) : err("NOT_ALLOWED_NOW");
  });
