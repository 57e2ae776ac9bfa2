import { discussionFrame } from "#shared/domain/discussion/frame.ts";
import { displayName, fullName } from "#shared/domain/rooms/entry.ts";
import type { RoomPerson } from "#shared/protocol/rooms.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { isMostlyHeard } from "./recorded-voices.ts";

/** Reads of rooms and of the people in them. */

export { captionedIn } from "./captioned.ts";
export { clipFact, clipsOf, extractRoom, recordedClip } from "./recorded-clips.ts";
export {
  hasRecording,
  isHeardLater,
  isUnusable,
  isVoiceKept,
  recordedFilm,
  recordedPeople,
  recordedVoices,
  recordingTime,
  sittingsHeard,
  unusableRecordings,
  type RecordedVoice,
} from "./recorded-voices.ts";
export { speechOf } from "./speech.ts";

const personSelect = { select: { id: true, givenName: true, familyName: true } } as const;

export const roomSelect = {
  id: true,
  kind: true,
  state: true,
  sessionId: true,
  sittingId: true,
  openedById: true,
  openedAt: true,
  closedAt: true,
  frame: true,
  session: {
    select: {
      state: true,
      deliveryMode: true,
      formId: true,
      advisers: { select: { account: personSelect } },
      watchers: { where: { withdrawal: null }, select: { duty: true, account: personSelect } },
      sittings: { where: { booking: { isActive: true } }, select: { id: true } },
    },
  },
} as const;

export const findRoom = (db: Db | Tx, roomId: string) =>
  db.room.findUnique({ where: { id: roomId }, select: roomSelect });
export type RoomRow = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

/** The room as its adviser: null when it does not exist or is of another's session. */
export async function roomOfAdviser(db: Db | Tx, accountId: string, roomId: string): Promise<RoomRow | null> {
  const room = await findRoom(db, roomId);
  return room?.session.advisers.some(({ account }) => account.id === accountId) ? room : null;
}

/** Of these people, those who have been in one of these rooms. */
export async function enteredBy(
  db: Db | Tx,
  where: { kind: "CHECK_IN" | "DISCUSSION" | "INTERVIEW"; sittingId: string; isOpen?: boolean },
): Promise<ReadonlySet<string>> {
  const { sessionId } = await db.sitting.findUniqueOrThrow({
    where: { id: where.sittingId },
    select: { sessionId: true },
  });
  const rooms = where.kind === "DISCUSSION" ? { sessionId, sittingId: null } : { sittingId: where.sittingId };
  const entries = await db.roomEntry.findMany({
    where: { room: { kind: where.kind, ...rooms, ...(where.isOpen ? { state: { not: "CLOSED" as const } } : {}) } },
    select: { accountId: true },
  });
  return new Set(entries.map(({ accountId }) => accountId));
}

type HeardTogether = "DISCUSSION" | "INTERVIEW";

/** The advisers who were there: online those who entered the room, in person those whom the session names. */
export async function advisersPresent(
  db: Db | Tx,
  sittingId: string,
  kind: HeardTogether,
): Promise<ReadonlySet<string>> {
  const { session } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { session: { select: { deliveryMode: true, advisers: { select: { accountId: true } } } } },
  });
  const named = new Set(session.advisers.map(({ accountId }) => accountId));
  if (!hasMedia(session)) return named;
  const entered = await enteredBy(db, { kind, sittingId });
  return new Set([...named].filter((accountId) => entered.has(accountId)));
}

/**
 * Of those who were there, who marks it live: of a discussion the two whom its frame names (DISC-1). Of an interview whoever
 * held it: its second mark is given on sound alone, at home as at a table, by somebody who saw neither the person nor the
 * place. Only where little or nothing of it can be heard is it asked of whoever else was there.
 */
export async function evaluatorsOf(
  db: Db | Tx,
  sittingId: string,
  kind: HeardTogether,
): Promise<ReadonlySet<string>> {
  const present = await advisersPresent(db, sittingId, kind);
  if (kind === "INTERVIEW") {
    const room = await latestRoom(db, { kind, sittingId });
    const isHeld = room !== null && present.has(room.openedById);
    return isHeld && (await isMostlyHeard(db, sittingId)) ? new Set([room.openedById]) : present;
  }
  const rooms = await db.room.findMany({
    where: { kind, session: { sittings: { some: { id: sittingId } } } },
    select: { frame: true },
  });
  const frames = rooms.map(({ frame }) => discussionFrame.parse(frame));
  const named = frames.filter(({ participants }) => participants.includes(sittingId));
  return new Set(named.flatMap(({ evaluators }) => evaluators).filter((accountId) => present.has(accountId)));
}

/** Live rooms exist online only: in person everybody sits at one table. */
export const hasMedia = (session: { readonly deliveryMode: "ONLINE" | "IN_PERSON" }): boolean =>
  session.deliveryMode === "ONLINE";

/** The latest room of a kind, open or closed. */
export const latestRoom = (
  db: Db | Tx,
  where: { kind: "DISCUSSION"; sessionId: string } | { kind: "INTERVIEW" | "CHECK_IN"; sittingId: string },
) => db.room.findFirst({ where, select: roomSelect, orderBy: { openedAt: "desc" } });

/** Of this session, those whom an adviser talks with to compare face and document, or was about to. */
export async function sittingsInCall(tx: Tx, sessionId: string): Promise<ReadonlySet<string>> {
  const rooms = await tx.room.findMany({
    where: { kind: "CHECK_IN", sessionId, state: { not: "CLOSED" } },
    select: { sittingId: true },
  });
  return new Set(rooms.flatMap(({ sittingId }) => sittingId ?? []));
}

/** The room in which this session's people are seen now, if there is one. */
export const openSupervision = (db: Db | Tx, sessionId: string) =>
  db.room.findFirst({ where: { kind: "SUPERVISION", sessionId, state: { not: "CLOSED" } }, select: roomSelect });

/** The names of a room's candidates as others of the room see them. */
export async function candidatesOf(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<(RoomPerson & { readonly sittingId: string })[]> {
  const sittings = await db.sitting.findMany({
    where: { id: { in: [...sittingIds] } },
    select: { id: true, accountId: true, registration: { select: { givenName: true, familyName: true } } },
    orderBy: { id: "asc" },
  });
  return sittings.map(({ id, accountId, registration }) => ({
    sittingId: id,
    peer: accountId,
    name: displayName(registration),
    role: "CANDIDATE" as const,
  }));
}

export const advisersOf = (room: Pick<RoomRow, "session">): RoomPerson[] =>
  room.session.advisers.map(({ account }) => ({ peer: account.id, name: fullName(account), role: "ADVISER" as const }));

/** The staff of a room: its session's advisers, and where people are watched those whom the advisers asked to. */
export const staffOf = (room: Pick<RoomRow, "kind" | "session">): RoomPerson[] => {
  if (room.kind !== "SUPERVISION") return advisersOf(room);
  const watchers = room.session.watchers.filter(({ duty }) => duty === "WATCH");
  return [...advisersOf(room), ...watchers.map(({ account }) => ({ peer: account.id, name: fullName(account), role: "ADVISER" as const }))];
};

/** Who was asked to type captions of a discussion: they hear it, and have no other part in it. */
export const captionersOf = ({ kind, session }: Pick<RoomRow, "kind" | "session">): RoomPerson[] =>
  session.watchers
    .filter(({ duty }) => kind === "DISCUSSION" && duty === "CAPTIONS")
    .map(({ account }) => ({ peer: account.id, name: fullName(account), role: "CAPTIONER" as const }));

/** Media nodes that live and whose disk has little room left. */
export async function lowNodes(db: Db | Tx): Promise<string[]> {
  const nodes = await db.mediaNode.findMany({ where: { isStorageLow: true, isDraining: false }, select: { id: true }, orderBy: { id: "asc" } });
  return nodes.map(({ id }) => id);
}
