import { discussionFrame, partSeconds, type DiscussionFrame } from "#shared/domain/discussion/frame.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { latestRoom } from "../rooms/queries.ts";

/** Reads of a session's discussion. */

const personName = { select: { givenName: true, familyName: true } } as const;

const sittingSelect = {
  id: true,
  accountId: true,
  state: true,
  documentId: true,
  registration: personName,
  runs: { select: { id: true, activity: true, state: true, endsAt: true, baseSeconds: true } },
  prompts: { select: { text: true, createdAt: true, adviser: personName }, orderBy: { createdAt: "asc" } },
  absences: {
    select: { kind: true, reason: true, decidedAt: true, adviser: personName },
    orderBy: { decidedAt: "asc" },
  },
  gateOpinions: { select: { adviserId: true, hasParticipated: true, reasons: true } },
} as const;

/** A session as one of its advisers sees it; null for anybody else's. */
export async function sessionForDiscussion(db: Db | Tx, accountId: string, sessionId: string) {
  const session = await db.session.findFirst({
    where: { id: sessionId, advisers: { some: { accountId } } },
    select: {
      id: true,
      state: true,
      deliveryMode: true,
      timeZone: true,
      formId: true,
      advisers: { select: { account: { select: { id: true, givenName: true, familyName: true } } } },
      sittings: { where: { booking: { isActive: true } }, select: sittingSelect, orderBy: { id: "asc" } },
    },
  });
  if (!session) return null;
  const room = await latestRoom(db, { kind: "DISCUSSION", sessionId });
  return { ...session, room, frame: room ? discussionFrame.parse(room.frame) : null };
}
export type DiscussionSession = NonNullable<Awaited<ReturnType<typeof sessionForDiscussion>>>;
export type DiscussionSitting = DiscussionSession["sittings"][number];

/** Who has the floor; null while it is everybody's. */
export async function floorOf(db: Db | Tx, roomId: string): Promise<{ sittingId: string; since: string } | null> {
  const turn = await db.floorTurn.findFirst({
    where: { roomId },
    select: { sittingId: true, givenAt: true },
    orderBy: [{ givenAt: "desc" }, { id: "desc" }],
  });
  return turn?.sittingId ? { sittingId: turn.sittingId, since: turn.givenAt.toISOString() } : null;
}

/** By sitting: how often the floor was given, and neutral prompts were offered. */
export async function timesOffered(db: Db | Tx, roomId: string): Promise<ReadonlyMap<string, number>> {
  const { sessionId, openedAt } = await db.room.findUniqueOrThrow({
    where: { id: roomId },
    select: { sessionId: true, openedAt: true },
  });
  const turns = await db.floorTurn.findMany({ where: { roomId }, select: { sittingId: true } });
  const prompts = await db.prompt.findMany({
    where: { sessionId, createdAt: { gte: openedAt } },
    select: { sittingId: true },
  });
  const offers = [...turns, ...prompts].flatMap(({ sittingId }) => sittingId ?? []);
  return new Map([...Map.groupBy(offers, (sittingId) => sittingId)].map(([sittingId, all]) => [sittingId, all.length]));
}

/** Both opinions on the participation gate, and the prompts before them, in the order in which they were given: nobody's name. */
export async function gateWithoutNames(db: Db | Tx, sittingId: string) {
  const { prompts, gateOpinions } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      prompts: { select: { text: true, createdAt: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      gateOpinions: {
        select: { hasParticipated: true, reasons: true, createdAt: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
  return {
    prompts: prompts.map(({ text, createdAt }) => ({ text, at: createdAt.toISOString() })),
    opinions: gateOpinions.map(({ createdAt, ...opinion }) => ({ ...opinion, at: createdAt.toISOString() })),
  };
}

export const runOf = (sitting: Pick<DiscussionSitting, "runs">, activity: "READING" | "DISCUSSION" | "WRITING") =>
  sitting.runs.find((run) => run.activity === activity);

export const isPresent = ({ state }: Pick<DiscussionSitting, "state">): boolean => state === "IN_PROGRESS";

/** Reading is over and the discussion has not begun. */
export function isReady(sitting: DiscussionSitting): boolean {
  const reading = runOf(sitting, "READING")?.state ?? "PENDING";
  return isPresent(sitting) && isTerminal(reading) && runOf(sitting, "DISCUSSION")?.state === "PENDING";
}

/** Somebody who still reads would miss the discussion: it waits for them, or the adviser ends their reading first. */
export function isAwaited(sitting: DiscussionSitting): boolean {
  const reading = runOf(sitting, "READING")?.state ?? "PENDING";
  return isPresent(sitting) && !isTerminal(reading);
}

export function mayOpenDiscussion(session: DiscussionSession): boolean {
  const isOpen = session.room !== null && session.room.state !== "CLOSED";
  const isRunning = session.state === "IN_PROGRESS" && !isOpen;
  return isRunning && session.sittings.some(isReady) && !session.sittings.some(isAwaited);
}

export function clockView(frame: DiscussionFrame, runs: readonly { endsAt: Date | null; baseSeconds: number }[]) {
  const ends = runs.flatMap(({ endsAt }) => (endsAt ? [endsAt.getTime()] : []));
  const totalSeconds = Math.max(0, ...runs.map(({ baseSeconds }) => baseSeconds));
  return {
    part: frame.part,
    partSince: frame.partSince,
    partSeconds: partSeconds(frame.part, totalSeconds),
    // Somebody may have been given time back: the discussion lasts as long as anybody's clock.
    endsAt: ends.length > 0 ? new Date(Math.max(...ends)).toISOString() : null,
  };
}
