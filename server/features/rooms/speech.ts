import type { SpeechFact } from "#shared/domain/discussion/speaking-time.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** What was said in a room, by account, in the order in which it began. */
export async function speechOf(db: Db | Tx, roomId: string, since?: Date): Promise<SpeechFact[]> {
  const rows = await db.speechInterval.findMany({
    where: { roomId, ...(since ? { startedAt: { gte: since } } : {}) },
    select: { accountId: true, startedAt: true, endedAt: true },
    orderBy: { startedAt: "asc" },
  });
  return rows.map(({ accountId, startedAt, endedAt }) => ({
    person: accountId,
    fromMs: startedAt.getTime(),
    toMs: endedAt.getTime(),
  }));
}
