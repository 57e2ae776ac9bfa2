import { expect, test } from "vitest";
import { agreementWithReferences, calibratedUntil, calibrationNeed, isCalibrated } from "./calibration.ts";

const level = [3, 3, 3, 3, 3];
const rules = { refreshMonths: 12, driftPoints: 5 };
const day = (text: string): Date => new Date(`${text}T12:00:00Z`);

test("[CAL-3] bands beside references: the same, one apart at most, and points on the scale of a score", () => {
  expect(agreementWithReferences([])).toBeUndefined();
  expect(
    agreementWithReferences([
      { bands: [4, 3, 3, 3, 3], reference: level },
      { bands: [1, 3, 3, 3, 3], reference: level },
    ]),
  ).toEqual({ texts: 2, pairs: 10, exact: 8, adjacent: 9, points: -2.5 });
});

test("[CAL-5] a calibration is passed at its thresholds, not below", () => {
  const bar = { minExact: 60, minAdjacent: 90 };
  expect(isCalibrated({ pairs: 10, exact: 6, adjacent: 9 }, bar)).toBe(true);
  expect(isCalibrated({ pairs: 10, exact: 5, adjacent: 10 }, bar)).toBe(false);
  expect(isCalibrated({ pairs: 10, exact: 8, adjacent: 8 }, bar)).toBe(false);
});

test("[CAL-6] it is asked for again after its months, or once enough anchors are off on average, and not before", () => {
  const passedAt = day("2026-01-15");
  const off = (texts: number, points: number) => ({ texts, points, pairs: 5 * texts, exact: 0, adjacent: 0 });
  expect(calibratedUntil(passedAt, 12)).toEqual(day("2027-01-15"));
  expect(calibrationNeed({ passedAt: undefined, since: undefined }, rules, day("2026-02-01"))).toBe("NEVER");
  expect(calibrationNeed({ passedAt, since: undefined }, rules, day("2027-01-14"))).toBeUndefined();
  expect(calibrationNeed({ passedAt, since: undefined }, rules, day("2027-01-15"))).toBe("AGE");
  expect(calibrationNeed({ passedAt, since: off(4, 20) }, rules, day("2026-02-01"))).toBeUndefined();
  expect(calibrationNeed({ passedAt, since: off(5, -5) }, rules, day("2026-02-01"))).toBeUndefined();
  expect(calibrationNeed({ passedAt, since: off(5, -5.1) }, rules, day("2026-02-01"))).toBe("DRIFT");
});
