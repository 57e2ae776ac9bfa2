import { openingSection } from "#shared/domain/interview/frame.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { openInterview as contract } from "#shared/protocol/interview.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { latestRoom } from "../rooms/queries.ts";
import { lockRoomsStep, openRoomStep } from "../rooms/steps.ts";
import { moveRunStep } from "../sitting/steps.ts";
import { mayOpenInterview, sittingForInterview } from "./queries.ts";

/** One adviser opens; the other may enter too. Both who press at once are in the same interview. */
export const openInterview: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const seen = await sittingForInterview(uow.tx, actor.accountId, sittingId);
    if (!seen) return err("NOT_FOUND");
    const { sessionId } = seen;
    await lockRoomsStep(uow, sessionId);
    const room = await latestRoom(uow.tx, { kind: "INTERVIEW", sittingId });
    if (room && room.state !== "CLOSED") return ok({ roomId: room.id });
    const sitting = await sittingForInterview(uow.tx, actor.accountId, sittingId);
    if (!sitting || !mayOpenInterview(sitting)) return err("NOT_ALLOWED_NOW");
    const moved = await moveRunStep(uow, sittingId, "INTERVIEW", "open", actor.accountId);
    if (!moved.ok) return err(moved.error);
    await observeStep(uow, sittingId, "ACTIVITY_OPENED", { activity: "INTERVIEW" }, actor.accountId);
    const frame = { sectionId: openingSection, sectionSince: uow.now.toISOString(), revealed: [] };
    const { id } = await openRoomStep(uow, { kind: "INTERVIEW", sessionId, sittingId, frame }, actor.accountId);
    return ok({ roomId: id });
  });
