import { expect, test } from "vitest";
import { offeredReviews, reviewEndsAt, unitsOfCompetency } from "./review.ts";

const both = new Set(["DISCUSSION", "INTERVIEW"] as const);
const scores = { CO: 55, EE: 52, EO: 70 };

test("[REV-1] what was not reached and can be seen or heard again is offered; a pass, and what was reached, is not", () => {
  const facts = { outcome: "FAIL", scores, cut: 60, recorded: both } as const;
  expect(offeredReviews(facts)).toEqual(["CO", "EE"]);
  expect(offeredReviews({ ...facts, recorded: new Set(["DISCUSSION"]) })).toEqual(["EE"]);
  expect(offeredReviews({ ...facts, scores: { CO: null, EE: null, EO: null } })).toEqual([]);
  for (const outcome of ["PASS", "ON_HOLD", "NOT_COMPLETED", "PENDING"] as const)
    expect(offeredReviews({ ...facts, outcome })).toEqual([]);
});

test("[REV-1] the last day ends at midnight at the Office, and counts from the day on which the result was sent there", () => {
  expect(reviewEndsAt(new Date("2026-03-01T15:20:00Z")).toISOString()).toBe("2026-05-01T03:59:59.999Z");
  expect(reviewEndsAt(new Date("2026-03-02T02:20:00Z")).toISOString()).toBe("2026-05-01T03:59:59.999Z");
  expect(reviewEndsAt(new Date("2026-10-02T15:20:00Z")).toISOString()).toBe("2026-12-02T04:59:59.999Z");
});

test("[REV-2] a competency is judged again in all its units", () => {
  expect(unitsOfCompetency("EE")).toEqual(["writing.EE"]);
  expect(unitsOfCompetency("CO")).toEqual(["discussion.CO", "interview.CO"]);
  expect(unitsOfCompetency("EO")).toEqual(["discussion.EO", "interview.EO"]);
});
