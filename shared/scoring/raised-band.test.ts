import fc from "fast-check";
import { expect, test } from "vitest";
import { toNumber } from "#shared/kernel/rational.ts";
import { anyMarks, writing } from "#tests/support/scoring-input.ts";
import type { GivenMark } from "./input.ts";
import { readMark } from "./mark.ts";
import { computeReport } from "./report.ts";

/** What one band higher does where a unit has three marks: the model drops the outlier, and that has a price. */

const unit = "writing.EE";
const scoreOf = (mark: GivenMark): number => toNumber(readMark(unit, mark).score);
const resultOf = (marks: readonly GivenMark[]) => {
  const report = computeReport(writing(...marks.map(({ bands }) => bands)));
  return { unit: report.units[unit].score ?? Number.NaN, EE: report.competencies.EE ?? Number.NaN };
};

/** The places of the two closest marks; nothing where both neighbouring gaps are equal. */
function closest(marks: readonly GivenMark[]): string | undefined {
  const sorted = marks.map((mark, place) => ({ place, score: scoreOf(mark) })).toSorted((a, b) => a.score - b.score);
  const [low, middle, high] = sorted;
  if (!low || !middle || !high) throw new Error("Three marks are needed.");
  const nearer = middle.score - low.score - (high.score - middle.score);
  if (nearer === 0) return undefined;
  const [one, other] = nearer < 0 ? [low, middle] : [middle, high];
  return [one.place, other.place].toSorted((a, b) => a - b).join(" ");
}

/** Three marks, and the same with one band one higher. */
const raised = fc
  .tuple(anyMarks(unit, { minLength: 3, maxLength: 3 }), fc.nat(2), fc.nat(4))
  .filter(([marks, place, criterion]) => (marks[place]?.bands[criterion] ?? 5) < 5)
  .map(([marks, place, criterion]) => ({
    before: marks,
    after: marks.map((mark, at) =>
      at === place ? { ...mark, bands: mark.bands.map((band, one) => (one === criterion ? band + 1 : band)) } : mark,
    ),
  }));

test("[SC-3] of three marks, one band higher never lowers the unit while the same two stay the closest", () => {
  fc.assert(
    fc.property(raised, ({ before, after }) => {
      fc.pre(closest(before) !== undefined && closest(before) === closest(after));
      expect(resultOf(after).unit).toBeGreaterThanOrEqual(resultOf(before).unit);
    }),
    { numRuns: 2_000 },
  );
});

test("[SC-3, SC-7] while the same two stay the closest, one band higher never takes a pass away", () => {
  fc.assert(
    fc.property(raised, ({ before, after }) => {
      fc.pre(closest(before) !== undefined && closest(before) === closest(after) && resultOf(before).EE >= 60);
      expect(resultOf(after).EE).toBeGreaterThanOrEqual(60);
    }),
    { numRuns: 2_000 },
  );
});

test("[SC-3] whichever two are the closest, one band higher never takes the unit below the mean of the two lowest marks", () => {
  fc.assert(
    fc.property(raised, ({ before, after }) => {
      const [low = 0, middle = 0] = before.map(scoreOf).toSorted((a, b) => a - b);
      // Reports are rounded to a tenth.
      expect(resultOf(after).unit).toBeGreaterThanOrEqual((low + middle) / 2 - 0.05);
    }),
    { numRuns: 2_000 },
  );
});

test("[SC-3, SC-7] the two exceptions of the model, as docs/decisions.md tells them", () => {
  const marks = (...rows: number[][]): GivenMark[] => rows.map((bands, place) => ({ rater: `r${place}`, bands }));
  const [forty, sixty] = [
    [2, 2, 2, 2, 2],
    [3, 3, 3, 3, 3],
  ];
  // 40, 60, 79, then 82: another mark becomes the outlier.
  expect(resultOf(marks(forty ?? [], sixty ?? [], [5, 4, 4, 4, 2])).unit).toBe(69.5);
  expect(resultOf(marks(forty ?? [], sixty ?? [], [5, 4, 4, 4, 3])).unit).toBe(50);
  // 56, 62 and 79 resolve to 59, in the borderline zone, where the mean of all helps; 60, 62 and 79 to 61, where nothing has to.
  const borderline = resultOf(marks([3, 3, 2, 3, 3], [4, 3, 3, 3, 2], [5, 4, 4, 4, 2]));
  const above = resultOf(marks([3, 3, 3, 3, 3], [4, 3, 3, 3, 2], [5, 4, 4, 4, 2]));
  expect([borderline, above]).toEqual([
    { unit: 59, EE: 65.7 },
    { unit: 61, EE: 61 },
  ]);
});
