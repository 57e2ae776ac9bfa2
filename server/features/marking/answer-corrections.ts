import { readsResults } from "#shared/domain/accounts/roles.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { openPoints } from "#shared/domain/reading/open-answers.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { correctAnswerMark as contract } from "#shared/protocol/corrections.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { holdResultsStep, pointsChangedStep } from "../results/steps.ts";
import type { Author } from "./correction-gate.ts";
import { addAnswerCorrection } from "./open-answer-store.ts";

/** Points of open answers, corrected for everybody who wrote the same words. */

/**
 * Of these marks of one author, those that the author may still correct. Those on which something that was told rests stay: the
 * same words are worth the same to everybody, and what was told is not taken back. What is held is not told, and is computed
 * again with the others.
 */
export async function correctableAnswers(db: Db | Tx, author: Author, markIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (readsResults(author.roles) || markIds.length === 0) return new Set();
  const open = await db.$queryRaw<{ readonly id: string }[]>`
    SELECT m.id FROM "OpenAnswerMark" m
    WHERE m.id = ANY(${[...markIds]}::uuid[]) AND m."raterId" = ${author.accountId}::uuid
      AND NOT EXISTS (
        SELECT 1 FROM "OpenAnswer" a JOIN "Result" r ON r."sittingId" = a."sittingId"
        WHERE a."formId" = m."formId" AND a."itemId" = m."itemId" AND a.answer = m.answer
          AND r."sentReportId" IS NOT NULL AND r.state <> 'ANNULLED')`;
  return new Set(open.map(({ id }) => id));
}

export const correctAnswerMark: RouteHandler<typeof contract> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const where = { id: params.markId, raterId: actor.accountId };
    const select = { id: true, formId: true, itemId: true, answer: true, points: true, form: { select: { content: true } } } as const;
    const mark = await uow.tx.openAnswerMark.findFirst({ where, select });
    if (!mark) return err("NOT_FOUND");
    const { form, points: before, formId, itemId, answer } = mark;
    const item = formContent.parse(form.content).items.find(({ id }) => id === mark.itemId);
    if (!item || body.points > openPoints(item)) return err("BAD_INPUT");
    if (body.points === before) return err("MARK_SAME");
    const rows = await uow.tx.openAnswer.findMany({ where: { formId, itemId, answer }, select: { sittingId: true } });
    const sittingIds = [...new Set(rows.map(({ sittingId }) => sittingId))];
    await holdResultsStep(uow, sittingIds);
    if (!(await correctableAnswers(uow.tx, actor, [mark.id])).has(mark.id)) return err("CORRECTION_CLOSED");
    const correction = { formId, itemId, answer, points: body.points, raterId: actor.accountId, markedAt: uow.now };
    const { count } = await addAnswerCorrection(uow.tx, { ...correction, supersedesId: mark.id, supersededReason: body.reason });
    // Somebody was faster: another page of theirs.
    if (count !== 1) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "openAnswer.corrected",
      subjectType: "form",
      subjectId: formId,
      data: { itemId, supersedesId: mark.id, before, points: body.points, sittings: sittingIds.length },
    });
    await pointsChangedStep(uow, sittingIds);
    return ok({});
  });
};
