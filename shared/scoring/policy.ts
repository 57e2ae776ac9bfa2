import { z } from "zod";

import { type Rational, compare, fromDecimal, rational, sum } from "#shared/kernel/rational.ts";

import { type UnitId, forEachUnit } from "./types.ts";

const points = z.number().min(0).max(100);

/** The weight of each criterion, in the order of the bands of a mark; each row adds up to 1. */
export type Weights = { readonly [unit in UnitId]: readonly Rational[] };

/** Those of the model as it was designed. */
export const WEIGHTS: Weights = {
  // E1 task, E2 organisation, E3 vocabulary, E4 syntax, E5 readability.
  "writing.EE": [0.25, 0.2, 0.2, 0.2, 0.15].map(fromDecimal),
  // L1 overall sense, L2 details and reaction.
  "discussion.CO": [0.5, 0.5].map(fromDecimal),
  "interview.CO": [0.5, 0.5].map(fromDecimal),
  // O1 interaction in the discussion, O5 development in the interview; then O2 clarity, O3 vocabulary, O4 structures.
  "discussion.EO": [0.3, 0.25, 0.25, 0.2].map(fromDecimal),
  "interview.EO": [0.3, 0.25, 0.25, 0.2].map(fromDecimal),
};

/** Exactly one: a sum of binary floats would refuse what adds up on paper. */
const unitWeights = (unit: UnitId) =>
  z
    .array(z.number().positive().max(1))
    .length(WEIGHTS[unit].length)
    .refine((given) => compare(sum(given.map(fromDecimal)), rational(1n)) === 0, "weights do not add up to 1")
    .readonly();

/** A version of the policy is approved by the examination committee, dated and immutable; this is what it may say. */
export const scoringPolicy = z.strictObject({
  /** The score from which a competency is passed. */
  cut: points.optional(),
  /** Standard error of measurement: how far below the cut the borderline zone begins. */
  sem: points.optional(),
  /** T1: two scores further apart than this ask for a third mark. */
  scoreGap: points.optional(),
  /** T2: bands this far apart on one criterion do too. Zero would not be a gap: it would ask everywhere. */
  bandGap: z.number().int().min(1).optional(),
  /** All five units, or none: a policy that gives none has those of the design. */
  weights: z
    .strictObject({
      "writing.EE": unitWeights("writing.EE"),
      "discussion.CO": unitWeights("discussion.CO"),
      "interview.CO": unitWeights("interview.CO"),
      "discussion.EO": unitWeights("discussion.EO"),
      "interview.EO": unitWeights("interview.EO"),
    })
    .optional(),
});
export type ScoringPolicy = z.infer<typeof scoringPolicy>;

export const DEFAULT_POLICY: Required<Omit<ScoringPolicy, "weights">> = { cut: 60, sem: 4, scoreGap: 15, bandGap: 2 };

export type ExactPolicy = {
  readonly cut: Rational;
  readonly sem: Rational;
  readonly scoreGap: Rational;
  readonly bandGap: number;
  readonly weights: Weights;
};

/** A field that the policy does not give takes its default. */
export function exactPolicy(policy: ScoringPolicy = {}): ExactPolicy {
  const { cut = DEFAULT_POLICY.cut, sem = DEFAULT_POLICY.sem } = policy;
  const { scoreGap = DEFAULT_POLICY.scoreGap, bandGap = DEFAULT_POLICY.bandGap } = policy;
  return {
    cut: fromDecimal(cut),
    sem: fromDecimal(sem),
    scoreGap: fromDecimal(scoreGap),
    bandGap,
    weights: weightsOf(policy),
  };
}

export const weightsOf = ({ weights }: ScoringPolicy): Weights =>
  weights === undefined ? WEIGHTS : forEachUnit((unit) => weights[unit].map(fromDecimal));
