import { z } from "zod";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { resumeSittings as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { sittingsInCall } from "../rooms/queries.ts";
import { moveRunStep, moveSittingStep } from "../sitting/steps.ts";
import { currentActivity } from "./clock-acts.ts";
import { findTargets, type Target } from "./targets.ts";

/** Starts clocks again; while the whole session stands still, only the act that ends this lets anybody go on. */
export const resumeSittings: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, body.sittingIds);
    if (!found.ok) return err(found.error);
    if (found.value.hold) return err("SESSION_HELD");
    const sittingIds: string[] = [];
    // Whoever is called meanwhile goes on when somebody names them (IDY-17).
    const inCall = body.sittingIds ? new Set<string>() : await sittingsInCall(uow.tx, sessionId);
    for (const target of found.value.targets) {
      if (target.sittingState !== "INTERRUPTED" || inCall.has(target.sittingId)) continue;
      const resumed = await resumeTarget(uow, target, actor.accountId, await lastPause(uow, target.sittingId));
      if (!resumed.ok) return err(resumed.error);
      sittingIds.push(target.sittingId);
    }
    return sittingIds.length > 0 ? ok({ sittingIds }) : err("NOT_ALLOWED_NOW");
  });

interface Pause {
  readonly reason: string;
  readonly at: Date | undefined;
}

/** The ledger gives back the whole pause, with the reason that was said when it began. */
export async function resumeTarget(
  uow: UnitOfWork,
  target: Target,
  actorId: string,
  pause: Pause,
): Promise<Result<null, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const { sittingId } = target;
  const resumed = await moveSittingStep(uow, sittingId, "resume", actorId);
  if (!resumed.ok) return resumed;
  const activity = currentActivity(target);
  if (activity && target.runs[activity] === "INTERRUPTED" && !target.isFrozen) {
    const options = pause.reason === "" ? {} : { reason: pause.reason };
    const started = await moveRunStep(uow, sittingId, activity, "resume", actorId, options);
    if (!started.ok) return started;
  }
  const details = { ...(activity && { activity }), ...(pause.at && { seconds: secondsSince(pause.at, uow.now) }) };
  await observeStep(uow, sittingId, "RESUMED", details, actorId);
  return ok(null);
}

const pauseDetails = z.object({ reason: z.string() });

const secondsSince = (from: Date, now: Date): number => Math.max(0, Math.ceil((now.getTime() - from.getTime()) / 1000));

export async function lastPause(uow: UnitOfWork, sittingId: string): Promise<Pause> {
  const paused = await uow.tx.observation.findFirst({
    where: { sittingId, kind: "PAUSED" },
    select: { details: true, createdAt: true },
    orderBy: { createdAt: "desc" },
  });
  const details = pauseDetails.safeParse(paused?.details);
  return { reason: details.success ? details.data.reason : "", at: paused?.createdAt };
}
