import { randomBytes } from "node:crypto";
import { normalStationCode, stationCodeFrom, stationCodeMinutes } from "#shared/domain/paper/station-code.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { RoomPerson } from "#shared/protocol/rooms.ts";
import type * as contract from "#shared/protocol/table-microphones.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { randomToken, sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { signTicket, ticketLifeMs } from "../../platform/ticket.ts";
import { iceServersFor } from "../../platform/turn.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { placeRoom } from "./place-room.ts";
import { recordedOf, sittingIdsOf } from "./policy.ts";
import { advisersOf, candidatesOf, findRoom, hasMedia, roomOfAdviser, type RoomRow } from "./queries.ts";
import { moveRoomStep } from "./steps.ts";
import { addMicrophone, noteEntry, spendMicrophone } from "./store.ts";

/** The media node says each second which microphones it hears. */
const connectedWithinMs = 2_500;

/** Whoever sits at the table, candidates first. */
const peopleAt = async (db: Db | Tx, room: RoomRow): Promise<RoomPerson[]> => [
  ...(await candidatesOf(db, sittingIdsOf(room))),
  ...advisersOf(room),
];

export const tableMicrophones: RouteHandler<typeof contract.tableMicrophones> = async (deps, actor, { params }) => {
  const room = await roomOfAdviser(deps.db, actor.accountId, params.roomId);
  if (!room) return err("NOT_FOUND");
  const { microphones, entries } = await deps.db.room.findUniqueOrThrow({
    where: { id: room.id },
    select: { microphones: { select: { accountId: true } }, entries: { select: { accountId: true, connectedAt: true } } },
  });
  const since = deps.clock.now().getTime() - connectedWithinMs;
  const people = await peopleAt(deps.db, room);
  return ok({
    people: people.map(({ peer, name, role }) => ({
      peer,
      name,
      role,
      isGiven: microphones.some(({ accountId }) => accountId === peer),
      isConnected: entries.some(({ accountId, connectedAt }) => accountId === peer && (connectedAt?.getTime() ?? 0) > since),
    })),
  });
};

/** Each microphone is one person's: their voice is then kept, levelled and played as if they had been at home. */
export const giveMicrophone: RouteHandler<typeof contract.giveMicrophone> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const room = await roomOfAdviser(uow.tx, actor.accountId, params.roomId);
    if (!room) return err("NOT_FOUND");
    if (hasMedia(room.session) || room.kind === "CHECK_IN") return err("NOT_ALLOWED_NOW");
    if (!(await peopleAt(uow.tx, room)).some(({ peer }) => peer === body.peer)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const code = stationCodeFrom(randomBytes(64));
    if (!code) throw new Error("64 random bytes hold a code.");
    const expiresAt = new Date(uow.now.getTime() + stationCodeMinutes * 60_000);
    const { id } = await addMicrophone(uow.tx, {
      roomId: room.id,
      accountId: body.peer,
      givenById: actor.accountId,
      codeHash: sha256Hex(code),
      createdAt: uow.now,
      expiresAt,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "microphone.given",
      subjectType: "room",
      subjectId: room.id,
      data: { microphoneId: id, accountId: body.peer },
    });
    return ok({ code, expiresAt: expiresAt.toISOString() });
  });

export const enterMicrophone: RouteHandler<typeof contract.enterMicrophone> = (deps, _actor, { body }) =>
  commit(deps, async (uow) => {
    const microphone = await uow.tx.tableMicrophone.findUnique({
      where: { codeHash: sha256Hex(normalStationCode(body.code)) },
      select: { id: true, usedAt: true, expiresAt: true, room: { select: { id: true, state: true } } },
    });
    if (!microphone) return err("STATION_CODE_UNKNOWN");
    if (microphone.usedAt) return err("STATION_CODE_USED");
    if (microphone.expiresAt <= uow.now) return err("STATION_CODE_EXPIRED");
    if (microphone.room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const token = randomToken();
    const { count } = await spendMicrophone(uow.tx, microphone.id, sha256Hex(token), uow.now);
    if (count === 0) return err("STATION_CODE_USED");
    uow.audit({
      actorId: null,
      type: "microphone.joined",
      subjectType: "room",
      subjectId: microphone.room.id,
      data: { microphoneId: microphone.id },
    });
    return ok({ token });
  });

/** The same ticket as at home, for a microphone and nothing else. */
export const joinTable: RouteHandler<typeof contract.joinTable> = async (deps, _actor, { body }) => {
  const microphone = await deps.db.tableMicrophone.findUnique({
    where: { tokenHash: sha256Hex(body.token) },
    select: { roomId: true, accountId: true },
  });
  const room = microphone && (await findRoom(deps.db, microphone.roomId));
  if (!room) return err("NOT_FOUND");
  if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
  const people = await peopleAt(deps.db, room);
  const person = people.find(({ peer }) => peer === microphone.accountId);
  if (!person) return err("NOT_FOUND");
  if (room.state === "OPEN") {
    const entered = await commit(deps, (uow) => moveRoomStep(uow, room, "enter", person.peer));
    // Another microphone entered at the same moment: the room is live, which is all that matters.
    if (!entered.ok && entered.error !== "STATE_CHANGED") return err("ROOM_NOT_OPEN");
  }
  await commit(deps, async (uow) => {
    await noteEntry(uow.tx, { roomId: room.id, accountId: person.peer, at: uow.now });
    return ok(null);
  });
  const placed = await placeRoom(deps, room.id, people.length);
  if (!placed.ok) return placed;
  const now = deps.clock.now();
  // A table has no camera, whatever its people agreed to.
  const recorded = (await recordedOf(deps.db, room, person, deps.clock.now())).filter((source) => source === "microphone");
  return ok({
    roomId: room.id,
    mediaUrl: placed.value.url,
    iceServers: iceServersFor(deps.config.media.turn, person.peer, now).map((server) => ({ ...server })),
    isRecorded: recorded.length > 0,
    peer: person.peer,
    name: person.name,
    ticket: signTicket(deps.config.secret, {
      node: placed.value.node,
      room: room.id,
      peer: person.peer,
      name: person.name,
      role: person.role,
      canPublish: ["microphone"],
      recorded: [...recorded],
      expiresAt: new Date(now.getTime() + ticketLifeMs).toISOString(),
    }),
  });
};
