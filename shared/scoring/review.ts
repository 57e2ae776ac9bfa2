import { type Rational, max, mean } from "#shared/kernel/rational.ts";

import { competencyScore } from "./competency-score.ts";
import type { GivenMark, ScoringInput } from "./input.ts";
import { readMark } from "./mark.ts";
import type { Weights } from "./policy.ts";
import type { UnitId } from "./types.ts";
import { type ScoredUnit, type Unit, allScored } from "./unit.ts";

/** The new marks, unit by unit; a unit that is not under review has no entry. */
export type ReviewMarks = { readonly [unit in UnitId]?: readonly GivenMark[] };

/** No unit belongs to two competencies, so the marks of a review make one table. */
export function reviewMarks(review: ScoringInput["review"]): ReviewMarks {
  return { ...review?.CO, ...review?.EE, ...review?.EO };
}

/**
 * Rule 9: the better of the result and of the review's, so that a review never lowers a result nor removes a pass.
 *
 * - A competency that is still undecided has no result to review: it stays undecided.
 * - A unit that is not under review keeps its resolved score in the new competency.
 * - The review counts once each unit that it lists has its two marks. Until then the old result stands: a raise that
 *   the last mark would take back must never be shown.
 */
export function applyReview(
  value: Rational | null,
  units: readonly Unit[],
  review: ReviewMarks,
  weights: Weights,
): Rational | null {
  const scored = allScored(units);
  if (value === null || scored === null) return value;
  const reviewed = scored.map((unit) => reviewedScore(unit, review[unit.id], weights)).filter((score) => score !== null);
  return reviewed.length < scored.length ? value : max(value, competencyScore(reviewed));
}

function reviewedScore(
  unit: ScoredUnit,
  given: readonly GivenMark[] | undefined,
  weights: Weights,
): Rational | null {
  return given === undefined ? unit.score : reviewScore(unit.id, given, weights);
}

/** What a review gives a unit, whether or not it is the better one; null until its two marks are there. */
export function reviewScore(unit: UnitId, given: readonly GivenMark[], weights: Weights): Rational | null {
  return given.length < 2 ? null : mean(given.slice(0, 2).map((mark) => readMark(unit, mark, weights).score));
}
