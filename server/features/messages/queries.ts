import { formatDate } from "#shared/i18n/dates.ts";
import type { Db } from "../../platform/db.ts";

/** Reads of messages and calls, for other features. */

const dayMs = 24 * 3_600_000;

/** How many minutes the calls that this person answered today waited, on average; null when they answered none. */
export async function helpMinutes(db: Db, answeredById: string, now: Date, timeZone: string): Promise<number | null> {
  const dayOf = (at: Date): string => formatDate("fr", at, timeZone);
  const recent = await db.helpCall.findMany({
    where: { answeredById, answeredAt: { gt: new Date(now.getTime() - dayMs), lte: now } },
    select: { createdAt: true, answeredAt: true },
    take: 500,
  });
  const calls = recent.filter(({ answeredAt }) => answeredAt !== null && dayOf(answeredAt) === dayOf(now));
  if (calls.length === 0) return null;
  const waited = calls.reduce(
    (sum, { createdAt, answeredAt }) => sum + ((answeredAt ?? createdAt).getTime() - createdAt.getTime()),
    0,
  );
  return Math.max(1, Math.round(waited / calls.length / 60_000));
}

/** What advisers told several people of a session at once, the newest first, and who has read it. */
export async function broadcastsOfSession(db: Db, sessionId: string) {
  const rows = await db.broadcast.findMany({
    where: { sessionId },
    select: {
      id: true,
      text: true,
      createdAt: true,
      author: { select: { givenName: true, familyName: true } },
      receipts: { select: { sittingId: true, readAt: true } },
    },
    orderBy: { createdAt: "desc" },
    take: 10,
  });
  return rows.map(({ id, text, createdAt, author, receipts }) => ({
    broadcastId: id,
    text,
    authorName: `${author.givenName} ${author.familyName}`,
    createdAt: createdAt.toISOString(),
    receipts: receipts.map(({ sittingId, readAt }) => ({ sittingId, readAt: readAt?.toISOString() ?? null })),
  }));
}
