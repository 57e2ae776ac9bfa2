import { randomBytes } from "node:crypto";
import { normalStationCode, stationCodeFrom } from "#shared/domain/paper/station-code.ts";
import { displayName } from "#shared/domain/rooms/entry.ts";
import { sideCodeMinutes, sidePeerOf, type SideCameraEnd } from "#shared/domain/rooms/side-camera.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type * as contract from "#shared/protocol/side-camera.ts";
import { randomToken, sha256Hex } from "../../platform/hash.ts";
import { peerDismissedTopic } from "../../platform/media-topics.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { signTicket } from "../../platform/ticket.ts";
import { iceServersFor } from "../../platform/turn.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { roomStepAsked } from "../identity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { requireSeat } from "../sitting/queries.ts";
import { placeRoom } from "./place-room.ts";
import { unseenStep } from "./note-side-camera.ts";
import { findHolder, pairedOf, sideFacts, type SideFacts } from "./side-camera-facts.ts";
import { addSideCode, endPaired, endSideCodes, lockSideCameras, noteTelephone, spendSideCode } from "./side-camera-store.ts";

/** A telephone that was stopped does not come back with an old ticket; it asks for a new one at each connection. */
const ticketMs = 60_000;

/** Its name in a room: of this pairing, and of nobody's account. */

export const pairSideCamera: RouteHandler<typeof contract.pairSideCamera> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    await lockSideCameras(uow.tx, sittingId);
    const sitting = await sideFacts(uow.tx, sittingId);
    if (sitting?.accountId !== actor.accountId) return err("NOT_FOUND");
    if (!sitting.isAllowed) return err("NOT_ALLOWED_NOW");
    const seat = await requireSeat(uow.tx, actor.authSessionId, sittingId);
    if (!seat.ok) return err(seat.error);
    const code = stationCodeFrom(randomBytes(64));
    if (!code) throw new Error("64 random bytes hold a code.");
    await endSideCodes(uow.tx, sittingId, "REPLACED", uow.now);
    const expiresAt = new Date(uow.now.getTime() + sideCodeMinutes * 60_000);
    await addSideCode(uow.tx, { sittingId, codeHash: sha256Hex(code), createdAt: uow.now, expiresAt });
    audit(uow, actor.accountId, "sideCamera.offered", sittingId);
    return ok({ code, expiresAt: expiresAt.toISOString() });
  });

export const stopSideCamera: RouteHandler<typeof contract.stopSideCamera> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    await lockSideCameras(uow.tx, sittingId);
    const sitting = await sideFacts(uow.tx, sittingId);
    if (sitting?.accountId !== actor.accountId) return err("NOT_FOUND");
    await endSideCodes(uow.tx, sittingId, "PAGE", uow.now);
    await endTelephone(uow, sitting, "PAGE", actor.accountId);
    return ok({});
  });

export const enterSideCamera: RouteHandler<typeof contract.enterSideCamera> = (deps, _actor, { body: { code, agreedTo } }) =>
  commit(deps, async (uow) => {
    const codeHash = sha256Hex(normalStationCode(code));
    const given = await uow.tx.sideCamera.findUnique({ where: { codeHash }, select: { sittingId: true } });
    if (!given) return err("STATION_CODE_UNKNOWN");
    await lockSideCameras(uow.tx, given.sittingId);
    // What the wait for the lock may have changed.
    const camera = await uow.tx.sideCamera.findUniqueOrThrow({
      where: { codeHash },
      select: { id: true, usedAt: true, endedAt: true, expiresAt: true },
    });
    if (camera.usedAt) return err("STATION_CODE_USED");
    if (camera.endedAt ?? camera.expiresAt <= uow.now) return err("STATION_CODE_EXPIRED");
    const sitting = await sideFacts(uow.tx, given.sittingId);
    if (!sitting?.isAllowed) return err("SIDE_CAMERA_OVER");
    await endTelephone(uow, sitting, "REPLACED", null);
    const token = randomToken();
    await spendSideCode(uow.tx, camera.id, { tokenHash: sha256Hex(token), agreedTo, usedAt: uow.now, seenAt: uow.now });
    await observeStep(uow, sitting.id, "SIDE_CAMERA_PAIRED", {}, null);
    audit(uow, null, "sideCamera.paired", sitting.id, { cameraId: camera.id, agreedTo });
    return ok({ token });
  });

export const sideCameraNow: RouteHandler<typeof contract.sideCameraNow> = (deps, _actor, { body: { token } }) =>
  commit(deps, async (uow) => {
    const holder = await findHolder(uow.tx, sha256Hex(token));
    if (!holder) return err("NOT_FOUND");
    if (!holder.sitting) return err("SIDE_CAMERA_OVER");
    const { registration, wanted } = holder.sitting;
    await noteTelephone(uow.tx, holder.id, { seenAt: uow.now });
    const isSeen = holder.isLive && wanted !== undefined;
    if (!isSeen) await unseenStep(uow, holder.sittingId);
    const asked = await roomStepAsked(uow.tx, holder.sittingId, uow.now);
    return ok({ name: displayName(registration), roomId: wanted?.id ?? null, isSeen, asked });
  });

/** One picture without sound, for its person, into the room where it is wanted; nothing is recorded or remembered of it. */
export const joinSideCamera: RouteHandler<typeof contract.joinSideCamera> = async (deps, _actor, { body: { token } }) => {
  const holder = await findHolder(deps.db, sha256Hex(token));
  if (!holder) return err("NOT_FOUND");
  const { sitting } = holder;
  if (!sitting) return err("SIDE_CAMERA_OVER");
  const { wanted } = sitting;
  if (!wanted) return err("ROOM_NOT_OPEN");
  // It sits beside somebody who is counted already.
  const placed = await placeRoom(deps, wanted.id, wanted.mediaSeats);
  if (!placed.ok) return placed;
  const now = deps.clock.now();
  const peer = sidePeerOf(holder.id);
  return ok({
    roomId: wanted.id,
    peer,
    mediaUrl: placed.value.url,
    iceServers: iceServersFor(deps.config.media.turn, peer, now).map((server) => ({ ...server })),
    ticket: signTicket(deps.config.secret, {
      node: placed.value.node,
      room: wanted.id,
      peer,
      of: sitting.accountId,
      name: displayName(sitting.registration),
      role: "CANDIDATE",
      part: "SIDE",
      canPublish: ["side"],
      recorded: [],
      expiresAt: new Date(now.getTime() + ticketMs).toISOString(),
    }),
  });
};

export const endSideCamera: RouteHandler<typeof contract.endSideCamera> = (deps, _actor, { body: { token } }) =>
  commit(deps, async (uow) => {
    const found = await findHolder(uow.tx, sha256Hex(token));
    if (!found) return err("NOT_FOUND");
    await lockSideCameras(uow.tx, found.sittingId);
    const holder = await findHolder(uow.tx, sha256Hex(token));
    // Ended meanwhile, or its sitting is over: either way it sends nothing any more.
    if (holder?.sitting) await endTelephone(uow, holder.sitting, "TELEPHONE", null);
    return ok({});
  });

/** Whichever way it ends: the room lets go of it, and the record says so. */
async function endTelephone(uow: UnitOfWork, sitting: SideFacts, endedBy: SideCameraEnd, actorId: string | null): Promise<void> {
  const paired = await pairedOf(uow.tx, sitting.id);
  if (!paired) return;
  await endPaired(uow.tx, paired.id, endedBy, uow.now);
  uow.hint(peerDismissedTopic(sidePeerOf(paired.id)));
  await observeStep(uow, sitting.id, "SIDE_CAMERA_ENDED", { context: `SIDE_${endedBy}` }, null);
  uow.hint(topicOf.session(sitting.sessionId));
  audit(uow, actorId, "sideCamera.ended", sitting.id, { cameraId: paired.id, endedBy });
}

const audit = (
  uow: UnitOfWork,
  actorId: string | null,
  type: "sideCamera.offered" | "sideCamera.paired" | "sideCamera.ended",
  subjectId: string,
  data: { readonly [key: string]: string | number } = {},
): void => uow.audit({ actorId, type, subjectType: "sitting", subjectId, data });
