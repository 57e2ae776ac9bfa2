import { z } from "zod";
import {
  answerValue,
  highlightsKey,
  notesKey,
  type AnswerValue,
  type KeyedAnswer,
} from "#shared/domain/answers/answer-value.ts";
import { foldOps } from "#shared/domain/answers/replay.ts";
import {
  isTextPatch,
  operationKind,
  type OperationKind,
  type OperationValue,
} from "#shared/domain/answers/text-patch.ts";
import { highlightsOf, type Highlight } from "#shared/domain/reading/highlights.ts";
import { answerOp, type AnswerOp, type SavedAnswer } from "#shared/protocol/answers.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";

/** Reads of saved answers. */

/** What counts now for each key of a run. */
export async function answersOfRun(db: Db | Tx, runId: string): Promise<KeyedAnswer[]> {
  const rows = await db.answer.findMany({
    where: { runId },
    select: { key: true, value: true },
    orderBy: { key: "asc" },
  });
  return rows.map(({ key, value }) => ({ key, value: answerValue.parse(value) }));
}

export async function savedAnswers(db: Db | Tx, runId: string): Promise<SavedAnswer[]> {
  const rows = await db.answer.findMany({
    where: { runId },
    select: { key: true, value: true, leaseEpoch: true, seq: true, savedAt: true },
  });
  return rows.map((row) => ({ ...row, value: answerValue.parse(row.value), savedAt: row.savedAt.toISOString() }));
}

/** The highest number without a gap, per page that ever saved this run. */
export async function headsOfRun(db: Db | Tx, runId: string): Promise<Record<string, number>> {
  const heads = await db.answerBatch.groupBy({ by: ["clientId"], where: { runId }, _max: { lastSeq: true } });
  return Object.fromEntries(heads.map(({ clientId, _max }) => [clientId, _max.lastSeq ?? 0]));
}

export async function headOf(db: Db | Tx, runId: string, clientId: string): Promise<number> {
  const newest = await db.answerBatch.findFirst({
    where: { runId, clientId },
    select: { lastSeq: true },
    orderBy: { firstSeq: "desc" },
  });
  return newest?.lastSeq ?? 0;
}

const batchOps = z.array(answerOp.omit({ seq: true }));

/** The operations of one row of the log, each with its number. */
const operationsOf = ({ firstSeq, ops }: { readonly firstSeq: number; readonly ops: unknown }): AnswerOp[] =>
  batchOps.parse(ops).map((op, index) => ({ ...op, seq: firstSeq + index }));

/** What a page saved under these numbers. */
export async function hashesOfClient(
  db: Db | Tx,
  runId: string,
  clientId: string,
  from: number,
  to: number,
): Promise<Map<number, string>> {
  const batches = await db.answerBatch.findMany({
    where: { runId, clientId, firstSeq: { lte: to }, lastSeq: { gte: from } },
    select: { firstSeq: true, ops: true },
  });
  return new Map(batches.flatMap(operationsOf).map(({ seq, hash }) => [seq, hash]));
}

const batchesAtOnce = 25;

/** What each of these keys holds in one page's own log, whatever the lane: its last whole value and the patches since. */
export async function contentsOfClient(
  db: Db | Tx,
  runId: string,
  clientId: string,
  keys: readonly string[],
): Promise<Map<string, AnswerValue>> {
  const open = new Set(keys);
  const found: AnswerOp[] = [];
  // Backwards from the newest: a whole value is never far.
  for (let before: number | undefined; open.size > 0;) {
    const batches = await db.answerBatch.findMany({
      where: { runId, clientId, ...(before === undefined ? {} : { firstSeq: { lt: before } }) },
      select: { firstSeq: true, ops: true },
      orderBy: { firstSeq: "desc" },
      take: batchesAtOnce,
    });
    for (const op of batches.flatMap((batch) => operationsOf(batch).toReversed())) {
      if (!open.has(op.key)) continue;
      found.push(op);
      if (!isTextPatch(op.value)) open.delete(op.key);
    }
    before = batches.at(-1)?.firstSeq;
    if (before === undefined) break;
  }
  const folded = foldOps(new Map(), found.toReversed(), sha256Hex);
  if (!folded.ok) throw new Error(`The log of run ${runId} breaks at ${clientId} ${folded.error}.`);
  return new Map(folded.value.map(({ key, content }) => [key, content]));
}

/** Whether a page with a newer lease has left anything that counts. */
export async function hasNewerLease(db: Db | Tx, runId: string, leaseEpoch: number): Promise<boolean> {
  const newer = { runId, leaseEpoch: { gt: leaseEpoch } };
  const saved = await db.answerBatch.findFirst({ where: { ...newer, lane: "MAIN" }, select: { runId: true } });
  return (saved ?? (await db.countedPage.findFirst({ where: newer, select: { runId: true } }))) !== null;
}

/** How much of a run is kept aside, for a person to decide. */
export async function keptAside(db: Db | Tx, runId: string): Promise<{ ops: number; bytes: number; late: number }> {
  const [aside] = await db.$queryRaw<{ ops: number; bytes: number; late: number }[]>`
    SELECT COALESCE(sum("lastSeq" - "firstSeq" + 1), 0)::int AS ops, COALESCE(sum(length(ops::text)), 0)::int AS bytes,
      count(*) FILTER (WHERE lane = 'LATE')::int AS late
    FROM "AnswerBatch" WHERE "runId" = ${runId}::uuid AND lane <> 'MAIN'`;
  return aside ?? { ops: 0, bytes: 0, late: 0 };
}

export interface HistoryOp {
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly seq: number;
  readonly kind: OperationKind;
  readonly key: string;
  readonly value: OperationValue;
  /** Of key and value, as the page made it. */
  readonly hash: string;
  /** In which lane it is now: what had been put aside and counts, because a person brought it in time, is in the main one. */
  readonly lane: "MAIN" | "SUPERSEDED" | "LATE";
  /** Milliseconds since that page was opened; null where the page did not say. */
  readonly tMono: number | null;
  /** Came while a person had stopped the clock. */
  readonly isPaused: boolean;
  readonly receivedAt: Date;
}

/**
 * Everything that was ever saved into a run, page by page in the order of their leases: `replayText` makes frames of
 * one page's part. Whoever asks has checked who may see it.
 */
export async function historyOfRun(db: Db | Tx, runId: string): Promise<HistoryOp[]> {
  return opsOfRun(db, { runId });
}

/** One page's part of it, in the order of its numbers. */
export const historyOfPage = async (db: Db | Tx, runId: string, clientId: string): Promise<HistoryOp[]> =>
  (await opsOfRun(db, { runId, clientId })).toSorted((a, b) => a.seq - b.seq);

async function opsOfRun(db: Db | Tx, where: { readonly runId: string; readonly clientId?: string }): Promise<HistoryOp[]> {
  const batches = await db.answerBatch.findMany({
    where,
    orderBy: [{ leaseEpoch: "asc" }, { clientId: "asc" }, { firstSeq: "asc" }],
  });
  const counted = await db.countedPage.findMany({ where });
  return batches.flatMap(({ clientId, leaseEpoch, isPaused, receivedAt, lane, ...batch }) => {
    const own = counted.filter((page) => page.clientId === clientId && page.leaseEpoch === leaseEpoch);
    const through = Math.max(0, ...own.map((page) => page.through));
    return operationsOf(batch).map(({ tMono, ...op }) => ({
      ...op,
      clientId,
      leaseEpoch,
      isPaused,
      receivedAt,
      lane: lane === "LATE" ? "LATE" : lane === "SUPERSEDED" && op.seq > through ? "SUPERSEDED" : "MAIN",
      kind: operationKind(op.value),
      tMono: tMono ?? null,
    }));
  });
}

const staffPrefix = "staff-";

/** The name under which a member of the staff keys in what was given on paper. */
export const staffClientId = (accountId: string): string => `${staffPrefix}${accountId}`;

/** By sitting, everybody who keyed in what its person gave on paper; no page saves these runs, so no page can name anybody here. */
export async function typistsOf(db: Db | Tx, sittingIds: readonly string[]): Promise<Map<string, string[]>> {
  const pages = await db.answerBatch.findMany({
    where: {
      run: { sittingId: { in: [...sittingIds] }, activity: { in: ["READING", "WRITING"] }, sitting: { writingTool: "HANDWRITTEN" } },
      clientId: { startsWith: staffPrefix },
    },
    select: { clientId: true, run: { select: { sittingId: true } } },
    distinct: ["runId", "clientId"],
  });
  const typists = new Map<string, string[]>();
  for (const { clientId, run } of pages)
    typists.set(run.sittingId, [...(typists.get(run.sittingId) ?? []), clientId.slice(staffPrefix.length)]);
  return typists;
}

/** The person's notes as they stand. */
export async function notesOfSitting(db: Db | Tx, sittingId: string): Promise<string> {
  const notes = await latestOfSitting(db, sittingId, notesKey);
  return typeof notes === "string" ? notes : "";
}

/** The passages that the person has highlighted, as they stand. */
export async function highlightsOfSitting(db: Db | Tx, sittingId: string): Promise<Highlight[]> {
  return highlightsOf(await latestOfSitting(db, sittingId, highlightsKey));
}

/** What follows a person from one activity to the next: as the activity that wrote it last left it. */
async function latestOfSitting(db: Db | Tx, sittingId: string, key: string): Promise<AnswerValue> {
  const latest = await db.answer.findFirst({
    where: { run: { sittingId }, key },
    select: { value: true },
    orderBy: { savedAt: "desc" },
  });
  return latest ? answerValue.parse(latest.value) : null;
}
