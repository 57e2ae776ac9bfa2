import { unitsOf, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import type { OralMarksView } from "#shared/protocol/marking.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { gridsOf } from "../policies/queries.ts";
import { evaluatorsOf } from "../rooms/queries.ts";
import { isBand, liveTasks, markableRuns, ordinaryMarks, ownDraft, standingMarks } from "./queries.ts";

export interface OralPlace {
  readonly sittingId: string;
  readonly activity: OralActivity;
  readonly adviserId: string;
}

export async function isActivityMarkable(
  db: Db | Tx,
  { sittingId, activity }: Pick<OralPlace, "sittingId" | "activity">,
): Promise<boolean> {
  const run = await db.activityRun.findUnique({
    where: { sittingId_activity: { sittingId, activity } },
    select: { state: true },
  });
  return run !== null && markableRuns.includes(run.state);
}

/**
 * The units that an adviser may still mark: as one of its evaluators those that lack a mark, and those for which a
 * further mark was asked of them. A third mark that nobody asked for would change a result, so it has no place to be
 * given.
 */
export async function unitsToMark(db: Db | Tx, place: OralPlace): Promise<{ unit: UnitId; taskId: string | null }[]> {
  const marks = await standingMarks(db, place.sittingId);
  const tasks = await liveTasks(db, place.sittingId);
  const isEvaluator = (await evaluatorsOf(db, place.sittingId, place.activity)).has(place.adviserId);
  return unitsOf[place.activity].flatMap((unit) => {
    const given = marks.filter((mark) => mark.unit === unit);
    if (given.some(({ raterId }) => raterId === place.adviserId)) return [];
    const asked = tasks.find(
      (task) => task.unit === unit && task.raterId === place.adviserId && task.state === "ALLOTTED",
    );
    if (!asked && (!isEvaluator || given.length >= ordinaryMarks)) return [];
    return [{ unit, taskId: asked?.id ?? null }];
  });
}

/**
 * Why nothing is left to mark: a further mark was asked of this adviser and is not any more, the marks are all there, or they
 * are not theirs to give.
 */
export async function nothingToMark(db: Db | Tx, place: OralPlace): Promise<"TASK_WITHDRAWN" | "ALREADY_LOCKED" | "NOT_EVALUATOR"> {
  const [latest] = await db.markingTask.findMany({
    where: { sittingId: place.sittingId, raterId: place.adviserId, round: "ORIGINAL", unit: { in: [...unitsOf[place.activity]] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { state: true },
  });
  if (latest?.state === "WITHDRAWN") return "TASK_WITHDRAWN";
  const isEvaluator = (await evaluatorsOf(db, place.sittingId, place.activity)).has(place.adviserId);
  const marks = await standingMarks(db, place.sittingId);
  const hasMarked = marks.some(
    ({ raterId, unit }) => raterId === place.adviserId && unitsOf[place.activity].includes(unit),
  );
  return isEvaluator || hasMarked ? "ALREADY_LOCKED" : "NOT_EVALUATOR";
}

/** An adviser's own view: what they locked, else what they may mark with their draft. */
export async function oralMarksOf(db: Db | Tx, place: OralPlace): Promise<OralMarksView> {
  const isOpen = await isActivityMarkable(db, place);
  const grids = await gridsOf(db, place.sittingId, unitsOf[place.activity]);
  const own = (await standingMarks(db, place.sittingId)).filter(
    ({ raterId, unit }) => raterId === place.adviserId && unitsOf[place.activity].includes(unit),
  );
  const open = await unitsToMark(db, place);
  if (open.length === 0 && own.length > 0) {
    const lockedAt = Math.max(...own.map((mark) => mark.lockedAt.getTime()));
    return {
      isOpen,
      isEvaluator: true,
      isWithdrawn: false,
      lockedAt: new Date(lockedAt).toISOString(),
      units: own.map(({ unit, bands, comments }) => ({ unit, bands: bands.filter(isBand), comments, revision: 0 })),
      grids,
    };
  }
  const units: OralMarksView["units"] = [];
  for (const { unit } of open) {
    const draft = await ownDraft(db, { sittingId: place.sittingId, unit, round: "ORIGINAL", raterId: place.adviserId });
    units.push({ unit, bands: [...draft.bands], comments: draft.comments, revision: draft.revision });
  }
  const why = open.length > 0 ? undefined : await nothingToMark(db, place);
  return { isOpen, isEvaluator: why !== "NOT_EVALUATOR", isWithdrawn: why === "TASK_WITHDRAWN", lockedAt: null, units, grids };
}
