import type { Duty } from "#shared/protocol/watching.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of SessionHold, EndRequest, EndAnswer, SessionWatcher and WatchingWithdrawal. */

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

/** Until the end of the transaction nobody else changes who watches over the people of this session. */
export const lockWatchers = async (tx: Tx, sessionId: string): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`watchers:${sessionId}`}, 0))`;
};

export const addWatcher = (
  tx: Tx,
  watcher: { sessionId: string; accountId: string; entrustedById: string; entrustedAt: Date; duty: Duty },
) => tx.sessionWatcher.create({ data: watcher, select: { id: true } });

export const endWatcher = (
  tx: Tx,
  end: { watcherId: string; withdrawnById: string; reason: string; withdrawnAt: Date },
) => tx.watchingWithdrawal.create({ data: end, select: { watcherId: true } });

export const addEndRequest = (tx: Tx, request: { runId: string; reason: string; askedById: string; askedAt: Date }) =>
  tx.endRequest.create({ data: request, select: { id: true } });

export const addEndAnswer = (
  tx: Tx,
  answer: { requestId: string; isAgreed: boolean; answeredById: string; answeredAt: Date },
) => tx.endAnswer.create({ data: answer, select: { requestId: true } });
