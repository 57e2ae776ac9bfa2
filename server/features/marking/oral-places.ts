import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { dueWhenAsked } from "#shared/domain/marking/first-round.ts";
import { oralActivities, unitsOf, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import { unitsOfCompetency } from "#shared/domain/results/review.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import { isOrdinary } from "#shared/domain/results/waiting.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { currentNeeds, openReview } from "../results/queries.ts";
import { hasRecording } from "../rooms/queries.ts";
import { liveTasks, ordinaryMarks, standingMarks, waitsForEvaluator } from "./queries.ts";
import type { MarkRound } from "./store.ts";

const thirdReasons: readonly string[] = ["T1", "T2", "T3", "BORDERLINE"];

/** A recording that somebody has still to be asked to hear, for one unit or for both. */
export interface OralPlace {
  readonly sittingId: string;
  readonly activity: OralActivity;
  readonly round: MarkRound;
  /** As it would be for whoever is given it now. */
  readonly dueAt: Date;
  /** Its day of the calendar, which the directorate keeps. */
  readonly calendarDueAt: Date;
  readonly units: readonly { readonly unit: UnitId; readonly ordinal: number }[];
}

/**
 * The oral activities of a sitting that lack a mark which somebody who was not there can give from their recording: the
 * second mark of an interview, third marks, and those of a review. Without a recording an activity waits for an adviser who
 * attended; and so does a first or second mark that one of them may still give, unless it is of the activity that is released.
 */
export async function emptyOralPlaces(db: Db | Tx, sittingId: string, now: Date, released?: OralActivity): Promise<OralPlace[]> {
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { state: true, session: { select: { startsAt: true } } },
  });
  if (!isSittingOver(sitting.state)) return [];
  const places = [
    ...(await firstPlaces(db, sittingId, { startsAt: sitting.session.startsAt, now, released })),
    ...(await reviewPlaces(db, sittingId, now)),
  ];
  const heard = [];
  for (const place of places)
    if (place.units.length > 0 && (await hasRecording(db, sittingId, place.activity))) heard.push(place);
  return heard;
}

async function firstPlaces(
  db: Db | Tx,
  sittingId: string,
  { startsAt, now, released }: { readonly startsAt: Date; readonly now: Date; readonly released: OralActivity | undefined },
): Promise<OralPlace[]> {
  const needs = await currentNeeds(db, sittingId);
  const marks = await standingMarks(db, sittingId);
  const tasks = await liveTasks(db, sittingId);
  const places: OralPlace[] = [];
  for (const activity of oralActivities) {
    const units: { unit: UnitId; ordinal: number }[] = [];
    for (const unit of unitsOf[activity]) {
      if (tasks.some((task) => task.unit === unit && task.state !== "MARKED")) continue;
      const given = marks.filter((mark) => mark.unit === unit).length;
      const asked = needs.filter((need) => need.unit === unit);
      const isThird = asked.some(({ why }) => thirdReasons.includes(why));
      // What the report asked for may have been locked since.
      const isLacking = asked.some(isOrdinary) && given < ordinaryMarks;
      const isFree = isLacking && (activity === released || !(await waitsForEvaluator(db, sittingId, unit)));
      if (isThird || isFree) units.push({ unit, ordinal: given + 1 });
    }
    const isFurther = units.some(({ ordinal }) => ordinal > ordinaryMarks);
    places.push({ sittingId, activity, round: "ORIGINAL", ...dueOf(startsAt, isFurther ? markDueDays.third : markDueDays.first, now), units });
  }
  return places;
}

export const dueOf = (from: Date, days: number, now: Date): Pick<OralPlace, "dueAt" | "calendarDueAt"> => ({
  dueAt: dueWhenAsked(from, days, now),
  calendarDueAt: dueAt(from, days),
});

/** A review is heard by two people who neither were there nor judged it before. */
async function reviewPlaces(db: Db | Tx, sittingId: string, now: Date): Promise<OralPlace[]> {
  const review = await openReview(db, sittingId);
  if (!review) return [];
  const reviewed = review.competencies.flatMap(unitsOfCompetency);
  const tasks = await liveTasks(db, sittingId, "REVIEW");
  const isFree = (unit: UnitId, ordinal: number): boolean =>
    reviewed.includes(unit) && !tasks.some((task) => task.unit === unit && task.ordinal === ordinal);
  const due = dueOf(review.requestedAt, markDueDays.first, now);
  return oralActivities.flatMap((activity) =>
    [1, 2].map((ordinal) => ({
      sittingId,
      activity,
      round: "REVIEW" as const,
      ...due,
      units: unitsOf[activity].filter((unit) => isFree(unit, ordinal)).map((unit) => ({ unit, ordinal })),
    })),
  );
}
