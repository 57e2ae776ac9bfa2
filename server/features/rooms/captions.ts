import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/captions.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { captionedIn } from "./captioned.ts";
import { captionerIn, sittingIdsOf } from "./policy.ts";
import { advisersOf, candidatesOf, captionersOf, findRoom, type RoomRow } from "./queries.ts";
import { addCaption as storeCaption } from "./store.ts";

/** The advisers of the room’s session; and who was asked to type its captions, while the session is under way. */
const mayWrite = (room: RoomRow, actor: AccountActor): boolean =>
  (actor.roles.includes("ADVISER") && advisersOf(room).some(({ peer }) => peer === actor.accountId)) ||
  (room.session.state === "IN_PROGRESS" && captionerIn(room, actor) !== undefined);

/** The room, for those who write its captions and for whoever has captions in it; for anybody else it does not exist. */
async function readable(
  db: Db,
  actor: AccountActor,
  roomId: string,
): Promise<Result<{ room: RoomRow; isWriter: boolean; captioned: ReadonlySet<string> }, "NOT_FOUND">> {
  const room = await findRoom(db, roomId);
  if (!room || room.kind === "CHECK_IN") return err("NOT_FOUND");
  const captioned = await captionedIn(db, sittingIdsOf(room));
  const isWriter = mayWrite(room, actor);
  const own = isWriter
    ? 1
    : await db.sitting.count({
        where: { id: { in: [...captioned] }, accountId: actor.accountId, booking: { isActive: true } },
      });
  return own > 0 ? ok({ room, isWriter, captioned }) : err("NOT_FOUND");
}

export const roomCaptions: RouteHandler<typeof contract.roomCaptions> = async (deps, actor, { params: { roomId } }) => {
  const found = await readable(deps.db, actor, roomId);
  if (!found.ok) return found;
  const { room, isWriter, captioned } = found.value;
  const candidates = await candidatesOf(deps.db, sittingIdsOf(room));
  const captions = await deps.db.caption.findMany({
    where: { roomId },
    select: { id: true, speaker: true, text: true, createdAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return ok({
    // Who has a measure is nobody's business but the staff's.
    names: isWriter ? candidates.filter(({ sittingId }) => captioned.has(sittingId)).map(({ name }) => name) : [],
    speakers: isWriter ? [...candidates, ...advisersOf(room)].map(({ name }) => name) : [],
    captions: captions.map(({ id, speaker, text, createdAt }) => ({
      captionId: id,
      speaker,
      text,
      at: createdAt.toISOString(),
    })),
  });
};

export const addCaption: RouteHandler<typeof contract.addCaption> = (deps, actor, { params: { roomId }, body }) =>
  commit(deps, async (uow) => {
    const room = await findRoom(uow.tx, roomId);
    if (!room || room.kind === "CHECK_IN" || !mayWrite(room, actor)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const captioned = await captionedIn(uow.tx, sittingIdsOf(room));
    if (captioned.size === 0) return err("NOT_ALLOWED_NOW");
    const { id } = await storeCaption(uow.tx, { roomId, authorId: actor.accountId, ...body, createdAt: uow.now });
    // Those who have them, and the staff who write them; the others hear nothing of it.
    for (const sittingId of captioned) uow.hint(topicOf.sitting(sittingId));
    for (const { peer } of captionersOf(room)) uow.hint(topicOf.account(peer));
    return ok({ captionId: id });
  });
