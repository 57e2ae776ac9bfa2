import type { Json } from "#shared/kernel/canonical-json.ts";
import type { RoomState } from "#shared/domain/rooms/room-machine.ts";
import type { Prisma, Tx } from "../../platform/db.ts";

/** Sole writer of Room and TechCheck. */

type JsonObject = { readonly [key: string]: Json };
// The client's type for JSON is mutable; a plain copy satisfies it.
const stored = (value: JsonObject): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

export const createRoom = (
  tx: Tx,
  room: {
    kind: "CHECK_IN" | "DISCUSSION" | "INTERVIEW";
    sessionId: string;
    sittingId: string | null;
    openedById: string;
    openedAt: Date;
    frame: JsonObject;
  },
) => tx.room.create({ data: { ...room, frame: stored(room.frame), state: "OPEN" }, select: { id: true } });

export const moveRoom = (tx: Tx, roomId: string, from: RoomState, to: RoomState, now: Date) =>
  tx.room.updateMany({
    where: { id: roomId, state: from },
    data: { state: to, ...(to === "CLOSED" ? { closedAt: now } : {}) },
  });

export const setFrame = (tx: Tx, roomId: string, frame: JsonObject) =>
  tx.room.updateMany({ where: { id: roomId, state: { not: "CLOSED" } }, data: { frame: stored(frame) } });

/** Until the end of the transaction nobody else changes this room. */
export const lockRoom = async (tx: Tx, roomId: string): Promise<void> => {
  await tx.$queryRaw`SELECT id FROM "Room" WHERE id = ${roomId}::uuid FOR UPDATE`;
};

/** Until the end of the transaction nobody else opens a room of this session. */
export const lockRoomsOfSession = async (tx: Tx, sessionId: string): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rooms:${sessionId}`}, 0))`;
};

export const addTechCheck = (
  tx: Tx,
  check: { registrationId: string; isPassed: boolean; results: JsonObject; createdAt: Date },
) => tx.techCheck.create({ data: { ...check, results: stored(check.results) }, select: { id: true } });
