import { fullName } from "#shared/domain/rooms/entry.ts";
import { annotationList } from "#shared/domain/marking/annotations.ts";
import { momentList } from "#shared/domain/marking/moments.ts";
import { openPoints } from "#shared/domain/reading/open-answers.ts";
import { oralActivityOf, textUnit } from "#shared/domain/marking/units.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/corrections.ts";
import type { OwnAnswerRow, OwnMarkRow } from "#shared/protocol/corrections.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { blindParagraphs } from "#shared/domain/marking/blind-text.ts";
import { gridOfUnit } from "../policies/queries.ts";
import { toldAnswers } from "./answer-corrections.ts";
import { correctableMarks } from "./correction-gate.ts";
import { isBand, unitOf } from "./queries.ts";
import { blindScript } from "./script.ts";

/** What somebody marked, for themselves alone: the marks in force, and whether they can still be corrected. */

/** Weeks of a marker's work: what is older was told long ago. */
const shown = 200;

const ownSelect = (raterId: string) =>
  ({
    id: true,
    sittingId: true,
    unit: true,
    round: true,
    ordinal: true,
    raterId: true,
    bands: true,
    comments: true,
    criterionComments: true,
    annotations: true,
    moments: true,
    lockedAt: true,
    supersedesId: true,
    supersededBy: { select: { id: true } },
    sitting: {
      select: {
        registration: { select: { givenName: true, familyName: true } },
        session: { select: { advisers: { where: { accountId: raterId }, select: { accountId: true } } } },
      },
    },
  }) as const;

/** A mark of this person, whatever became of it; null for anybody else's, which does not exist for them. */
export async function markOf(db: Db | Tx, raterId: string, markId: string) {
  const mark = await db.mark.findFirst({ where: { id: markId, raterId }, select: ownSelect(raterId) });
  return mark && { ...mark, unit: unitOf(mark.unit), annotations: annotationList.parse(mark.annotations), moments: momentList.parse(mark.moments) };
}

type OwnMark = Omit<NonNullable<Awaited<ReturnType<typeof markOf>>>, "unit" | "annotations" | "moments"> & { readonly unit: string };

/** Whoever was there knows the person; everybody else knows a code. */
const wasThere = ({ unit, sitting }: OwnMark): boolean =>
  oralActivityOf(unitOf(unit)) !== undefined && sitting.session.advisers.length > 0;

const nameOf = (place: { readonly sittingId: string; readonly unit: string; readonly round: string }): string =>
  `${place.sittingId} ${place.unit} ${place.round}`;

/** The codes under which this person had them. */
async function codesOf(db: Db, raterId: string, marks: readonly OwnMark[]): Promise<ReadonlyMap<string, string>> {
  const tasks = await db.markingTask.findMany({
    where: { raterId, state: "MARKED", sittingId: { in: marks.map(({ sittingId }) => sittingId) } },
    select: { sittingId: true, unit: true, round: true, blindCode: true },
  });
  return new Map(tasks.map((task) => [nameOf(task), task.blindCode]));
}

function rowOf(mark: OwnMark, codes: ReadonlyMap<string, string>): Omit<OwnMarkRow, "isOpen"> {
  const isKnown = wasThere(mark);
  return {
    markId: mark.id,
    unit: unitOf(mark.unit),
    blindCode: isKnown ? null : (codes.get(nameOf(mark)) ?? null),
    candidateName: isKnown ? fullName(mark.sitting.registration) : null,
    lockedAt: mark.lockedAt.toISOString(),
    isCorrected: mark.supersedesId !== null,
  };
}

export const ownMarks: RouteHandler<typeof contract.ownMarks> = async ({ db }, actor) => {
  const marks = await db.mark.findMany({
    where: { raterId: actor.accountId, supersededBy: null, sitting: { session: { isPractice: false } } },
    select: ownSelect(actor.accountId),
    orderBy: [{ lockedAt: "desc" }, { id: "desc" }],
    take: shown,
  });
  const codes = await codesOf(db, actor.accountId, marks);
  const open = await correctableMarks(db, actor, marks);
  return ok({
    marks: marks.map((mark) => ({ ...rowOf(mark, codes), isOpen: open.has(mark.id) })),
    answers: actor.roles.includes("RATER") ? await ownAnswers(db, actor.accountId) : [],
  });
};

export const ownMark: RouteHandler<typeof contract.ownMark> = async ({ db }, actor, { params }) => {
  const mark = await markOf(db, actor.accountId, params.markId);
  if (!mark) return err("NOT_FOUND");
  if (mark.supersededBy) return err("STATE_CHANGED");
  if (!(await correctableMarks(db, actor, [mark])).has(mark.id)) return err("CORRECTION_CLOSED");
  return ok({
    ...rowOf(mark, await codesOf(db, actor.accountId, [mark])),
    grid: await gridOfUnit(db, mark.sittingId, mark.unit),
    script: mark.unit === textUnit ? await blindScript(db, mark) : null,
    bands: mark.bands.filter(isBand),
    comments: mark.comments,
    criterionComments: [...mark.criterionComments],
    annotations: [...mark.annotations],
  });
};

/** Points that this person gave to open answers, as they stand. */
async function ownAnswers(db: Db, raterId: string): Promise<OwnAnswerRow[]> {
  const marks = await db.openAnswerMark.findMany({
    where: { raterId, supersededBy: null },
    orderBy: [{ markedAt: "desc" }, { id: "desc" }],
    take: shown,
    select: { id: true, formId: true, itemId: true, answer: true, points: true, markedAt: true, supersedesId: true },
  });
  const told = await toldAnswers(db, marks);
  const forms = await db.form.findMany({
    where: { id: { in: [...new Set(marks.map(({ formId }) => formId))] } },
    select: { id: true, content: true },
  });
  const items = new Map(
    forms.flatMap(({ id, content }) => formContent.parse(content).items.map((item) => [`${id} ${item.id}`, item] as const)),
  );
  const samples = await db.openAnswer.findMany({
    where: { OR: marks.map(({ formId, itemId, answer }) => ({ formId, itemId, answer })) },
    distinct: ["formId", "itemId", "answer"],
    orderBy: [{ formId: "asc" }, { itemId: "asc" }, { answer: "asc" }, { sample: "asc" }],
    select: { formId: true, itemId: true, answer: true, sample: true },
  });
  return marks.flatMap(({ id, formId, itemId, answer, points, markedAt, supersedesId }) => {
    const item = items.get(`${formId} ${itemId}`);
    if (!item) return [];
    const given = samples.find((one) => one.formId === formId && one.itemId === itemId && one.answer === answer);
    return [
      {
        markId: id,
        prompt: item.prompt,
        sample: blindParagraphs(given?.sample ?? answer).join(" "),
        points,
        max: openPoints(item),
        markedAt: markedAt.toISOString(),
        isCorrected: supersedesId !== null,
        isOpen: !told.has(id),
      },
    ];
  });
}
