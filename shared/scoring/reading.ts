import {
  type Rational,
  compare,
  div,
  fromDecimal,
  max,
  mul,
  rational,
  roundHalfUp,
  sum,
  toNumber,
} from "#shared/kernel/rational.ts";

import type { Decision } from "./competency.ts";
import { isBorderline } from "./competency-score.ts";
import type { ReadingInput, ScoringInput } from "./input.ts";
import { activityStates } from "./outcome.ts";
import { type ExactPolicy, exactPolicy } from "./policy.ts";
import type { ActivityState } from "./types.ts";

type Items = ReadingInput["items"];

/**
 * Rule 8: reading (CE), from its items. A void item is taken out for everybody, unless keeping it serves the person
 * better. "Strictly better" is said of the exact ratios, before the one rounding. A reading that was not completed is
 * not scored, like any unit: no value, no need, no flag.
 */
export function decideReading(
  state: ActivityState,
  reading: ReadingInput,
  policy: ExactPolicy,
): Decision & { readonly isHeldHarmless: boolean } {
  if (state !== "COMPLETED") return { value: null, needs: [], isHeldHarmless: false };
  const withVoid = percentOf(reading.items);
  if (withVoid === null) {
    return { value: null, needs: [{ unit: "reading.CE", why: "FIRST_MARK" }], isHeldHarmless: false };
  }
  // Where every item is void there is no "without": "with" stands, and nobody was kept from harm.
  const withoutVoid = percentOf(reading.items.filter((item) => item.void !== true)) ?? withVoid;
  const isHeldHarmless = compare(withVoid, withoutVoid) > 0;
  const value = roundHalfUp(max(withVoid, withoutVoid));
  if (isBorderline(value, policy) && reading.humanChecked !== true) {
    return { value: null, needs: [{ unit: "reading.CE", why: "BORDERLINE" }], isHeldHarmless };
  }
  return { value, needs: [], isHeldHarmless };
}

/** What the reading comes to, also while a borderline one waits to be looked at; `null` of what is not scored. */
export function readingScore({ policy, activities, reading }: ScoringInput): number | null {
  const { value } = decideReading(activityStates(activities).reading, { ...reading, humanChecked: true }, exactPolicy(policy));
  return value === null ? null : toNumber(value);
}

/** `100 · Σpoints / Σmax`, or `null` of no items. */
function percentOf(items: Items): Rational | null {
  if (items.length === 0) return null;
  const points = sum(items.map((item) => fromDecimal(item.points)));
  const most = sum(items.map((item) => fromDecimal(item.max)));
  return div(mul(rational(100n), points), most);
}
