import { discussionFrame, handOf, withHand } from "#shared/domain/discussion/frame.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/floor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { openContent } from "../reading/queries.ts";
import { latestRoom } from "../rooms/queries.ts";
import { lockRoomStep, setFrameStep } from "../rooms/steps.ts";
import { ownDiscussion } from "./own-discussion.ts";
import { floorOf } from "./queries.ts";
import { addFloorTurn } from "./store.ts";

/** Who asks for the floor is kept with the room, so that neither a reload nor a media node that died loses a place. */
export const raiseHand: RouteHandler<typeof contract.raiseHand> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const opened = await openContent(uow.tx, actor, sittingId, "DISCUSSION");
    if (!opened.ok) return err(opened.error);
    const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: { sessionId: true },
    });
    const found = await latestRoom(uow.tx, { kind: "DISCUSSION", sessionId });
    if (!found) return err("ROOM_NOT_OPEN");
    await lockRoomStep(uow, found.id);
    const room = await latestRoom(uow.tx, { kind: "DISCUSSION", sessionId });
    if (!room || room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const frame = discussionFrame.parse(room.frame);
    if (!frame.participants.includes(sittingId)) return err("ROOM_NOT_OPEN");
    if (Boolean(handOf(frame, sittingId)) === body.isRaised) return ok({});
    await setFrameStep(uow, room, withHand(frame, sittingId, body.isRaised ? uow.now.toISOString() : null));
    return ok({});
  });

/** Giving it to whoever has it changes nothing. Each change is a row: it says later to whom the floor was offered. */
export const giveFloor: RouteHandler<typeof contract.giveFloor> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await ownDiscussion(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame } = found.value;
    if (body.sittingId !== null && !frame.participants.includes(body.sittingId)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const current = await floorOf(uow.tx, room.id);
    if ((current?.sittingId ?? null) === body.sittingId) return ok({});
    await passFloorStep(uow, room.id, actor.accountId, body.sittingId, frame);
    await setFrameStep(uow, room, body.sittingId === null ? frame : withHand(frame, body.sittingId, null));
    return ok({});
  });

export async function passFloorStep(
  uow: UnitOfWork,
  roomId: string,
  adviserId: string,
  sittingId: string | null,
  frame: Parameters<typeof handOf>[0],
): Promise<void> {
  const hand = sittingId === null ? undefined : handOf(frame, sittingId);
  await addFloorTurn(uow.tx, {
    roomId,
    sittingId,
    adviserId,
    handAt: hand ? new Date(hand.since) : null,
    givenAt: uow.now,
  });
  uow.audit({
    actorId: adviserId,
    type: "discussion.floorGiven",
    subjectType: "room",
    subjectId: roomId,
    data: { sittingId },
  });
}
