import type { Tx } from "../../platform/db.ts";

/** Sole writer of SessionHold and SessionWatcher. */

/** False when the session stands still already, whoever was first. */
export async function beginHold(
  tx: Tx,
  hold: { sessionId: string; reason: string; startedById: string; startedAt: Date },
): Promise<boolean> {
  const { count } = await tx.sessionHold.createMany({ data: [hold], skipDuplicates: true });
  return count === 1;
}

/** True for exactly one of several people who let everybody go on. */
export async function endHold(tx: Tx, holdId: string, end: { endedById: string; endedAt: Date }): Promise<boolean> {
  const { count } = await tx.sessionHold.updateMany({ where: { id: holdId, endedAt: null }, data: end });
  return count === 1;
}

/** False when they had been asked already. */
export async function addWatcher(
  tx: Tx,
  watcher: { sessionId: string; accountId: string; entrustedById: string; entrustedAt: Date },
): Promise<boolean> {
  const { count } = await tx.sessionWatcher.createMany({ data: [watcher], skipDuplicates: true });
  return count === 1;
}
