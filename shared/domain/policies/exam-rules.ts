import { z } from "zod";
import { criteria, criteriaOf, type Criterion, type UnitId } from "../marking/units.ts";
import { levels } from "../results/level.ts";
import { reviewDays } from "../results/review.ts";

/**
 * What the examination committee approves as one version: numbers, grid and weights, what an earlier exam counts for, what
 * is recorded and for how long, what a marker may see. Criteria and bands themselves are the model's: marks are stored by
 * them.
 */

/** One line, in both languages of the product. */
const words = (most: number) => {
  const line = z.string().trim().min(1).max(most).regex(/^[^\n\r\t]*$/);
  return z.strictObject({ fr: line, en: line });
};
export const nameLength = 60;
export const descriptorLength = 200;
const descriptor = words(descriptorLength);
export type Words = z.infer<typeof descriptor>;

const criterion = z.strictObject({
  name: words(nameLength),
  /** Bands 1 to 5; band 0 is the same for every criterion. */
  bands: z.tuple([descriptor, descriptor, descriptor, descriptor, descriptor]),
});

/** Per cent, in the order of a mark's bands. */
const weights = (unit: UnitId) =>
  z
    .array(z.number().int().min(1).max(100))
    .length(criteriaOf[unit].length)
    .refine((given) => given.reduce((sum, one) => sum + one, 0) === 100, "weights add up to 100");

export const rubric = z.strictObject({
  /** Band 0. */
  nothing: descriptor,
  criteria: z.strictObject(
    Object.fromEntries(criteria.map((code) => [code, criterion])) as Record<Criterion, typeof criterion>,
  ),
  /** What the person reads beside each score. */
  levels: z.strictObject(
    Object.fromEntries(levels.map((level) => [level, words(nameLength)])) as Record<
      (typeof levels)[number],
      typeof descriptor
    >,
  ),
  weights: z.strictObject({
    "writing.EE": weights("writing.EE"),
    "discussion.CO": weights("discussion.CO"),
    "discussion.EO": weights("discussion.EO"),
    "interview.CO": weights("interview.CO"),
    "interview.EO": weights("interview.EO"),
  }),
});
export type Rubric = z.infer<typeof rubric>;

const points = (least: number) => z.number().min(least).max(100).multipleOf(0.1);
export const ruleNumbers = {
  /** The score from which a competency is passed. */
  cut: points(1),
  /** How far below the cut a score is looked at again. */
  sem: points(0),
  /** Scores, and bands on one criterion, that are so far apart ask for a third mark. */
  scoreGap: points(0),
  bandGap: z.number().int().min(1).max(5),
  /** The score from which the person reads the highest level. */
  exceededFrom: points(1),
};
export const numberNames = ["cut", "sem", "scoreGap", "bandGap", "exceededFrom"] as const satisfies readonly (keyof typeof ruleNumbers)[];
export type NumberName = (typeof numberNames)[number];

export const retakeScopes = ["FULL", "FAILED_ONLY"] as const;
export const mostCreditMonths = 60;
const retake = z.strictObject({
  /** The latest exam stands alone, or a competency passed before counts beside it. */
  scope: z.enum(retakeScopes),
  /** How long it counts. Read for `FAILED_ONLY` alone. */
  creditMonths: z.number().int().min(1).max(mostCreditMonths),
});

export const mostDays = 3_650;
const days = z.number().int().min(0).max(mostDays);
export const leastReviewDays = reviewDays;
const recording = z.strictObject({
  /** Whoever agrees to it is filmed in the two oral activities. */
  isOralFilmed: z.boolean(),
  /** An adviser may keep the minute before an observation, of whoever is supervised; otherwise nothing of it is remembered. */
  areExtractsKept: z.boolean(),
  /** Days after the result in which a review can be asked for: as long as one can, what it is judged from is there. */
  reviewDays: days.min(leastReviewDays),
  /** Days after that until a recording is destroyed. */
  keepDays: days,
});

const equity = z.strictObject({
  /** Points: a smaller difference of means between both modes changes nothing for anybody. */
  margin: z.number().min(0.5).max(20).multipleOf(0.1),
});

const marking = z.strictObject({
  /** Whoever has locked their mark of a text may see how it was typed. It tells them that it was. */
  mayReplay: z.boolean(),
});

export const examRules = z
  .strictObject({ ...ruleNumbers, rubric, retake, recording, equity, marking })
  .refine(({ cut, exceededFrom }) => exceededFrom >= cut, { path: ["exceededFrom"], message: "is below the cut" });
export type ExamRules = z.infer<typeof examRules>;
