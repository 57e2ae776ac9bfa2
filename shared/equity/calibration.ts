import { textUnit } from "../domain/marking/units.ts";
import { toNumber } from "../kernel/rational.ts";
import { readMark } from "../scoring/mark.ts";
import type { Weights } from "../scoring/policy.ts";
import { agreementOf, isBandPair } from "./agreement.ts";

/** A marker beside what the lead agreed on beforehand. For training and for the entry gate; never an input of a result. */

export interface ReferenceMark {
  /** What the marker gave, criterion by criterion. */
  readonly bands: readonly number[];
  readonly reference: readonly number[];
  /** Of the rules that the text was sat under; those of the design where none is said. */
  readonly weights?: Weights;
}

export interface ReferenceAgreement {
  readonly texts: number;
  /** Criteria compared, and how many had the same band, and one apart at most. */
  readonly pairs: number;
  readonly exact: number;
  readonly adjacent: number;
  /** Points above or below the references, on the scale of 0 to 100, on average. */
  readonly points: number;
}

/** Undefined without a text. */
export function agreementWithReferences(marks: readonly ReferenceMark[]): ReferenceAgreement | undefined {
  const pairs = marks
    .flatMap(({ bands, reference }) => bands.map((band, place) => [band, reference[place] ?? -1] as const))
    .filter(isBandPair);
  const agreement = agreementOf(pairs);
  if (!agreement) return undefined;
  const apart = marks.map(({ bands, reference, weights }) => scoreOf(bands, weights) - scoreOf(reference, weights));
  return {
    texts: marks.length,
    pairs: agreement.pairs,
    exact: Math.round(agreement.exact * agreement.pairs),
    adjacent: Math.round(agreement.adjacent * agreement.pairs),
    points: apart.reduce((sum, one) => sum + one, 0) / apart.length,
  };
}

const scoreOf = (bands: readonly number[], weights: Weights | undefined): number =>
  toNumber(readMark(textUnit, { rater: "", bands }, weights).score);

/** In per cent of the criteria. */
export interface CalibrationBar {
  readonly minExact: number;
  readonly minAdjacent: number;
}

export const isCalibrated = (
  { pairs, exact, adjacent }: Pick<ReferenceAgreement, "pairs" | "exact" | "adjacent">,
  bar: CalibrationBar,
): boolean => exact * 100 >= bar.minExact * pairs && adjacent * 100 >= bar.minAdjacent * pairs;

/** Fewer anchors than this say nothing to the marker; whoever leads sees figures from twice as many, so later [P]. */
export const enoughAnchors = 5;
export const enoughAnchorsForLead = 10;

export type CalibrationNeed = "NEVER" | "AGE" | "DRIFT";

/** Until when a calibration counts. */
export function calibratedUntil(passedAt: Date, months: number): Date {
  const until = new Date(passedAt);
  until.setUTCMonth(until.getUTCMonth() + months);
  return until;
}

/** Why somebody is to calibrate, again or at last; undefined while what they passed counts. `since`: anchors marked after it. */
export function calibrationNeed(
  { passedAt, since }: { readonly passedAt: Date | undefined; readonly since: ReferenceAgreement | undefined },
  { refreshMonths, driftPoints }: { readonly refreshMonths: number; readonly driftPoints: number },
  now: Date,
): CalibrationNeed | undefined {
  if (!passedAt) return "NEVER";
  if (now >= calibratedUntil(passedAt, refreshMonths)) return "AGE";
  return since && since.texts >= enoughAnchors && Math.abs(since.points) > driftPoints ? "DRIFT" : undefined;
}
