import { z } from "zod";
import { err, ok } from "#shared/kernel/result.ts";
import type { resumeSittings as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { moveRunStep, moveSittingStep } from "../sitting/steps.ts";
import { currentActivity } from "./clock-acts.ts";
import { findTargets } from "./targets.ts";

/** Starts clocks again; the ledger gives back the whole pause, with the reason that was said when it began. */
export const resumeSittings: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, body.sittingIds);
    if (!found.ok) return err(found.error);
    const sittingIds: string[] = [];
    for (const target of found.value.targets) {
      if (target.sittingState !== "INTERRUPTED") continue;
      const { sittingId } = target;
      const resumed = await moveSittingStep(uow, sittingId, "resume", actor.accountId);
      if (!resumed.ok) return err(resumed.error);
      const activity = currentActivity(target);
      const pause = await lastPause(uow, sittingId);
      if (activity && target.runs[activity] === "INTERRUPTED") {
        const options = pause.reason === "" ? {} : { reason: pause.reason };
        const started = await moveRunStep(uow, sittingId, activity, "resume", actor.accountId, options);
        if (!started.ok) return err(started.error);
      }
      const details = { ...(activity && { activity }), ...(pause.at && { seconds: secondsSince(pause.at, uow.now) }) };
      await observeStep(uow, sittingId, "RESUMED", details, actor.accountId);
      sittingIds.push(sittingId);
    }
    return sittingIds.length > 0 ? ok({ sittingIds }) : err("NOT_ALLOWED_NOW");
  });

const pauseDetails = z.object({ reason: z.string() });

const secondsSince = (from: Date, now: Date): number => Math.max(0, Math.ceil((now.getTime() - from.getTime()) / 1000));

async function lastPause(uow: UnitOfWork, sittingId: string): Promise<{ reason: string; at: Date | undefined }> {
  const paused = await uow.tx.observation.findFirst({
    where: { sittingId, kind: "PAUSED" },
    select: { details: true, createdAt: true },
    orderBy: { createdAt: "desc" },
  });
  const details = pauseDetails.safeParse(paused?.details);
  return { reason: details.success ? details.data.reason : "", at: paused?.createdAt };
}
