import fc from "fast-check";
import { expect, test } from "vitest";
import { fisherExact } from "./distributions.ts";
import { intraclass } from "./intraclass.ts";
import { isBelowScreen, passRatio } from "./pass-rates.ts";
import { populationVariance, reliabilityOf } from "./reliability.ts";

const of = (passed: number, n: number) => ({ passed, n });

test("[EQ-3] the ratio of pass rates with its interval, and the test that fits the numbers", () => {
  const low = passRatio(of(12, 40), of(48, 80));
  expect(low?.ratio).toBeCloseTo(0.5, 9);
  expect(low?.interval?.low).toBeCloseTo(0.301, 3);
  expect(low?.interval?.high).toBeCloseTo(0.829, 3);
  expect(low?.z).toBeCloseTo(-3.098, 3);
  expect(low?.test).toBe("Z");
  expect(low && isBelowScreen(low)).toBe(true);
  const year = passRatio(of(152, 234), of(1_090, 1_566));
  expect(year?.ratio).toBeCloseTo(0.9332, 4);
  expect(year?.interval?.low).toBeCloseTo(0.8447, 4);
  expect(year?.interval?.high).toBeCloseTo(1.031, 4);
  expect(year?.p).toBeCloseTo(0.152, 3);
  expect(year && isBelowScreen(year)).toBe(false);
  const few = passRatio(of(6, 12), of(36, 48));
  expect(few?.ratio).toBeCloseTo(0.667, 3);
  expect(few?.test).toBe("EXACT");
  expect(few?.p).toBeCloseTo(0.156, 3);
});

test("[EQ-3] nobody, nobody passed, everybody passed", () => {
  expect(passRatio(of(0, 0), of(3, 4))).toBeUndefined();
  expect(passRatio(of(0, 20), of(0, 30))).toMatchObject({ ratio: null, interval: null, z: null, test: "EXACT", p: 1 });
  expect(passRatio(of(20, 20), of(30, 30))).toMatchObject({ ratio: 1, interval: { low: 1, high: 1 }, z: null, p: 1 });
  expect(passRatio(of(0, 20), of(15, 30))).toMatchObject({ ratio: 0, interval: null });
});

test("[EQ-3] Fisher’s p is a probability, 1 for equal shares, and the same from both sides", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60), (n1, n2, x, y) => {
      const [a, c] = [x % (n1 + 1), y % (n2 + 1)];
      const p = fisherExact(a, n1, c, n2);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(fisherExact(c, n2, a, n1)).toBeCloseTo(p, 9);
      expect(fisherExact(a, n1, a, n1)).toBeCloseTo(1, 9);
    }),
  );
});

test("[EQ-7] KR-20 and the error of measurement of five items", () => {
  const people = ["11111", "11110", "11100", "11010", "10100", "01000"].map((row) => Array.from(row, Number));
  const items = [0, 1, 2, 3, 4].map((place) => populationVariance(people.map((row) => row[place] ?? 0)));
  const total = populationVariance(people.map((row) => row.reduce((sum, one) => sum + one, 0)));
  expect(items.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.8889, 4);
  expect(total).toBeCloseTo(1.6667, 4);
  const found = reliabilityOf(items, total);
  expect(found?.kr20).toBeCloseTo(0.5833, 4);
  expect(found?.sem).toBeCloseTo(0.8333, 4);
  expect(((found?.sem ?? 0) * 100) / 5).toBeCloseTo(16.67, 2);
});

test("[EQ-7] a deviation of 12 at .88 gives 4.16; no variance, one item and nobody give nothing", () => {
  // Two items whose variances make KR-20 exactly .88: 2 (1 − Σ / 144) = .88.
  expect(reliabilityOf([40.32, 40.32], 144)?.sem).toBeCloseTo(4.16, 2);
  expect([reliabilityOf([0.2], 1), reliabilityOf([0, 0], 0), reliabilityOf([], 0)]).toEqual(Array(3).fill(undefined));
  expect(populationVariance([])).toBe(0);
});

const shroutAndFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
test("[EQ-8] intraclass correlations, as Shrout and Fleiss published them", () => {
  const found = intraclass(shroutAndFleiss);
  expect(found?.single).toBeCloseTo(0.2898, 4);
  expect(found?.average).toBeCloseTo(0.6201, 4);
});

test("[EQ-8] none from one text, one marker, a missing score, or scores that are all the same", () => {
  const none = [[], [[1, 2]], [[1], [2]], [[1, 2], [3]], [[4, 4], [4, 4]]].map((rows) => intraclass(rows));
  expect(none).toEqual(Array(none.length).fill(undefined));
  expect(intraclass([[3, 3], [5, 5]])).toMatchObject({ single: 1, average: 1 });
});
