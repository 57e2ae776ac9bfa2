import { err, ok } from "#shared/kernel/result.ts";
import type { creditTime as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { creditStep } from "../sitting/steps.ts";
import { currentActivity } from "./clock-acts.ts";
import { findTargets } from "./targets.ts";

/** Gives minutes back to whoever has an activity open or paused; nobody else has a clock to give to. */
export const creditTime: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, body.sittingIds);
    if (!found.ok) return err(found.error);
    const seconds = body.minutes * 60;
    const sittingIds: string[] = [];
    for (const target of found.value.targets) {
      const activity = currentActivity(target);
      const runId = activity && target.runIds[activity];
      if (!activity || !runId) continue;
      const entry = { cause: "ADVISER_CREDIT", seconds, actorId: actor.accountId, reason: body.reason } as const;
      if (!(await creditStep(uow, runId, entry))) continue;
      await observeStep(
        uow,
        target.sittingId,
        "TIME_CREDITED",
        { activity, seconds, reason: body.reason },
        actor.accountId,
      );
      sittingIds.push(target.sittingId);
    }
    return sittingIds.length > 0 ? ok({ sittingIds }) : err("RUN_NOT_OPEN");
  });
