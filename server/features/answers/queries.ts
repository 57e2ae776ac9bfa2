import { answerValue, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import type { SavedAnswer } from "#shared/protocol/answers.ts";
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

/** The person's notes as they stand: those of the activity that wrote them last. */
export async function notesOfSitting(db: Db | Tx, sittingId: string): Promise<string> {
  const [latest] = await db.answer.findMany({
    where: { run: { sittingId }, key: "notes" },
    select: { value: true },
    orderBy: { savedAt: "desc" },
    take: 1,
  });
  return typeof latest?.value === "string" ? latest.value : "";
}
