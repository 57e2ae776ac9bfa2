import { Prisma, type Tx } from "../../platform/db.ts";
import type { AnswerOp } from "#shared/protocol/answers.ts";

/** Sole writer of AnswerOp, AnswerHead and Answer. */

export type Lane = "MAIN" | "SUPERSEDED" | "LATE";

export interface Batch {
  readonly runId: string;
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly lane: Lane;
  readonly ops: readonly AnswerOp[];
  readonly receivedAt: Date;
}

// Prisma tells a JSON null from an absent column.
const jsonOf = (value: AnswerOp["value"]): Prisma.InputJsonValue | typeof Prisma.JsonNull => value ?? Prisma.JsonNull;

export const appendOps = (tx: Tx, { ops, ...batch }: Batch) =>
  tx.answerOp.createMany({
    data: ops.map(({ seq, key, value, hash }) => ({ ...batch, seq, key, hash, value: jsonOf(value) })),
  });

export const advanceHead = (tx: Tx, runId: string, clientId: string, head: number) =>
  tx.answerHead.upsert({
    where: { runId_clientId: { runId, clientId } },
    create: { runId, clientId, head },
    update: { head },
  });

/** What counts now: the last operation of each key. Nothing of an older lease overwrites something newer. */
export async function projectOps(tx: Tx, { runId, clientId, leaseEpoch, ops, receivedAt }: Batch): Promise<void> {
  const newest = new Map(ops.map((op) => [op.key, op]));
  for (const { key, value, seq } of newest.values())
    await tx.$executeRaw`
      INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
      VALUES (${runId}::uuid, ${key}, ${JSON.stringify(value)}::jsonb, ${leaseEpoch}, ${clientId}, ${seq}, ${receivedAt})
      ON CONFLICT ("runId", key) DO UPDATE SET value = EXCLUDED.value, "leaseEpoch" = EXCLUDED."leaseEpoch",
        "clientId" = EXCLUDED."clientId", seq = EXCLUDED.seq, "savedAt" = EXCLUDED."savedAt"
      WHERE ("Answer"."leaseEpoch", "Answer".seq) < (EXCLUDED."leaseEpoch", EXCLUDED.seq)`;
}
