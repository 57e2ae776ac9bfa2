import { discussionFrame, type DiscussionFrame } from "#shared/domain/discussion/frame.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { roomOfAdviser, type RoomRow } from "../rooms/queries.ts";
import { lockRoomStep } from "../rooms/steps.ts";

/** The discussion's room as one of the session's advisers, locked; `NOT_FOUND` for anybody else's, or another kind. */
export async function ownDiscussion(
  uow: UnitOfWork,
  accountId: string,
  roomId: string,
): Promise<Result<{ room: RoomRow; frame: DiscussionFrame }, "NOT_FOUND">> {
  await lockRoomStep(uow, roomId);
  const room = await roomOfAdviser(uow.tx, accountId, roomId);
  if (room?.kind !== "DISCUSSION") return err("NOT_FOUND");
  return ok({ room, frame: discussionFrame.parse(room.frame) });
}
