import { type Rational, max, mean } from "#shared/kernel/rational.ts";

import { competencyScore, isBorderline } from "./competency-score.ts";
import type { ExactPolicy } from "./policy.ts";
import { disagreement, straddling } from "./third-mark.ts";
import type { Need } from "./types.ts";
import { type Unit, allScored } from "./unit.ts";

/** A rounded score, or `null` with what is needed first. */
export type Decision = { readonly value: Rational | null; readonly needs: readonly Need[] };

/**
 * Rules 4 to 7 for one marked competency. `units` comes in alphabetical order.
 *
 * - A unit that is not scored, or has fewer than two marks, leaves the competency undecided; the disagreement of its
 *   other unit is still reported, because rule 4 speaks of units.
 * - Only T1 and T2 keep rules 6 and 7 from being tried. T3 does not keep rule 7 from it: a unit whose markers straddle
 *   the cut while their mean is in the borderline zone needs a third mark for both reasons, and says both.
 */
export function decideCompetency(units: readonly Unit[], policy: ExactPolicy): Decision {
  const unsettled = units.flatMap((unit) => needsOf(unit, policy));
  const scored = allScored(units);
  if (scored === null || unsettled.length > 0) return { value: null, needs: unsettled };

  const value = competencyScore(scored.map((unit) => unit.score));
  const inZone = isBorderline(value, policy);
  const needs = [
    ...straddling(scored, policy).map((unit): Need => ({ unit, why: "T3" })),
    ...scored
      .filter((unit) => inZone && unit.state === "DOUBLE")
      .map((unit): Need => ({ unit: unit.id, why: "BORDERLINE" })),
  ];
  if (needs.length > 0) return { value: null, needs };
  if (!inZone) return { value, needs };

  // Rule 7: every unit has three marks now, and the mean of them all may raise the score, never lower it.
  const ofAllMarks = competencyScore(scored.map((unit) => mean(unit.marks.map((mark) => mark.score))));
  return { value: max(value, ofAllMarks), needs };
}

/** Rules 2 and 4: what one unit lacks by itself. A unit that is not scored lacks nothing: its activity decides. */
function needsOf(unit: Unit, policy: ExactPolicy): readonly Need[] {
  if (unit.state === "INCOMPLETE") {
    return [{ unit: unit.id, why: unit.marks.length === 0 ? "FIRST_MARK" : "SECOND_MARK" }];
  }
  const why = unit.state === "DOUBLE" ? disagreement(unit, policy) : null;
  return why === null ? [] : [{ unit: unit.id, why }];
}
