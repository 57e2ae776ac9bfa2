import { formContent } from "#shared/domain/forms/form-content.ts";
import { openPoints } from "#shared/domain/reading/open-answers.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { correctAnswerMark as contract } from "#shared/protocol/corrections.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { holdResultsStep, pointsChangedStep } from "../results/steps.ts";
import { addAnswerCorrection } from "./open-answer-store.ts";

/** Points of open answers, corrected for everybody who wrote the same words. */

interface AnswerMark {
  readonly id: string;
  readonly formId: string;
  readonly itemId: string;
  readonly answer: string;
}

const nameOf = ({ formId, itemId, answer }: Omit<AnswerMark, "id">): string => JSON.stringify([formId, itemId, answer]);

/**
 * Of these marks, those on which something that was told rests. They stay: the same words are worth the same to everybody, and
 * what was told is not taken back. What is held is not told, and is computed again with the others.
 */
export async function toldAnswers(db: Db | Tx, marks: readonly AnswerMark[]): Promise<ReadonlySet<string>> {
  if (marks.length === 0) return new Set();
  const told = await db.openAnswer.findMany({
    where: {
      OR: marks.map(({ formId, itemId, answer }) => ({ formId, itemId, answer })),
      sitting: { result: { sentReportId: { not: null }, state: { not: "ANNULLED" } } },
    },
    select: { formId: true, itemId: true, answer: true },
    distinct: ["formId", "itemId", "answer"],
  });
  const names = new Set(told.map(nameOf));
  return new Set(marks.filter((mark) => names.has(nameOf(mark))).map(({ id }) => id));
}

export const correctAnswerMark: RouteHandler<typeof contract> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const where = { id: params.markId, raterId: actor.accountId };
    const select = { id: true, formId: true, itemId: true, answer: true, points: true, form: { select: { content: true } } } as const;
    const mark = await uow.tx.openAnswerMark.findFirst({ where, select });
    if (!mark) return err("NOT_FOUND");
    const { form, points: before, ...given } = mark;
    const item = formContent.parse(form.content).items.find(({ id }) => id === mark.itemId);
    if (!item || body.points > openPoints(item)) return err("BAD_INPUT");
    if (body.points === before) return err("MARK_SAME");
    const { formId, itemId, answer } = given;
    const rows = await uow.tx.openAnswer.findMany({ where: { formId, itemId, answer }, select: { sittingId: true } });
    const sittingIds = [...new Set(rows.map(({ sittingId }) => sittingId))];
    await holdResultsStep(uow, sittingIds);
    if ((await toldAnswers(uow.tx, [given])).size > 0) return err("CORRECTION_CLOSED");
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
