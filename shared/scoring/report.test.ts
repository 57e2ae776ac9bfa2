import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { anyInput, anyMarkedInput, anyMarks, anyReading } from "#tests/support/scoring-input.ts";

import type { ScoringInput } from "./input.ts";
import { computeReport } from "./report.ts";
import { competency } from "./types.ts";

describe("reading", () => {
  const settled = anyReading.map((reading) => ({ ...reading, humanChecked: true }));
  const ce = (reading: ScoringInput["reading"]) => computeReport({ reading, marks: {} }).competencies.CE;

  test("[SC-8] voiding items never lowers CE, and is flagged exactly where it would have", () => {
    fc.assert(
      fc.property(settled, (reading) => {
        const kept = ce({ ...reading, items: reading.items.map((item) => ({ ...item, void: false })) });
        const valid = reading.items.filter((item) => !item.void);
        const removed = valid.length === 0 ? kept : ce({ ...reading, items: valid });
        const report = computeReport({ reading, marks: {} });
        expect(report.competencies.CE).toBe(Math.max(kept ?? 0, removed ?? 0));
        // With at most 25 points, two different ratios are more than 0.1 apart: the shown values tell them apart.
        expect(report.flags).toEqual((kept ?? 0) > (removed ?? 0) ? ["HELD_HARMLESS"] : []);
      }),
    );
  });

  test("[SC-14] CE does not depend on how its decimals are written: tenths, thousandths or millions", () => {
    fc.assert(
      fc.property(anyReading, fc.integer({ min: -12, max: 12 }), (reading, power) => {
        const scale = (value: number) => Number(`${value}e${power}`);
        const items = reading.items.map((item) => ({ ...item, max: scale(item.max), points: scale(item.points) }));
        expect(computeReport({ reading: { ...reading, items }, marks: {} })).toEqual(
          computeReport({ reading, marks: {} }),
        );
      }),
    );
  });
});

describe("review and outcome", () => {
  const review = fc.record({
    CO: fc.record({
      "discussion.CO": anyMarks("discussion.CO", { minLength: 0, maxLength: 2 }),
      "interview.CO": anyMarks("interview.CO", { minLength: 0, maxLength: 2 }),
    }),
    EE: fc.record({ "writing.EE": anyMarks("writing.EE", { minLength: 0, maxLength: 2 }) }),
  });

  test("[SC-9] a review never lowers a competency, never decides one, and never removes a pass", () => {
    fc.assert(
      fc.property(anyMarkedInput, review, (input, marks) => {
        const before = computeReport(input);
        const after = computeReport({ ...input, review: marks });
        const raised = competency.options.filter(
          (one) => (after.competencies[one] ?? 0) > (before.competencies[one] ?? 0),
        );
        expect(after).toEqual({
          ...before,
          outcome: after.outcome,
          competencies: after.competencies,
          flags: [...before.flags, ...raised.map((one) => `RAISED_ON_REVIEW:${one}`)].toSorted(),
        });
        for (const one of competency.options) {
          const [was, is] = [before.competencies[one], after.competencies[one]];
          expect(is === null).toBe(was === null);
          expect(is ?? 0).toBeGreaterThanOrEqual(was ?? 0);
        }
        if (before.outcome === "PASS") expect(after.outcome).toBe("PASS");
      }),
    );
  });

  test("[SC-10] when all was done: PENDING while anything is needed, PASS when each of the four reaches 60, else FAIL", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { outcome, competencies, needs } = computeReport(input);
        const isEachReached = Object.values(competencies).every((score) => score !== null && score >= 60);
        expect(outcome).toBe(needs.length > 0 ? "PENDING" : isEachReached ? "PASS" : "FAIL");
      }),
    );
  });

  test("[SC-10] a state that outranks the marks decides whatever the marks are", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const given = (activities: ScoringInput["activities"]) => computeReport({ ...input, activities }).outcome;
        expect(given({ interview: "ABSENT", writing: "TECHNICAL" })).toBe("NOT_COMPLETED");
        expect(given({ interview: "TECHNICAL" })).toBe("ON_HOLD");
        expect(given({ discussion: "GATE_STOPPED", writing: "NOT_EVALUATED", interview: "NOT_EVALUATED" })).toBe(
          "FAIL",
        );
      }),
    );
  });

  test("[SC-15] computing a report leaves its input as it was, and says the same again", () => {
    fc.assert(
      fc.property(anyMarkedInput, review, (input, marks) => {
        const given = { ...input, review: marks };
        const copy = structuredClone(given);
        expect(computeReport(given)).toEqual(computeReport(copy));
        expect(given).toEqual(copy);
      }),
    );
  });

  test("[SC-11] the default policy, written out, changes nothing", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const policy = { cut: 60, sem: 4, scoreGap: 15, bandGap: 2 };
        expect(computeReport({ ...input, policy })).toEqual(computeReport(input));
        expect(computeReport({ ...input, policy: {} })).toEqual(computeReport(input));
      }),
    );
  });
});
