import { type Rational, abs, compare, sub } from "#shared/kernel/rational.ts";

import { competencyScore } from "./competency-score.ts";
import type { ExactPolicy } from "./policy.ts";
import type { UnitId } from "./types.ts";
import type { DoubleUnit, ScoredUnit } from "./unit.ts";

/** Rule 4: what two markers disagree on, if it asks for a third. T2 is looked at only where T1 does not apply. */
export function disagreement(unit: DoubleUnit, policy: ExactPolicy): "T1" | "T2" | null {
  if (compare(gapOf(unit), policy.scoreGap) > 0) return "T1";
  const [first, second] = unit.marks;
  const isBandGap = first.bands.some((band, criterion) => {
    const other = second.bands[criterion];
    return other !== undefined && Math.abs(band - other) >= policy.bandGap;
  });
  return isBandGap ? "T2" : null;
}

/**
 * Rule 6 (T3): the units that need a third mark because the competency would pass with the higher marks and not with
 * the lower ones. `units` comes in alphabetical order, so the first of two equal gaps is the one that the rule names.
 */
export function straddling(units: readonly ScoredUnit[], policy: ExactPolicy): readonly UnitId[] {
  const low = competencyScore(units.map((unit) => boundsOf(unit).lower));
  const high = competencyScore(units.map((unit) => boundsOf(unit).higher));
  if (!straddles(low, high, policy.cut)) return [];

  const doubles = units.filter((unit) => unit.state === "DOUBLE");
  const own = doubles.filter((unit) => straddles(boundsOf(unit).lower, boundsOf(unit).higher, policy.cut));
  return (own.length > 0 ? own : doubles.toSorted((a, b) => compare(gapOf(b), gapOf(a))).slice(0, 1)).map(
    ({ id }) => id,
  );
}

function straddles(low: Rational, high: Rational, cut: Rational): boolean {
  return compare(low, cut) < 0 && compare(cut, high) <= 0;
}

/** Three marks are resolved: such a unit gives the same score to both sides. */
function boundsOf(unit: ScoredUnit): { readonly lower: Rational; readonly higher: Rational } {
  if (unit.state === "TRIPLE") return { lower: unit.score, higher: unit.score };
  const [first, second] = unit.marks;
  return compare(first.score, second.score) <= 0
    ? { lower: first.score, higher: second.score }
    : { lower: second.score, higher: first.score };
}

function gapOf(unit: DoubleUnit): Rational {
  const [first, second] = unit.marks;
  return abs(sub(first.score, second.score));
}
