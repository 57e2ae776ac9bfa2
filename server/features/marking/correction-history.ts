import { firstLanguage } from "#shared/domain/forms/language.ts";
import { blindParagraphs } from "#shared/domain/marking/blind-text.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/corrections.ts";
import type { AnswerCorrectionView, MarkCorrectionView } from "#shared/protocol/corrections.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { itemsOf } from "./own-answers.ts";
import { owesOralMark, unitOf } from "./queries.ts";

/** What was corrected, for whoever leads the marking. */

/** More than a season of them. */
const shown = 100;

export const markCorrections: RouteHandler<typeof contract.markCorrections> = async ({ db }, { accountId }) => {
  const where = { supersedesId: { not: null }, sittingId: { notIn: await sittingsToMark(db, accountId) } };
  return ok({
    total: (await db.mark.count({ where })) + (await db.openAnswerMark.count({ where: { supersedesId: { not: null } } })),
    marks: await markRows(db, where),
    answers: await answerRows(db),
  });
};

/** With a correction, of people of whom this adviser has still to lock a mark: what the other one gave is not theirs to read yet. */
async function sittingsToMark(db: Db, adviserId: string): Promise<string[]> {
  const attended = await db.sitting.findMany({
    where: { session: { advisers: { some: { accountId: adviserId } } }, marks: { some: { supersedesId: { not: null } } } },
    select: { id: true },
  });
  const owed = await Promise.all(attended.map(async ({ id }) => ({ id, isOwed: await owesOralMark(db, { sittingId: id, adviserId }) })));
  return owed.filter(({ isOwed }) => isOwed).map(({ id }) => id);
}

async function markRows(db: Db, where: Prisma.MarkWhereInput): Promise<MarkCorrectionView[]> {
  const rows = await db.mark.findMany({
    where,
    orderBy: [{ lockedAt: "desc" }, { id: "desc" }],
    take: shown,
    select: {
      id: true,
      sittingId: true,
      raterId: true,
      unit: true,
      round: true,
      bands: true,
      lockedAt: true,
      supersededReason: true,
      supersedes: { select: { bands: true } },
    },
  });
  const tasks = await db.markingTask.findMany({
    where: { state: "MARKED", sittingId: { in: rows.map(({ sittingId }) => sittingId) } },
    select: { sittingId: true, unit: true, round: true, raterId: true, blindCode: true },
  });
  const codeOf = (row: (typeof rows)[number]): string | null =>
    tasks.find(
      (task) =>
        task.sittingId === row.sittingId && task.unit === row.unit && task.round === row.round && task.raterId === row.raterId,
    )?.blindCode ?? null;
  return rows.map((row) => ({
    correctionId: row.id,
    unit: unitOf(row.unit),
    blindCode: codeOf(row),
    isAnchor: row.round === "ANCHOR",
    correctedOn: officeDay(row.lockedAt),
    before: [...(row.supersedes?.bands ?? [])],
    after: [...row.bands],
    reason: row.supersededReason ?? "",
  }));
}

async function answerRows(db: Db): Promise<AnswerCorrectionView[]> {
  const rows = await db.openAnswerMark.findMany({
    where: { supersedesId: { not: null } },
    orderBy: [{ markedAt: "desc" }, { id: "desc" }],
    take: shown,
    select: {
      id: true,
      formId: true,
      itemId: true,
      answer: true,
      points: true,
      markedAt: true,
      supersededReason: true,
      supersedes: { select: { points: true } },
    },
  });
  const itemOf = await itemsOf(db, rows);
  return rows.map(({ id, formId, itemId, answer, points, markedAt, supersededReason, supersedes }) => {
    const item = itemOf({ formId, itemId });
    return {
      correctionId: id,
      language: item?.language ?? firstLanguage,
      prompt: item?.prompt ?? itemId,
      sample: blindParagraphs(answer).join(" "),
      correctedOn: officeDay(markedAt),
      before: supersedes?.points ?? 0,
      after: points,
      reason: supersededReason ?? "",
    };
  });
}

/** How many marks of texts each of these people have put in the place of former ones. */
export async function correctionCounts(db: Db | Tx, raterIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.mark.groupBy({
    by: ["raterId"],
    where: { raterId: { in: [...raterIds] }, unit: textUnit, supersedesId: { not: null } },
    _count: true,
  });
  return new Map(rows.map(({ raterId, _count }) => [raterId, _count]));
}
