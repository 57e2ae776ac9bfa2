import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/conduct.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { sittingsInCall } from "../rooms/queries.ts";
import { pauseTarget } from "./pause-sittings.ts";
import { lastPause, resumeTarget } from "./resume-sittings.ts";
import { beginHold, endHold } from "./store.ts";
import { findTargets } from "./targets.ts";

/**
 * Everybody stops at once, as for a fire alarm: whoever reads, whoever is between two activities, whoever lost the
 * connection. Whoever has not begun stays where they are, and nothing opens for anybody meanwhile.
 */
export const holdSession: RouteHandler<typeof contract.holdSession> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, null);
    if (!found.ok) return err(found.error);
    const { sessionState, hold, targets } = found.value;
    if (sessionState !== "IN_PROGRESS" || hold) return err("NOT_ALLOWED_NOW");
    const began = await beginHold(uow.tx, {
      sessionId,
      reason: body.reason,
      startedById: actor.accountId,
      startedAt: uow.now,
    });
    if (!began) return err("STATE_CHANGED");
    const sittingIds: string[] = [];
    for (const target of targets) {
      if (target.sittingState !== "IN_PROGRESS") continue;
      const paused = await pauseTarget(uow, target, actor.accountId, body.reason);
      if (!paused.ok) return err(paused.error);
      sittingIds.push(target.sittingId);
    }
    for (const { sittingId } of targets) uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(sessionId));
    uow.audit({
      actorId: actor.accountId,
      type: "session.held",
      subjectType: "session",
      subjectId: sessionId,
      data: { reason: body.reason, sittings: sittingIds.length },
    });
    return ok({ sittingIds });
  });

/** One act lets everybody go on whom the stop had stopped. Whoever was paused for a reason of their own stays paused. */
export const releaseSession: RouteHandler<typeof contract.releaseSession> = (deps, actor, { params: { sessionId } }) =>
  commit(deps, async (uow) => {
    const found = await findTargets(uow, actor.accountId, sessionId, null);
    if (!found.ok) return err(found.error);
    const { hold, targets } = found.value;
    if (!hold) return err("NOT_ALLOWED_NOW");
    if (!(await endHold(uow.tx, hold.id, { endedById: actor.accountId, endedAt: uow.now }))) return err("STATE_CHANGED");
    const sittingIds: string[] = [];
    const inCall = await sittingsInCall(uow.tx, sessionId);
    for (const target of targets) {
      if (target.sittingState !== "INTERRUPTED" || inCall.has(target.sittingId)) continue;
      const pause = await lastPause(uow, target.sittingId);
      if (!pause.at || pause.at < hold.startedAt) continue;
      const resumed = await resumeTarget(uow, target, actor.accountId, pause);
      if (!resumed.ok) return err(resumed.error);
      sittingIds.push(target.sittingId);
    }
    for (const { sittingId } of targets) uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(sessionId));
    uow.audit({
      actorId: actor.accountId,
      type: "session.released",
      subjectType: "session",
      subjectId: sessionId,
      data: { sittings: sittingIds.length },
    });
    return ok({ sittingIds });
  });
