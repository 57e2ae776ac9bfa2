import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  anyInput,
  anyMarkTable,
  anyMarkedInput,
  anyMarks,
  anyReading,
  withMarks,
  writing,
} from "#tests/support/scoring-input.ts";

import { computeReport } from "./report.ts";
import { competency, unitId } from "./types.ts";

describe("marks and units", () => {
  test("[SC-1] who marked, and in which order, never changes a report", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const report = computeReport(input);
        expect(computeReport(withMarks(input, (marks) => marks.toReversed()))).toEqual(report);
        expect(computeReport(withMarks(input, ([first, ...rest]) => (first ? [...rest, first] : [])))).toEqual(report);
        expect(
          computeReport(
            withMarks(input, (marks) => marks.map(({ bands }, index) => ({ rater: `other${index}`, bands }))),
          ),
        ).toEqual(report);
      }),
    );
  });

  test("[SC-2] marks after the third never change a report", () => {
    const three = anyMarkTable({ minLength: 3, maxLength: 3 });
    const more = anyMarkTable({ minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(anyReading, three, more, (reading, marks, after) => {
        const input = { reading, marks };
        const longer = withMarks(input, (given, unit) => [...given, ...(after[unit] ?? [])]);
        expect(computeReport(longer)).toEqual(computeReport(input));
      }),
    );
  });

  test("[SC-3] a resolved score lies between its lowest and its highest mark", () => {
    fc.assert(
      fc.property(anyMarks("writing.EE", { minLength: 2, maxLength: 3 }), (marks) => {
        const scores = marks.map(({ rater, bands }) => scoreOf(rater, bands));
        const { score } = computeReport(withMarks(writing(), (_, unit) => (unit === "writing.EE" ? marks : []))).units[
          "writing.EE"
        ];
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores));
        expect(score).toBeLessThanOrEqual(Math.max(...scores));
      }),
    );
  });
});

/** A mark alone has no score in a report; two equal ones have its own. */
function scoreOf(rater: string, bands: readonly number[]): number {
  const twice = withMarks(writing(), (_, unit) =>
    unit === "writing.EE"
      ? [
          { rater, bands },
          { rater, bands },
        ]
      : [],
  );
  return computeReport(twice).units["writing.EE"].score ?? Number.NaN;
}

describe("competencies", () => {
  test("[SC-4] a competency is decided exactly when none of its units needs anything", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const report = computeReport(input);
        const decided = competency.options.filter((one) => report.competencies[one] !== null);
        const needy = new Set(report.needs.map((need) => need.unit.slice(-2)));
        expect(decided).toEqual(competency.options.filter((one) => !needy.has(one)));
      }),
    );
  });

  test("[SC-5] with two marks per unit, a higher band never lowers a decided competency", () => {
    const place = fc.record({ unit: fc.constantFrom(...unitId.options), mark: fc.nat(1), criterion: fc.nat(4) });
    fc.assert(
      fc.property(
        anyReading,
        anyMarkTable({ minLength: 2, maxLength: 2 }),
        place,
        (reading, marks, { unit, mark, criterion }) => {
          const input = { reading, marks };
          const raise = (value: number, index: number) => (index === criterion ? Math.min(5, value + 1) : value);
          const raised = withMarks(input, (given, id) =>
            given.map(({ rater, bands }, index) => ({
              rater,
              bands: id === unit && index === mark ? bands.map(raise) : bands,
            })),
          );
          const [before, after] = [computeReport(input).competencies, computeReport(raised).competencies];
          for (const one of competency.options) {
            expect(after[one] ?? 100).toBeGreaterThanOrEqual(before[one] ?? 0);
          }
        },
      ),
    );
  });

  test("[SC-3] with three marks it may: the closest two can change (60.5 becomes 60 when 56 becomes 60)", () => {
    const others = [
      [3, 3, 3, 3, 3],
      [3, 4, 3, 3, 2],
    ];
    expect(computeReport(writing([3, 2, 3, 3, 3], ...others)).units["writing.EE"]).toEqual({ score: 60.5, marks: 3 });
    expect(computeReport(writing([3, 3, 3, 3, 3], ...others)).units["writing.EE"]).toEqual({ score: 60, marks: 3 });
  });

  test("[SC-6] two markers on both sides of the cut never decide alone", () => {
    fc.assert(
      fc.property(anyMarks("writing.EE", { minLength: 2, maxLength: 2 }), (marks) => {
        const scores = marks.map(({ rater, bands }) => scoreOf(rater, bands));
        const straddles = Math.min(...scores) < 60 && Math.max(...scores) >= 60;
        const report = computeReport(withMarks(writing(), (_, unit) => (unit === "writing.EE" ? marks : [])));
        if (straddles) expect(report.competencies.EE).toBeNull();
      }),
    );
  });

  test("[SC-7] the borderline rule never lowers, and leaves what reached the cut alone", () => {
    fc.assert(
      fc.property(anyMarkedInput, (input) => {
        const { competencies, units } = computeReport(input);
        const [final, resolved] = [competencies.EE, units["writing.EE"].score];
        if (final === null || resolved === null) return;
        expect(final).toBeGreaterThanOrEqual(resolved);
        if (resolved < 56 || resolved >= 60) expect(final).toBe(resolved);
      }),
    );
  });
});
