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
