import type { Db, Tx } from "../../platform/db.ts";
import { givenSelect, withWords } from "./given-mark.ts";
import type { StandingMark } from "./queries.ts";

export interface FormerMark extends Omit<StandingMark, "unit" | "ordinal" | "raterId"> {
  /** Why another took its place. */
  readonly reason: string;
}

/** What people said of one answer that no key settles, from the first to the one that counts. */
export interface AnswerJudgement {
  readonly points: number;
  readonly markedAt: Date;
  /** Why it took the place of the one before; null for the first. */
  readonly reason: string | null;
}

/** By question, what was said of the answers of this person that a person had to judge. */
export async function answerJudgements(db: Db | Tx, sittingId: string): Promise<ReadonlyMap<string, readonly AnswerJudgement[]>> {
  const answers = await db.openAnswer.findMany({
    where: { sittingId },
    select: { formId: true, itemId: true, answer: true },
  });
  if (answers.length === 0) return new Map();
  const marks = await db.openAnswerMark.findMany({
    where: { OR: answers },
    orderBy: [{ markedAt: "asc" }, { id: "asc" }],
    select: { itemId: true, points: true, markedAt: true, supersededReason: true },
  });
  const judged = marks.map(({ supersededReason, ...mark }) => ({ ...mark, reason: supersededReason }));
  return Map.groupBy(judged, ({ itemId }) => itemId);
}

/** Of these sittings, those of whose answers one was judged again by whoever had judged it. */
export async function sittingsOfCorrectedAnswers(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ readonly sittingId: string }[]>`
    SELECT DISTINCT a."sittingId" FROM "OpenAnswer" a
    JOIN "OpenAnswerMark" m ON m."formId" = a."formId" AND m."itemId" = a."itemId" AND m.answer = a.answer
    WHERE m."supersedesId" IS NOT NULL AND a."sittingId" = ANY(${[...sittingIds]}::uuid[])`;
  return new Set(rows.map(({ sittingId }) => sittingId));
}

/** By mark in force, what it replaced, the newest first. Nothing for marks that were never corrected. */
export async function formerMarks(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlyMap<string, readonly FormerMark[]>> {
  const rows = await db.mark.findMany({
    where: { sittingId: { in: [...sittingIds] }, OR: [{ supersedesId: { not: null } }, { supersededBy: { isNot: null } }] },
    select: { ...givenSelect, supersedesId: true, supersededReason: true, supersededBy: { select: { id: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const chainOf = (id: string): FormerMark[] => {
    const mark = byId.get(id);
    const former = mark?.supersedesId ? byId.get(mark.supersedesId) : undefined;
    if (!mark || !former) return [];
    const { bands, comments, criterionComments, annotations, moments, lockedAt } = withWords(former);
    const reason = mark.supersededReason ?? "";
    return [{ id: former.id, bands, comments, criterionComments, annotations, moments, lockedAt, reason }, ...chainOf(former.id)];
  };
  return new Map(rows.filter(({ supersededBy }) => !supersededBy).map(({ id }) => [id, chainOf(id)]));
}
