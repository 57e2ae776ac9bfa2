import type { Json } from "#shared/kernel/canonical-json.ts";
import { id as uuid } from "#shared/kernel/wire.ts";
import type { RoomState } from "#shared/domain/rooms/room-machine.ts";
import type { RoomKind } from "#shared/protocol/sitting.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import type { NodeReport } from "../../platform/media-office.ts";

/** Sole writer of Room, RoomEntry, SpeechInterval, Caption, TableMicrophone, TechCheck and MediaNode. */

type JsonObject = { readonly [key: string]: Json };
// The client's type for JSON is mutable; a plain copy satisfies it.
const stored = (value: JsonObject): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

export const createRoom = (
  tx: Tx,
  room: {
    kind: RoomKind;
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

/** Somebody was let into a room; of those who come again the first time is kept. */
export const noteEntry = (tx: Tx, { at, ...place }: { roomId: string; accountId: string; at: Date }) =>
  tx.roomEntry.upsert({
    where: { roomId_accountId: place },
    create: { ...place, firstAt: at },
    update: {},
    select: { roomId: true },
  });

type Present = readonly { readonly room: string; readonly peers: readonly string[] }[];

const isId = (name: string): boolean => uuid.safeParse(name).success;

/** The media node's word on who is connected. Said each second, written every few. A trial has a name and no row. */
export const noteConnected = (db: Db, present: Present, at: Date, everyMs = 4_000) => {
  const pairs = present.flatMap(({ room, peers }) => peers.map((peer) => ({ room, peer }))).filter(({ room, peer }) => isId(room) && isId(peer));
  return db.$executeRaw`
    UPDATE "RoomEntry" entry SET "connectedAt" = ${at}
    FROM unnest(${pairs.map(({ room }) => room)}::uuid[], ${pairs.map(({ peer }) => peer)}::uuid[]) AS seen(room, peer)
    WHERE entry."roomId" = seen.room AND entry."accountId" = seen.peer
      AND (entry."connectedAt" IS NULL OR entry."connectedAt" < ${new Date(at.getTime() - everyMs)})`;
};

export const addSpeech = (
  db: Db,
  pieces: readonly { roomId: string; accountId: string; startedAt: Date; endedAt: Date; averageDbov: number }[],
) => db.speechInterval.createMany({ data: [...pieces], skipDuplicates: true });

export const addCaption = (
  tx: Tx,
  caption: { roomId: string; authorId: string; speaker: string; text: string; createdAt: Date },
) => tx.caption.create({ data: caption, select: { id: true } });

export const addMicrophone = (
  tx: Tx,
  microphone: {
    roomId: string;
    accountId: string;
    givenById: string;
    codeHash: string;
    createdAt: Date;
    expiresAt: Date;
  },
) => tx.tableMicrophone.create({ data: microphone, select: { id: true } });

/** Once: of two devices with one code the second finds it used. */
export const spendMicrophone = (tx: Tx, id: string, tokenHash: string, usedAt: Date) =>
  tx.tableMicrophone.updateMany({ where: { id, usedAt: null }, data: { usedAt, tokenHash } });

export const addTechCheck = (
  tx: Tx,
  check: {
    registrationId: string;
    isPassed: boolean;
    results: JsonObject;
    contentHash: string;
    signature: string;
    createdAt: Date;
  },
) => tx.techCheck.create({ data: { ...check, results: stored(check.results) }, select: { id: true } });

/** The database's clock: nodes and web tier agree on it, whatever their own clocks say. */
export async function reportNode(
  db: Db,
  id: string,
  facts: Pick<NodeReport, "url" | "capacity" | "people" | "load" | "isDraining"> & { isStorageLow: boolean },
): Promise<void> {
  const { url, capacity, people, load, isDraining, isStorageLow } = facts;
  await db.$executeRaw`
    INSERT INTO "MediaNode" (id, url, capacity, people, load, "isStorageLow", "isDraining", "startedAt", "heartbeatAt")
    VALUES (${id}, ${url}, ${capacity}, ${people}, ${load}, ${isStorageLow}, ${isDraining}, clock_timestamp() AT TIME ZONE 'UTC', clock_timestamp() AT TIME ZONE 'UTC')
    ON CONFLICT (id) DO UPDATE SET url = ${url}, capacity = ${capacity}, people = ${people}, load = ${load},
      "isStorageLow" = ${isStorageLow}, "isDraining" = ${isDraining}, "heartbeatAt" = clock_timestamp() AT TIME ZONE 'UTC'`;
}

/** It is not heard any more: not even as the last one is it given a room. */
export const dismissNode = (db: Db, id: string) =>
  db.mediaNode.updateMany({ where: { id }, data: { isDraining: true, people: 0, heartbeatAt: new Date(0) } });

export const setPlacement = (tx: Tx, roomId: string, mediaNodeId: string, mediaSeats: number) =>
  tx.room.update({ where: { id: roomId }, data: { mediaNodeId, mediaSeats }, select: { id: true } });

/** Two rooms that are placed at once are placed one after the other: each sees the seats that the other took. */
export const lockPlacement = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(7302013)`;

export const keepTrial = (tx: Tx, trial: { registrationId: string; hash: string; savedAt: Date }) =>
  tx.saveProbe.upsert({
    where: { registrationId: trial.registrationId },
    create: trial,
    update: trial,
    select: { hash: true },
  });
