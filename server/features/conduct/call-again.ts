import { err, ok } from "#shared/kernel/result.ts";
import type { callAgain as contract } from "#shared/protocol/conduct.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { hasMedia, latestRoom } from "../rooms/queries.ts";
import { lockRoomsStep, openRoomStep } from "../rooms/steps.ts";
import { pauseTarget } from "./pause-sittings.ts";
import { findTargets } from "./targets.ts";

/**
 * Face and document are compared again with somebody whose identity was confirmed before: a doubt, or a gap, asks for it.
 * Whoever talks with others is not called out of it; their clock is stopped first, by hand.
 */
export const callAgain: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const sitting = await uow.tx.sitting.findUnique({
      where: { id: sittingId },
      select: { sessionId: true, session: { select: { deliveryMode: true } } },
    });
    if (!sitting) return err("NOT_FOUND");
    const { sessionId } = sitting;
    // Before the people, as whoever opens an activity does.
    await lockRoomsStep(uow, sessionId);
    const found = await findTargets(uow, actor.accountId, sessionId, [sittingId]);
    if (!found.ok) return err(found.error);
    const [target] = found.value.targets;
    if (!target) return err("NOT_FOUND");
    const { sittingState, runs } = target;
    if (found.value.sessionState !== "IN_PROGRESS" || !hasMedia(sitting.session)) return err("NOT_ALLOWED_NOW");
    if (!statesUnderWay.includes(sittingState)) return err("NOT_ALLOWED_NOW");
    const isTalking = runs.DISCUSSION === "OPEN" || runs.INTERVIEW === "OPEN";
    if (sittingState === "IN_PROGRESS" && isTalking) return err("NOT_ALLOWED_NOW");
    if (sittingState === "IN_PROGRESS") {
      const paused = await pauseTarget(uow, target, actor.accountId, body.reason);
      if (!paused.ok) return paused;
    }
    const room = await latestRoom(uow.tx, { kind: "CHECK_IN", sittingId });
    if (room && room.state !== "CLOSED") return ok({ roomId: room.id });
    const { id } = await openRoomStep(uow, { kind: "CHECK_IN", sessionId, sittingId, frame: {} }, actor.accountId);
    return ok({ roomId: id });
  });
