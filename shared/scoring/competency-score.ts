import { type Rational, compare, mean, roundHalfUp, sub } from "#shared/kernel/rational.ts";

import type { ExactPolicy } from "./policy.ts";

/** Rule 5: the mean of the units of a competency (one for EE, two for CO and EO), rounded half up to 0.1. */
export function competencyScore(unitScores: readonly Rational[]): Rational {
  return roundHalfUp(mean(unitScores));
}

/** The borderline zone `[cut − sem, cut)` of rules 7 and 8, read on the rounded value. */
export function isBorderline(rounded: Rational, policy: ExactPolicy): boolean {
  return compare(sub(policy.cut, policy.sem), rounded) <= 0 && compare(rounded, policy.cut) < 0;
}
