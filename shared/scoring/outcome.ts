import { type Rational, compare } from "#shared/kernel/rational.ts";

import type { ScoringInput } from "./input.ts";
import type { Activity, ActivityState, Outcome } from "./types.ts";

export type ActivityStates = { readonly [activity in Activity]: ActivityState };

/** An activity that the input does not speak of was completed. */
export function activityStates(given: ScoringInput["activities"] = {}): ActivityStates {
  const { reading = "COMPLETED", discussion = "COMPLETED", writing = "COMPLETED", interview = "COMPLETED" } = given;
  return { reading, discussion, writing, interview };
}

/**
 * Rule 10: the first line that applies. Each competency must reach the cut by itself; there is no total. The states
 * come first, because what was not done has no score to fail with.
 *
 * Read literally, a lone `NOT_EVALUATED` (which only ever follows from a stop, an absence or an outage) ends in `FAIL`.
 */
export function decideOutcome(
  activities: ActivityStates,
  isWaiting: boolean,
  values: readonly (Rational | null)[],
  cut: Rational,
): Outcome {
  const states = Object.values(activities);
  if (states.includes("ABSENT")) return "NOT_COMPLETED";
  if (states.includes("TECHNICAL")) return "ON_HOLD";
  if (activities.discussion === "GATE_STOPPED") return "FAIL";
  if (isWaiting) return "PENDING";
  return values.every((value) => value !== null && compare(value, cut) >= 0) ? "PASS" : "FAIL";
}
