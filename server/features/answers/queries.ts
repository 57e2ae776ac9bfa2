import {
  answerValue,
  highlightsKey,
  notesKey,
  type AnswerValue,
  type KeyedAnswer,
} from "#shared/domain/answers/answer-value.ts";
import { foldOps } from "#shared/domain/answers/replay.ts";
import { operationKind, type OperationKind, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import { highlightsOf, type Highlight } from "#shared/domain/reading/highlights.ts";
import { answerOp, type SavedAnswer } from "#shared/protocol/answers.ts";
import type { Db, Tx } from "../../platform/db.ts";

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
  const heads = await db.answerHead.findMany({ where: { runId }, select: { clientId: true, head: true } });
  return Object.fromEntries(heads.map(({ clientId, head }) => [clientId, head]));
}

export async function headOf(db: Db | Tx, runId: string, clientId: string): Promise<number> {
  const row = await db.answerHead.findUnique({
    where: { runId_clientId: { runId, clientId } },
    select: { head: true },
  });
  return row?.head ?? 0;
}

/** What each of these keys holds in one page's own log, whatever the lane: its last whole value and the patches since. */
export async function contentsOfClient(
  db: Db | Tx,
  runId: string,
  clientId: string,
  keys: readonly string[],
): Promise<Map<string, AnswerValue>> {
  const rows = await db.$queryRaw<{ seq: number; key: string; value: unknown }[]>`
    SELECT op.seq, op.key, op.value FROM "AnswerOp" AS op
    JOIN (
      SELECT key, max(seq) AS seq FROM "AnswerOp"
      WHERE "runId" = ${runId}::uuid AND "clientId" = ${clientId} AND key = ANY(${[...new Set(keys)]})
        AND jsonb_typeof(value -> 'at') IS DISTINCT FROM 'number'
      GROUP BY key
    ) AS whole ON whole.key = op.key AND op.seq >= whole.seq
    WHERE op."runId" = ${runId}::uuid AND op."clientId" = ${clientId}
    ORDER BY op.seq`;
  const folded = foldOps(
    new Map(),
    rows.map(({ seq, key, value }) => ({ seq, key, value: operationValue(value) })),
  );
  if (!folded.ok) throw new Error(`The log of run ${runId} breaks at ${clientId} ${folded.error}.`);
  return new Map(folded.value.map(({ key, content }) => [key, content]));
}

const operationValue = (value: unknown): OperationValue => answerOp.shape.value.parse(value);

/** How much of a run is kept aside, for a person to decide. */
export async function keptAside(db: Db | Tx, runId: string): Promise<{ ops: number; bytes: number; late: number }> {
  const [aside] = await db.$queryRaw<{ ops: number; bytes: number; late: number }[]>`
    SELECT count(*)::int AS ops, COALESCE(sum(length(value::text)), 0)::int AS bytes,
      count(*) FILTER (WHERE lane = 'LATE')::int AS late
    FROM "AnswerOp" WHERE "runId" = ${runId}::uuid AND lane <> 'MAIN'`;
  return aside ?? { ops: 0, bytes: 0, late: 0 };
}

export interface HistoryOp {
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly seq: number;
  readonly kind: OperationKind;
  readonly key: string;
  readonly value: OperationValue;
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
  const rows = await db.answerOp.findMany({
    where: { runId },
    omit: { runId: true, hash: true },
    orderBy: [{ leaseEpoch: "asc" }, { clientId: "asc" }, { seq: "asc" }],
  });
  return rows.map((row) => {
    const value = operationValue(row.value);
    return { ...row, value, kind: operationKind(value), lane: laneOf(row.lane) };
  });
}

const laneOf = (lane: string): HistoryOp["lane"] => (lane === "LATE" || lane === "SUPERSEDED" ? lane : "MAIN");

const staffPrefix = "staff-";

/** The name under which a member of the staff keys in what was given on paper. */
export const staffClientId = (accountId: string): string => `${staffPrefix}${accountId}`;

/** Everybody who keyed in what this person gave on paper; no page saves these runs, so no page can name anybody here. */
export async function typistsOf(db: Db | Tx, sittingId: string): Promise<string[]> {
  const heads = await db.answerHead.findMany({
    where: {
      run: { sittingId, activity: { in: ["READING", "WRITING"] }, sitting: { writingTool: "HANDWRITTEN" } },
      clientId: { startsWith: staffPrefix },
    },
    select: { clientId: true },
  });
  return heads.map(({ clientId }) => clientId.slice(staffPrefix.length));
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
