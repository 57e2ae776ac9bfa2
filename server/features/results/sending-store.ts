import type { SendingRefusal, SendingState } from "#shared/domain/results/sending.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of SendingBatch and SendingItem. */

export const createBatch = (tx: Tx, batch: { reason: string; createdById: string; createdAt: Date }) =>
  tx.sendingBatch.create({ data: batch, select: { id: true } });

/** What waits in another batch is left out. */
export const addItems = (tx: Tx, batchId: string, items: readonly { sittingId: string; reportId: string; combinationId: string | null }[]) =>
  tx.sendingItem.createManyAndReturn({
    data: items.map((item) => ({ ...item, batchId, state: "WAITING" as const })),
    skipDuplicates: true,
    select: { sittingId: true },
  });

/** What becomes of one that waits; 0 when somebody was faster. */
export const settleItem = (
  tx: Tx,
  place: { readonly batchId: string; readonly sittingId: string },
  settled: { readonly state: Exclude<SendingState, "WAITING">; readonly code?: SendingRefusal; readonly doneAt: Date },
) => tx.sendingItem.updateMany({ where: { ...place, state: "WAITING" }, data: settled });

export const stopItems = (tx: Tx, batchId: string, doneAt: Date) =>
  tx.sendingItem.updateMany({ where: { batchId, state: "WAITING" }, data: { state: "STOPPED", doneAt } });

export const stopBatch = (tx: Tx, batchId: string, stopped: { stoppedById: string; stoppedAt: Date }) =>
  tx.sendingBatch.updateMany({ where: { id: batchId, stoppedAt: null }, data: stopped });
