import { type Rational, compare, mean, roundHalfUp, sub, toNumber } from "#shared/kernel/rational.ts";
import { assertNever } from "#shared/kernel/assert-never.ts";

import type { GivenMark } from "./input.ts";
import { type Mark, readMark } from "./mark.ts";
import type { Weights } from "./policy.ts";
import type { ActivityState, Report, UnitId } from "./types.ts";

/** A unit is one activity judged for one competency; how many marks it has decides what can be said about it. */
export type Unit =
  | { readonly id: UnitId; readonly state: "NOT_SCORED" }
  | { readonly id: UnitId; readonly state: "INCOMPLETE"; readonly marks: readonly [] | readonly [Mark] }
  | DoubleUnit
  | TripleUnit;

export type DoubleUnit = {
  readonly id: UnitId;
  readonly state: "DOUBLE";
  readonly marks: readonly [Mark, Mark];
  readonly score: Rational;
};

export type TripleUnit = {
  readonly id: UnitId;
  readonly state: "TRIPLE";
  readonly marks: readonly [Mark, Mark, Mark];
  readonly score: Rational;
};

export type ScoredUnit = DoubleUnit | TripleUnit;

/**
 * Rule 2. A unit whose activity is not completed is not scored, whatever marks were given; marks after the third are
 * ignored, in the order of marking.
 */
export function readUnit(id: UnitId, state: ActivityState, given: readonly GivenMark[], weights: Weights): Unit {
  if (state !== "COMPLETED") return { id, state: "NOT_SCORED" };
  const [first, second, third] = given.slice(0, 3).map((mark) => readMark(id, mark, weights));
  if (first === undefined) return { id, state: "INCOMPLETE", marks: [] };
  if (second === undefined) return { id, state: "INCOMPLETE", marks: [first] };
  if (third === undefined) {
    return { id, state: "DOUBLE", marks: [first, second], score: mean([first.score, second.score]) };
  }
  return { id, state: "TRIPLE", marks: [first, second, third], score: resolveThree([first, second, third]) };
}

/** Rule 3: the mean of the two closest of three scores; where both neighbouring gaps are equal, the median. */
function resolveThree(marks: readonly [Mark, Mark, Mark]): Rational {
  const [low, middle, high] = marks.map((mark) => mark.score).toSorted(compare);
  if (low === undefined || middle === undefined || high === undefined) throw new RangeError("Three marks are needed.");
  const nearer = compare(sub(middle, low), sub(high, middle));
  if (nearer === 0) return middle;
  return nearer < 0 ? mean([low, middle]) : mean([middle, high]);
}

/** The units, when every one of them has at least two marks. */
export function allScored(units: readonly Unit[]): readonly ScoredUnit[] | null {
  const scored = units.filter((unit) => unit.state === "DOUBLE" || unit.state === "TRIPLE");
  return scored.length === units.length ? scored : null;
}

/** What the report shows of a unit. */
export function reportUnit(unit: Unit): Report["units"][UnitId] {
  switch (unit.state) {
    case "NOT_SCORED":
      return { score: null, marks: 0 };
    case "INCOMPLETE":
      return { score: null, marks: unit.marks.length };
    case "DOUBLE":
    case "TRIPLE":
      return { score: toNumber(roundHalfUp(unit.score)), marks: unit.marks.length };
    default:
      return assertNever(unit);
  }
}
