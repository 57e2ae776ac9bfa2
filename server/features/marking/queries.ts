import { resultRoles } from "#shared/domain/accounts/roles.ts";
import {
  bands,
  criteriaOf,
  oralActivities,
  oralActivityOf,
  textUnit,
  unitIds,
  unitsOf,
  type Band,
  type OralActivity,
  type UnitId,
} from "#shared/domain/marking/units.ts";
import { counts, countingRounds, type CountingRound } from "#shared/domain/marking/rounds.ts";
import type { RunState } from "#shared/domain/sitting/run-machine.ts";
import { annotationList, type Annotation } from "#shared/domain/marking/annotations.ts";
import { momentList, type Moment } from "#shared/domain/marking/moments.ts";
import { openAnswerKey } from "#shared/domain/reading/open-answers.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import { evaluatorsOf, isUnusable } from "../rooms/queries.ts";
import { givenSelect, withWords } from "./given-mark.ts";
import type { DraftPlace, MarkRound, WithdrawnReason } from "./store.ts";

/** Reads of marks and tasks. */

export { answerJudgements, formerMarks, sittingsOfCorrectedAnswers, type FormerMark } from "./former-marks.ts";
export { tasksDue, type DueOnDay } from "./tasks-due.ts";

const isUnit = (unit: string): unit is UnitId => (unitIds as readonly string[]).includes(unit);
export const isBand = (value: number): value is Band => (bands as readonly number[]).includes(value);

export function unitOf(stored: string): UnitId {
  if (!isUnit(stored)) throw new Error(`${stored} is not a unit.`);
  return stored;
}

export interface StandingMark {
  readonly id: string;
  readonly unit: UnitId;
  readonly ordinal: number;
  readonly raterId: string;
  readonly bands: readonly number[];
  readonly comments: string;
  readonly criterionComments: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly moments: readonly Moment[];
  readonly lockedAt: Date;
}

/** The marker's own task on a text, whatever became of it; null for anybody else's. */
export const textTaskOf = (db: Db | Tx, raterId: string, taskId: string) =>
  db.markingTask.findFirst({
    where: { id: taskId, raterId, unit: "writing.EE" satisfies UnitId },
    select: { sittingId: true, state: true, sitting: { select: { session: { select: { startsAt: true } } } } },
  });

/** Of these sittings, those whose text somebody has marked. */
export async function markedTexts(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { sittingId: { in: [...sittingIds] }, unit: "writing.EE" satisfies UnitId };
  const rows = await db.mark.findMany({ where, select: { sittingId: true } });
  return new Set(rows.map(({ sittingId }) => sittingId));
}

/** The marks of a sitting that stand: a correction stands in the place of what it supersedes. */
export async function standingMarks(
  db: Db | Tx,
  sittingId: string,
  round: MarkRound = "ORIGINAL",
): Promise<StandingMark[]> {
  const rows = await db.mark.findMany({
    where: { sittingId, round, supersededBy: null },
    select: { ...givenSelect, unit: true, ordinal: true, raterId: true },
    orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
  });
  return rows.map((row) => ({ ...withWords(row), unit: unitOf(row.unit) }));
}

/** A mark as the scoring model needs it: who gave it only keeps one apart from another. */
export type CountedMark = Pick<StandingMark, "unit" | "ordinal" | "raterId" | "bands"> & { readonly round: CountingRound };

/** The marks of these sittings that stand and count, of both rounds, by sitting and without their words. */
export async function countedMarks(db: Db | Tx, sittingIds: readonly string[]): Promise<Map<string, CountedMark[]>> {
  const rows = await db.mark.findMany({
    where: { sittingId: { in: [...sittingIds] }, round: { in: [...countingRounds] }, supersededBy: null },
    select: { sittingId: true, unit: true, round: true, ordinal: true, raterId: true, bands: true },
    orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
  });
  const marks = new Map<string, CountedMark[]>(sittingIds.map((sittingId) => [sittingId, []]));
  for (const { sittingId, round, ...mark } of rows)
    if (counts(round)) marks.get(sittingId)?.push({ ...mark, round, unit: unitOf(mark.unit) });
  return marks;
}

/** The tasks of a sitting that are alive: allotted or marked. */
export const liveTasks = (db: Db | Tx, sittingId: string, round: MarkRound = "ORIGINAL") =>
  db.markingTask.findMany({
    where: { sittingId, round, state: { not: "WITHDRAWN" } },
    select: { id: true, unit: true, ordinal: true, raterId: true, state: true },
  });

/** Somebody was asked, and may not be again: whose mark was needed no more lost it through nothing of their own. */
export const wasAsked = {
  OR: [{ withdrawnReason: null }, { withdrawnReason: { not: "NOT_NEEDED" satisfies WithdrawnReason } }],
} satisfies Prisma.MarkingTaskWhereInput;

/** Of these people, the advisers who read no results: a further mark of who does would know the two that disagree. */
export async function blindAdvisers(db: Db | Tx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where: Prisma.AccountWhereInput = {
    id: { in: [...accountIds] },
    roles: { has: "ADVISER" },
    NOT: { roles: { hasSome: [...resultRoles] } },
  };
  return new Set((await db.account.findMany({ where, select: { id: true } })).map(({ id }) => id));
}

/** Who was asked for a mark of this sitting and left it: nobody offers them again. */
export const tasksLeft = (db: Db | Tx, sittingId: string) =>
  db.markingTask.findMany({ where: { sittingId, state: "WITHDRAWN", ...wasAsked }, select: { unit: true, raterId: true } });

/** Marks that a unit has without being asked for more. */
export const ordinaryMarks = 2;

/** A mark that was asked for beyond the ordinary ones, or of a recording in the place of somebody who was there, and is not in. */
export const openFurther = {
  round: "ORIGINAL",
  OR: [{ ordinal: { gt: ordinaryMarks } }, { unit: { not: textUnit } }],
  state: { in: ["ALLOTTED", "REFERRED"] },
} satisfies Prisma.MarkingTaskWhereInput;

/** Of these sittings, those for which such a mark is awaited. */
export async function sittingsAwaitingFurther(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { ...openFurther, sittingId: { in: [...sittingIds] } };
  const rows = await db.markingTask.findMany({ where, distinct: ["sittingId"], select: { sittingId: true } });
  return new Set(rows.map(({ sittingId }) => sittingId));
}

/** Who locked an activity, and when: what the gate and the desk may know of marks. */
export async function oralLocks(
  db: Db | Tx,
  sittingId: string,
  activity: OralActivity,
): Promise<{ adviserId: string; lockedAt: Date }[]> {
  const marks = await standingMarks(db, sittingId);
  const units = unitsOf[activity];
  const advisers = [...new Set(marks.filter(({ unit }) => units.includes(unit)).map(({ raterId }) => raterId))];
  return advisers.flatMap((adviserId) => {
    const own = marks.filter((mark) => mark.raterId === adviserId && units.includes(mark.unit));
    const lockedAt = own
      .map((mark) => mark.lockedAt)
      .toSorted((a, b) => a.getTime() - b.getTime())
      .at(-1);
    return lockedAt ? [{ adviserId, lockedAt }] : [];
  });
}

/** An adviser who was there, is one of its evaluators, and has not locked while marks are missing. */
export async function isOralMarkDue(
  db: Db | Tx,
  { sittingId, activity, adviserId }: { sittingId: string; activity: OralActivity; adviserId: string },
): Promise<boolean> {
  const locks = await oralLocks(db, sittingId, activity);
  if (locks.length >= 2 || locks.some((lock) => lock.adviserId === adviserId)) return false;
  return (await evaluatorsOf(db, sittingId, activity)).has(adviserId);
}

/** An activity is marked from its opening; what was stopped or lost is not marked. */
export const markableRuns: readonly RunState[] = ["OPEN", "INTERRUPTED", "COMPLETED"];

/** Whether somebody of these advises still. */
const hasAdviser = async (db: Db | Tx, accountIds: readonly string[]): Promise<boolean> =>
  (await db.account.count({ where: { id: { in: [...accountIds] }, roles: { has: "ADVISER" } } })) > 0;

/**
 * Somebody who was there has still to lock what they alone heard: what the other one gave is not theirs to read yet. Whoever
 * advises no more can lock nothing.
 */
export async function owesOralMark(db: Db | Tx, { sittingId, adviserId }: { sittingId: string; adviserId: string }): Promise<boolean> {
  if (!(await hasAdviser(db, [adviserId]))) return false;
  const where = { sittingId, activity: { in: [...oralActivities] }, state: { in: [...markableRuns] } };
  const runs = new Set((await db.activityRun.findMany({ where, select: { activity: true } })).map(({ activity }) => activity));
  for (const activity of oralActivities)
    if (runs.has(activity) && (await isOralMarkDue(db, { sittingId, activity, adviserId }))) return true;
  return false;
}

/**
 * Whoever was there and may still mark a unit is waited for, until somebody was asked to hear it in their place; and again
 * once nobody can hear it.
 */
export async function waitsForEvaluator(db: Db | Tx, sittingId: string, unit: UnitId): Promise<boolean> {
  const activity = oralActivityOf(unit);
  if (!activity) return false;
  const wasAskedOf = (await db.markingTask.count({ where: { sittingId, unit, round: "ORIGINAL" } })) > 0;
  if (wasAskedOf && !(await isUnusable(db, sittingId, activity))) return false;
  const given = (await standingMarks(db, sittingId)).filter((mark) => mark.unit === unit);
  const evaluators = await evaluatorsOf(db, sittingId, activity);
  const missing = [...evaluators].filter((accountId) => given.every(({ raterId }) => raterId !== accountId));
  return hasAdviser(db, missing);
}

export interface Draft {
  readonly bands: readonly (Band | null)[];
  readonly comments: string;
  readonly criterionComments: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly moments: readonly Moment[];
  /** 0 while nothing was kept. */
  readonly revision: number;
}

/** The rater's own draft; an empty one, with a place for each criterion, while there is none. */
export async function ownDraft(db: Db | Tx, place: DraftPlace): Promise<Draft> {
  const { sittingId, unit, raterId, round } = place;
  const draft = await db.markDraft.findUnique({
    where: { sittingId_unit_raterId_round: { sittingId, unit, raterId, round } },
    select: { bands: true, comments: true, criterionComments: true, annotations: true, moments: true, revision: true },
  });
  return {
    bands: criteriaOf[unit].map((_criterion, place) => {
      const given = draft?.bands[place];
      return given !== undefined && isBand(given) ? given : null;
    }),
    comments: draft?.comments ?? "",
    criterionComments: criteriaOf[unit].map((_criterion, place) => draft?.criterionComments[place] ?? ""),
    annotations: annotationList.parse(draft?.annotations ?? []),
    moments: momentList.parse(draft?.moments ?? []),
    revision: draft?.revision ?? 0,
  };
}

/** What people gave to the open answers of a form, by `openAnswerKey`. */
export async function openAnswerPoints(db: Db | Tx, formId: string): Promise<ReadonlyMap<string, number>> {
  const marks = await db.openAnswerMark.findMany({
    where: { formId, supersededBy: null },
    select: { itemId: true, answer: true, points: true },
  });
  return new Map(marks.map((mark) => [openAnswerKey(mark), mark.points]));
}

/** Answers of a form that nobody has marked, each once. */
export async function waitingAnswers(
  db: Db | Tx,
  formId: string,
): Promise<{ itemId: string; answer: string; sample: string }[]> {
  const rows = await db.openAnswer.findMany({
    where: { formId },
    distinct: ["itemId", "answer"],
    orderBy: [{ itemId: "asc" }, { answer: "asc" }, { sample: "asc" }],
    select: { itemId: true, answer: true, sample: true },
  });
  const marked = await openAnswerPoints(db, formId);
  return rows.filter((row) => !marked.has(openAnswerKey(row)));
}

/** How many answers wait, by item. */
export async function waitingByItem(db: Db | Tx, formId: string): Promise<Map<string, number>> {
  const waiting = await waitingAnswers(db, formId);
  return waiting.reduce(
    (counts, { itemId }) => counts.set(itemId, (counts.get(itemId) ?? 0) + 1),
    new Map<string, number>(),
  );
}
