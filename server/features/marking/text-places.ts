import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { unitsOfCompetency } from "#shared/domain/results/review.ts";
import type { Need } from "#shared/scoring/types.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { needsOf, openReviews } from "../results/queries.ts";
import type { GivenTask } from "./give-task.ts";
import { readyTexts } from "./script.ts";

/** A mark of a text that nobody has been asked for yet. */
export type TextPlace = Pick<GivenTask, "sittingId" | "round" | "ordinal" | "dueAt">;

/**
 * The places of these texts that nobody has: two, a third when the report asks for one, and two new ones for a review.
 * Nothing where it is not known yet which text it is.
 */
export async function emptyTextPlaces(db: Db | Tx, sittingIds: readonly string[]): Promise<TextPlace[]> {
  const ready = await readyTexts(db, sittingIds);
  if (ready.size === 0) return [];
  const where = { sittingId: { in: [...ready.keys()] }, unit: textUnit, state: { not: "WITHDRAWN" as const } };
  const tasks = await db.markingTask.findMany({ where, select: { sittingId: true, round: true, ordinal: true } });
  const filled = new Set(tasks.map(placeName));
  const needs = await needsOf(db, [...ready.keys()]);
  const reviews = await openReviews(db, [...ready.keys()]);
  const places = [...ready].flatMap(([sittingId, startsAt]): TextPlace[] => {
    const third = thirdMarkDays(needs.get(sittingId) ?? []);
    const first = { sittingId, round: "ORIGINAL", dueAt: dueAt(startsAt, markDueDays.first) } as const;
    const review = reviews.get(sittingId);
    const isReviewed = review?.competencies.some((competency) => unitsOfCompetency(competency).includes(textUnit)) ?? false;
    return [
      { ...first, ordinal: 1 },
      { ...first, ordinal: 2 },
      ...(third === undefined ? [] : [{ ...first, ordinal: 3, dueAt: dueAt(startsAt, third) }]),
      // The delay counts from the request, as it counts from the session before: a queue does not tell one from the other.
      ...(review && isReviewed
        ? [1, 2].map((ordinal) => ({ sittingId, round: "REVIEW", ordinal, dueAt: dueAt(review.requestedAt, markDueDays.first) }) as const)
        : []),
    ];
  });
  return places.filter((place) => !filled.has(placeName(place)));
}

const placeName = ({ sittingId, round, ordinal }: Pick<TextPlace, "sittingId" | "round" | "ordinal">): string =>
  `${sittingId} ${round} ${ordinal}`;

/** Days until a third mark is due, undefined while the report asks for none. */
function thirdMarkDays(needs: readonly Need[]): number | undefined {
  const reasons = needs.filter(({ unit }) => unit === textUnit).map(({ why }) => why);
  if (reasons.some((why) => why === "T1" || why === "T2" || why === "T3")) return markDueDays.third;
  return reasons.includes("BORDERLINE") ? markDueDays.borderline : undefined;
}
