import { z } from "zod";

import { WEIGHTS, scoringPolicy } from "./policy.ts";
import { type UnitId, activityState } from "./types.ts";

/**
 * The file that a report is computed from. Objects are strict: an unknown field, `mode` above all, is refused rather
 * than ignored, so that nobody can believe that it counted. Nothing is transformed: what is parsed is what is hashed.
 *
 * Where the design is silent:
 * - a unit without an entry in `marks` has no marks yet, and says so in the needs of the report;
 * - an item is worth more than nothing (`max` above 0) and never gives more than it is worth, so that Σmax = 0 can only
 *   mean that there are no items;
 * - an item is counted once, and a marker marks a unit once: a repeated id or rater would be a copied row;
 * - a review has at most two marks per unit; fewer means that it is still under way.
 */

const name = z.string().min(1);
const band = z.number().int().min(0).max(5);

/** Refuses the second of two equal entries, also when a later entry is wrong in itself: the first fault is reported. */
function unique<T extends z.ZodType<readonly unknown[]>>(list: T, read: (entry: unknown) => unknown, what: string): T {
  return list.superRefine(
    (entries, context) => {
      const values = entries.map(read);
      values.forEach((value, index) => {
        if (value === undefined || values.indexOf(value) === index) return;
        context.addIssue({ code: "custom", path: [index, what], message: `${what} is repeated` });
      });
    },
    { when: ({ value }) => Array.isArray(value) },
  );
}

const field = (key: string) => (entry: unknown) =>
  typeof entry === "object" && entry !== null ? new Map<string, unknown>(Object.entries(entry)).get(key) : undefined;

const readingItem = z
  .strictObject({ id: name, max: z.number().positive(), points: z.number().min(0), void: z.boolean().optional() })
  // Two doubles compare like their shortest decimal texts, so no exact arithmetic is needed here.
  .refine((item) => item.points <= item.max, { path: ["points"], error: "points exceed max" });

function markList(unit: UnitId) {
  const bands = z.array(band).length(WEIGHTS[unit].length).readonly();
  return unique(z.array(z.strictObject({ rater: name, bands })).readonly(), field("rater"), "rater");
}

const reviewList = (unit: UnitId) => markList(unit).refine((marks) => marks.length <= 2, "a review has two marks");

/** Only a discussion has a participation gate. */
const ungatedState = activityState.exclude(["GATE_STOPPED"]);

export const scoringInput = z.strictObject({
  policy: scoringPolicy.optional(),
  activities: z
    .strictObject({
      reading: ungatedState.optional(),
      discussion: activityState.optional(),
      writing: ungatedState.optional(),
      interview: ungatedState.optional(),
    })
    .optional(),
  reading: z.strictObject({
    items: unique(z.array(readingItem).readonly(), field("id"), "id"),
    humanChecked: z.boolean().optional(),
  }),
  marks: z.strictObject({
    "writing.EE": markList("writing.EE").optional(),
    "discussion.CO": markList("discussion.CO").optional(),
    "interview.CO": markList("interview.CO").optional(),
    "discussion.EO": markList("discussion.EO").optional(),
    "interview.EO": markList("interview.EO").optional(),
  }),
  review: z
    .strictObject({
      CO: z
        .strictObject({
          "discussion.CO": reviewList("discussion.CO").optional(),
          "interview.CO": reviewList("interview.CO").optional(),
        })
        .optional(),
      EE: z.strictObject({ "writing.EE": reviewList("writing.EE").optional() }).optional(),
      EO: z
        .strictObject({
          "discussion.EO": reviewList("discussion.EO").optional(),
          "interview.EO": reviewList("interview.EO").optional(),
        })
        .optional(),
    })
    .optional(),
});

export type ScoringInput = z.infer<typeof scoringInput>;
export type ReadingInput = ScoringInput["reading"];
export type GivenMark = { readonly rater: string; readonly bands: readonly number[] };
