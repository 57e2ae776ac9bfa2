import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { dueWhenAsked, firstRoundAt } from "#shared/domain/marking/first-round.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { unitsOfCompetency } from "#shared/domain/results/review.ts";
import type { Need } from "#shared/scoring/types.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import { needsOf, openReviews } from "../results/queries.ts";
import type { GivenTask } from "./give-task.ts";
import { readyTexts } from "./script.ts";

/** A mark of a text that nobody has been asked for yet, due as it would be for whoever is given it now. */
export type TextPlace = Pick<GivenTask, "sittingId" | "round" | "ordinal" | "dueAt"> & {
  /** Its day of the calendar, which the directorate keeps. */
  readonly calendarDueAt: Date;
};

/**
 * The places of these texts that nobody has: two, a third when the report asks for one, and two new ones for a review.
 * Nothing where it is not known yet which text it is, nor a first mark while the text waits for those of its session.
 */
export async function emptyTextPlaces(db: Db | Tx, sittingIds: readonly string[], now: Date): Promise<TextPlace[]> {
  const ready = await readyTexts(db, sittingIds);
  if (ready.size === 0) return [];
  const where = { sittingId: { in: [...ready.keys()] }, unit: textUnit, state: { not: "WITHDRAWN" as const } };
  const tasks = await db.markingTask.findMany({ where, select: { sittingId: true, round: true, ordinal: true } });
  const filled = new Set(tasks.map(placeName));
  const needs = await needsOf(db, [...ready.keys()]);
  const early = await heldForSession(db, ready, now);
  const reviews = await openReviews(db, [...ready.keys()]);
  const places = [...ready].flatMap(([sittingId, startsAt]): TextPlace[] => {
    const third = thirdMarkDays(needs.get(sittingId) ?? []);
    const first = { sittingId, round: "ORIGINAL", ...firstDue(startsAt, now) } as const;
    const review = reviews.get(sittingId);
    const isReviewed = review?.competencies.some((competency) => unitsOfCompetency(competency).includes(textUnit)) ?? false;
    return [
      ...(early.has(sittingId) ? [] : [1, 2].map((ordinal) => ({ ...first, ordinal }))),
      ...(third === undefined
        ? []
        : [{ ...first, ordinal: 3, dueAt: dueWhenAsked(startsAt, third, now), calendarDueAt: dueAt(startsAt, third) }]),
      // The delay counts from the request, as it counts from the session before: a queue does not tell one from the other.
      ...(review && isReviewed
        ? [1, 2].map((ordinal) => ({ sittingId, round: "REVIEW", ordinal, ...firstDue(review.requestedAt, now) }) as const)
        : []),
    ];
  });
  return places.filter((place) => !filled.has(placeName(place)));
}

/** A text that was typed late, or given back, comes with the days of any other: «late» when it comes would tell of paper. */
const firstDue = (from: Date, now: Date): Pick<TextPlace, "dueAt" | "calendarDueAt"> => ({
  dueAt: dueWhenAsked(from, markDueDays.first, now),
  calendarDueAt: dueAt(from, markDueDays.first),
});

const placeName = ({ sittingId, round, ordinal }: Pick<TextPlace, "sittingId" | "round" | "ordinal">): string =>
  `${sittingId} ${round} ${ordinal}`;

/** Of these texts, those of a session that is not over yet: somebody sits it, or papers are to be typed. */
async function heldForSession(db: Db | Tx, ready: ReadonlyMap<string, Date>, now: Date): Promise<ReadonlySet<string>> {
  const early = [...ready].filter(([, startsAt]) => now < firstRoundAt(startsAt)).map(([sittingId]) => sittingId);
  if (early.length === 0) return new Set();
  const pending = { session: { sittings: { some: { OR: [sitsYet, { runs: { some: toBeSealed } }] } } } };
  const held = await db.sitting.findMany({ where: { id: { in: early }, ...pending }, select: { id: true } });
  return new Set(held.map(({ id }) => id));
}

/** Handed in and not sealed: a text on paper, until it is typed and checked. */
const toBeSealed = { activity: "WRITING", state: "COMPLETED", seal: { is: null } } as const;
/** A text is read once its person is done with everything; whoever has not begun while others are done writes nothing any more. */
const sitsYet = { state: { in: ["IN_PROGRESS", "INTERRUPTED"] } } satisfies Prisma.SittingWhereInput;

/** Every text that was sat together with this one, itself included: what was awaited may have been this one. */
export async function sittingsOfSession(db: Db | Tx, sittingId: string): Promise<string[]> {
  const together = await db.sitting.findMany({
    where: { session: { isPractice: false, sittings: { some: { id: sittingId } } } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return together.map(({ id }) => id);
}

/** Days until a third mark is due, undefined while the report asks for none. */
function thirdMarkDays(needs: readonly Need[]): number | undefined {
  const reasons = needs.filter(({ unit }) => unit === textUnit).map(({ why }) => why);
  if (reasons.some((why) => why === "T1" || why === "T2" || why === "T3")) return markDueDays.third;
  return reasons.includes("BORDERLINE") ? markDueDays.borderline : undefined;
}
