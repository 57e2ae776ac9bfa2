import { z } from "zod";
import { openDoubt } from "#shared/domain/identity/identity-check.ts";
import { roomList, stepNow, type RoomStep } from "#shared/domain/identity/room-look.ts";
import { gapKinds, newestGap, type Gap } from "#shared/domain/identity/recheck.ts";
import { supervisedActivities } from "#shared/domain/rooms/supervision.ts";
import { disconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import type { Db, Tx } from "../../platform/db.ts";

import { rulesIn, rulesSelect } from "../lockdown/queries.ts";

/** Reads of what was seen of somebody's identity. */

const gapDetails = z.object({ seconds: z.number().optional().catch(undefined), isFromPage: z.boolean().default(false) });

const person = { select: { givenName: true, familyName: true } } as const;

/** The doubt that waits for the look of somebody else. */
export async function openDoubtOf(db: Db | Tx, sittingId: string) {
  const checks = await db.identityCheck.findMany({
    where: { sittingId },
    select: { id: true, outcome: true, checkedById: true, doubtId: true, note: true, checkedAt: true, checkedBy: person },
  });
  return openDoubt(checks);
}

/** What the order was asked last, and what it said. */
export const newestOrderRequest = (db: Db | Tx, sittingId: string) =>
  db.orderWordRequest.findFirst({
    where: { sittingId },
    select: {
      id: true,
      askedAt: true,
      expiresAt: true,
      askedBy: person,
      word: { select: { isConfirmed: true, answeredAt: true, answeredBy: person } },
    },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
  });

/** The clerks who can be written to for an order. */
export const clerksOf = (db: Db | Tx, bodyId: string) =>
  db.account.findMany({ where: { bodyId, roles: { has: "CLERK" } }, select: { id: true, email: true, locale: true } });

/** The looks at the room, the newest first, each with its lines in the order in which they were noted. */
export const looksOf = (db: Db | Tx, sittingId: string) =>
  db.roomLook.findMany({
    where: { sittingId },
    select: {
      id: true,
      listVersion: true,
      startedAt: true,
      startedBy: person,
      lines: {
        select: { step: true, isWell: true, headset: true, note: true, notedAt: true, notedBy: person },
        orderBy: { notedAt: "asc" },
      },
      end: { select: { endedAt: true, endedBy: person } },
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
  });
type Look = Awaited<ReturnType<typeof looksOf>>[number];

/** What a look asks now; null once every line is noted, or somebody has ended it. */
export const askedIn = ({ listVersion, lines, end }: Look): RoomStep | null =>
  end === null ? stepNow(listVersion, lines.map(({ step }) => step)) : null;

/** The look that is under way; there is one at most. */
export const lookUnderWay = async (db: Db | Tx, sittingId: string): Promise<Look | undefined> =>
  (await looksOf(db, sittingId)).find((look) => askedIn(look) !== null);

/** A look takes minutes; one that nobody ended asks a telephone for nothing any more. */
const askingMs = 30 * 60_000;

/** Where the look at somebody's room stands: which line is asked, of how many. */
export async function roomStepAsked(db: Db | Tx, sittingId: string, now: Date) {
  const look = await lookUnderWay(db, sittingId);
  if (look && now.getTime() - look.startedAt.getTime() > askingMs) return null;
  const step = look ? askedIn(look) : null;
  if (!look || step === null) return null;
  const steps = roomList(look.listVersion);
  return { step, place: steps.indexOf(step) + 1, count: steps.length };
}

/** Of the people of a session, those who were away for longer than its rules allow and whom nobody has looked at since. */
export async function rechecksDue(db: Db | Tx, sessionId: string): Promise<ReadonlyMap<string, Gap>> {
  const session = await db.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { ...rulesSelect, deliveryMode: true },
  });
  const { recheckSeconds } = disconnectionPolicy(rulesIn(session).disconnectionVersion);
  // At the Office whoever is not heard is seen all the same.
  if (session.deliveryMode !== "ONLINE" || recheckSeconds === undefined) return new Map();
  const facts = await db.observation.findMany({
    where: {
      sitting: { sessionId, state: { in: ["IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"] }, booking: { isActive: true } },
      kind: { in: [...gapKinds] },
    },
    select: { id: true, sittingId: true, kind: true, details: true, createdAt: true, recheck: { select: { gapId: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const opened = await db.activityRun.groupBy({
    by: ["sittingId"],
    where: { sitting: { sessionId }, activity: { in: [...supervisedActivities] } },
    _max: { startedAt: true },
  });
  const startedAtMs = new Map(opened.map(({ sittingId, _max }) => [sittingId, _max.startedAt?.getTime() ?? null]));
  const due = new Map<string, Gap>();
  for (const [sittingId, own] of Map.groupBy(facts, (fact) => fact.sittingId)) {
    const gap = newestGap(
      recheckSeconds,
      startedAtMs.get(sittingId) ?? null,
      own.map(({ id, kind, details, createdAt }) => ({ id, kind, atMs: createdAt.getTime(), ...gapDetails.parse(details) })),
    );
    if (gap && !own.some(({ id, recheck }) => id === gap.id && recheck !== null)) due.set(sittingId, gap);
  }
  return due;
}
