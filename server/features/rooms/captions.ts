import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/captions.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { captionedIn } from "./captioned.ts";
import { sittingIdsOf } from "./policy.ts";
import { advisersOf, candidatesOf, findRoom, roomOfAdviser, type RoomRow } from "./queries.ts";
import { addCaption as storeCaption } from "./store.ts";

/** The room, for its advisers and for whoever has captions in it; for anybody else it does not exist. */
async function readable(
  db: Db,
  actor: AccountActor,
  roomId: string,
): Promise<Result<{ room: RoomRow; isAdviser: boolean; captioned: ReadonlySet<string> }, "NOT_FOUND">> {
  const room = await findRoom(db, roomId);
  if (!room || room.kind === "CHECK_IN") return err("NOT_FOUND");
  const captioned = await captionedIn(db, sittingIdsOf(room));
  const isAdviser = advisersOf(room).some(({ peer }) => peer === actor.accountId) && actor.roles.includes("ADVISER");
  const own = isAdviser
    ? 1
    : await db.sitting.count({
        where: { id: { in: [...captioned] }, accountId: actor.accountId, booking: { isActive: true } },
      });
  return own > 0 ? ok({ room, isAdviser, captioned }) : err("NOT_FOUND");
}

export const roomCaptions: RouteHandler<typeof contract.roomCaptions> = async (deps, actor, { params: { roomId } }) => {
  const found = await readable(deps.db, actor, roomId);
  if (!found.ok) return found;
  const { room, isAdviser, captioned } = found.value;
  const candidates = await candidatesOf(deps.db, sittingIdsOf(room));
  const captions = await deps.db.caption.findMany({
    where: { roomId },
    select: { id: true, speaker: true, text: true, createdAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return ok({
    // Who has a measure is nobody's business but the staff's.
    names: isAdviser ? candidates.filter(({ sittingId }) => captioned.has(sittingId)).map(({ name }) => name) : [],
    speakers: isAdviser ? [...candidates, ...advisersOf(room)].map(({ name }) => name) : [],
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
    const room = await roomOfAdviser(uow.tx, actor.accountId, roomId);
    if (!room || room.kind === "CHECK_IN") return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const captioned = await captionedIn(uow.tx, sittingIdsOf(room));
    if (captioned.size === 0) return err("NOT_ALLOWED_NOW");
    const { id } = await storeCaption(uow.tx, { roomId, authorId: actor.accountId, ...body, createdAt: uow.now });
    // Those who have them, and the advisers who watch these sittings; the others hear nothing of it.
    for (const sittingId of captioned) uow.hint(topicOf.sitting(sittingId));
    return ok({ captionId: id });
  });
