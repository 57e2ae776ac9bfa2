import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { OperationValue } from "#shared/domain/answers/text-patch.ts";
import type { AnswerOp } from "#shared/protocol/answers.ts";
import { Prisma, type Tx } from "../../platform/db.ts";
import type { Lane } from "./lane.ts";

/** Sole writer of AnswerBatch, Answer, CountedPage and AnswerConflict, one run at a time; `store-many.ts` for many. */

export interface Batch {
  readonly runId: string;
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly lane: Lane;
  readonly isPaused: boolean;
  readonly receivedAt: Date;
  /** Each with the whole value that it leaves. */
  readonly ops: readonly (AnswerOp & { readonly content: AnswerValue })[];
}

// Prisma tells a JSON null from an absent column.
const jsonOf = (value: OperationValue): Prisma.InputJsonValue | typeof Prisma.JsonNull => value ?? Prisma.JsonNull;

/** What is written down of a batch's operations; their numbers follow from the first one's. */
export const storedOps = (ops: readonly AnswerOp[]) =>
  ops.map(({ key, value, hash, tMono }) => ({ key, value, hash, ...(tMono === undefined ? {} : { tMono }) }));

export const appendBatch = (tx: Tx, { ops, ...batch }: Batch, firstSeq: number) =>
  tx.answerBatch.create({
    data: { ...batch, firstSeq, lastSeq: firstSeq + ops.length - 1, ops: storedOps(ops) },
  });

type Projected = Pick<Batch["ops"][number], "key" | "content" | "seq">;

/** What counts of a batch: the last operation of each key. */
export const newestOf = (ops: readonly Projected[]) => [
  ...new Map(ops.map(({ key, content, seq }) => [key, { key, content, seq }])).values(),
];

/** Projects what counts now. Nothing of an older lease overwrites something newer. */
export async function projectOps(
  tx: Tx,
  {
    runId,
    clientId,
    leaseEpoch,
    ops,
    receivedAt,
  }: Pick<Batch, "runId" | "clientId" | "leaseEpoch" | "receivedAt"> & { readonly ops: readonly Projected[] },
): Promise<void> {
  for (const { key, content, seq } of newestOf(ops))
    await projectAnswer(tx, { runId, clientId, leaseEpoch, key, content, seq, savedAt: receivedAt });
}

export async function projectAnswer(
  tx: Tx,
  {
    runId,
    key,
    content,
    leaseEpoch,
    clientId,
    seq,
    savedAt,
  }: Pick<Batch, "runId" | "clientId" | "leaseEpoch"> & {
    readonly key: string;
    readonly content: AnswerValue;
    readonly seq: number;
    readonly savedAt: Date;
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Answer" ("runId", key, value, "leaseEpoch", "clientId", seq, "savedAt")
    VALUES (${runId}::uuid, ${key}, ${JSON.stringify(content)}::jsonb, ${leaseEpoch}, ${clientId}, ${seq}, ${savedAt})
    ON CONFLICT ("runId", key) DO UPDATE SET value = EXCLUDED.value, "leaseEpoch" = EXCLUDED."leaseEpoch",
      "clientId" = EXCLUDED."clientId", seq = EXCLUDED.seq, "savedAt" = EXCLUDED."savedAt"
    WHERE ("Answer"."leaseEpoch", "Answer".seq) < (EXCLUDED."leaseEpoch", EXCLUDED.seq)`;
}

export const addCountedPage = (
  tx: Tx,
  counted: Pick<Batch, "runId" | "clientId" | "leaseEpoch"> & { readonly through: number; readonly countedAt: Date },
) => tx.countedPage.create({ data: counted, select: { runId: true } });

/** The other answer of a number that was saved before; the same one again changes nothing. */
export const keepConflicts = (
  tx: Tx,
  runId: string,
  clientId: string,
  ops: readonly AnswerOp[],
  receivedAt: Date,
): Promise<{ count: number }> =>
  tx.answerConflict.createMany({
    data: ops.map(({ seq, key, value, hash }) => ({
      runId,
      clientId,
      seq,
      key,
      hash,
      value: jsonOf(value),
      receivedAt,
    })),
    skipDuplicates: true,
  });
