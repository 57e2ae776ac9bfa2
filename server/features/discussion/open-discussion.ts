import { discussionSeconds } from "#shared/domain/sitting/time-ledger.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { openDiscussion as contract } from "#shared/protocol/discussion.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { lockRoomsStep, openRoomStep } from "../rooms/steps.ts";
import { moveRunStep } from "../sitting/steps.ts";
import { isReady, mayOpenDiscussion, sessionForDiscussion } from "./queries.ts";

/**
 * Opens the room and the activity for everybody who is ready. R4: whoever opens names a second, distinct adviser of the
 * session; these two evaluate, and they alone decide on the gate.
 */
export const openDiscussion: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId }, body }) =>
  commit(deps, async (uow) => {
    await lockRoomsStep(uow, sessionId);
    const session = await sessionForDiscussion(uow.tx, actor.accountId, sessionId);
    if (!session) return err("NOT_FOUND");
    const isAssigned = session.advisers.some(({ account }) => account.id === body.secondAdviserId);
    if (body.secondAdviserId === actor.accountId || !isAssigned) return err("NEEDS_TWO_ADVISERS");
    // The second adviser may have pressed the same button: there is one discussion, and both are in it.
    if (session.room && session.room.state !== "CLOSED") return ok({ roomId: session.room.id });
    if (!mayOpenDiscussion(session)) return err("NOT_ALLOWED_NOW");

    const participants = session.sittings.filter(isReady);
    const baseSeconds = deps.config.durations?.DISCUSSION ?? discussionSeconds(participants.length);
    for (const { id } of participants) {
      const moved = await moveRunStep(uow, id, "DISCUSSION", "open", actor.accountId, { baseSeconds });
      if (!moved.ok) return err(moved.error);
      await observeStep(uow, id, "ACTIVITY_OPENED", { activity: "DISCUSSION" }, actor.accountId);
    }
    const frame = {
      evaluators: [actor.accountId, body.secondAdviserId],
      participants: participants.map(({ id }) => id),
      part: "PREPARATION",
      partSince: uow.now.toISOString(),
      startedAt: uow.now.toISOString(),
      hands: [],
    };
    const { id } = await openRoomStep(uow, { kind: "DISCUSSION", sessionId, sittingId: null, frame }, actor.accountId);
    return ok({ roomId: id });
  });
