import fc from "fast-check";
import { expect, test } from "vitest";
import { heardAgain, isDrawn } from "./heard-again.ts";
import { counts, countingRounds } from "./rounds.ts";

test("[MRK-50] one discussion in five is drawn", () => {
  expect([0, 0.199_999, 0.2, 0.999_999].map(isDrawn)).toEqual([true, true, false, false]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 99 }), (hundredth) => isDrawn(hundredth / 100) === hundredth < heardAgain.percent));
});

test("[MRK-51] first marks and those of a review count, and no others", () => {
  expect(countingRounds).toEqual(["ORIGINAL", "REVIEW"]);
  expect([counts("ORIGINAL"), counts("REVIEW"), counts("ANCHOR"), counts("SOUND")]).toEqual([true, true, false, false]);
});
