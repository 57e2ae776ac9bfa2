import { type Rational, toNumber } from "#shared/kernel/rational.ts";

import { decideCompetency } from "./competency.ts";
import type { ScoringInput } from "./input.ts";
import { activityStates, decideOutcome } from "./outcome.ts";
import { exactPolicy } from "./policy.ts";
import { decideReading } from "./reading.ts";
import { applyReview, reviewMarks } from "./review.ts";
import { ACTIVITY_OF, type Flag, type MarkedCompetency, type Need, type Report, forEachUnit } from "./types.ts";
import { type Unit, readUnit, reportUnit } from "./unit.ts";

/**
 * The one scoring function of both delivery modes; whatever shows or stores a result calls it, and nothing else
 * calculates one. Pure: the same input gives the same report, years later.
 */
export function computeReport(input: ScoringInput): Report {
  const policy = exactPolicy(input.policy);
  const activities = activityStates(input.activities);
  const units = forEachUnit((id) => readUnit(id, activities[ACTIVITY_OF[id]], input.marks[id] ?? [], policy.weights));
  const review = reviewMarks(input.review);

  const ce = decideReading(activities.reading, input.reading, policy);
  const decide = (competency: MarkedCompetency, own: readonly Unit[]) => {
    const { value, needs } = decideCompetency(own, policy);
    const reviewed = applyReview(value, own, review, policy.weights);
    const flags: readonly Flag[] = reviewed === value ? [] : [`RAISED_ON_REVIEW:${competency}`];
    return { value: reviewed, needs, flags };
  };
  const co = decide("CO", [units["discussion.CO"], units["interview.CO"]]);
  const ee = decide("EE", [units["writing.EE"]]);
  const eo = decide("EO", [units["discussion.EO"], units["interview.EO"]]);

  const needs = [ce, co, ee, eo].flatMap((decision) => decision.needs).toSorted(byUnitThenWhy);
  const values = [ce.value, co.value, ee.value, eo.value];
  const outcome = decideOutcome(activities, needs.length > 0, values, policy.cut);
  // The flag explains a FAIL: an absence or an outage that outranks the stop does not carry it.
  const isStopped = outcome === "FAIL" && activities.discussion === "GATE_STOPPED";
  const harmless: readonly Flag[] = ce.isHeldHarmless ? ["HELD_HARMLESS"] : [];
  const participation: readonly Flag[] = isStopped ? ["PARTICIPATION"] : [];

  return {
    outcome,
    competencies: { CE: shown(ce.value), CO: shown(co.value), EE: shown(ee.value), EO: shown(eo.value) },
    units: forEachUnit((id) => reportUnit(units[id])),
    needs,
    flags: [...harmless, ...participation, ...co.flags, ...ee.flags, ...eo.flags].toSorted(),
  };
}

function shown(value: Rational | null): number | null {
  return value === null ? null : toNumber(value);
}

function byUnitThenWhy(a: Need, b: Need): number {
  return inCodeUnits(a.unit, b.unit) || inCodeUnits(a.why, b.why);
}

/** Not `localeCompare`: a report is the same on every machine. */
function inCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
