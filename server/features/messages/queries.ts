import type { Db } from "../../platform/db.ts";

/** Reads of messages and calls, for other features. */

const dayMs = 24 * 3_600_000;

/** How many minutes calls of the last day waited for their answer, on average; null when none was answered. */
export async function helpMinutes(db: Db, now: Date): Promise<number | null> {
  const calls = await db.helpCall.findMany({
    where: { createdAt: { gt: new Date(now.getTime() - dayMs) }, answeredAt: { not: null } },
    select: { createdAt: true, answeredAt: true },
    take: 500,
  });
  if (calls.length === 0) return null;
  const waited = calls.reduce((sum, { createdAt, answeredAt }) => sum + ((answeredAt ?? createdAt).getTime() - createdAt.getTime()), 0);
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
