import { type Rational, fromDecimal, mul, rational, sum } from "#shared/kernel/rational.ts";

import type { GivenMark } from "./input.ts";
import { WEIGHTS, type Weights } from "./policy.ts";
import type { UnitId } from "./types.ts";

/** One marker's judgement of one unit. Who gave it is gone: from here on no rule can depend on a marker. */
export type Mark = { readonly bands: readonly number[]; readonly score: Rational };

/** Five bands of 20 points each: band 5 everywhere is 100, band 3, the level expected, is 60. */
const POINTS_PER_BAND = rational(20n);

/** Rule 1: `S = 20 · Σ weight·band`. */
export function readMark(unit: UnitId, given: GivenMark, { [unit]: weights }: Weights = WEIGHTS): Mark {
  if (given.bands.length !== weights.length) throw new RangeError(`${unit} has ${weights.length} criteria.`);
  const weighted = given.bands.map((band, criterion) => mul(weightAt(weights, criterion), fromDecimal(band)));
  return { bands: given.bands, score: mul(POINTS_PER_BAND, sum(weighted)) };
}

function weightAt(weights: readonly Rational[], criterion: number): Rational {
  const weight = weights[criterion];
  if (weight === undefined) throw new RangeError(`There is no criterion ${criterion}.`);
  return weight;
}
