import fc from "fast-check";
import { expect, test } from "vitest";
import { difGate, etsClassOf, mantelHaenszel, type Stratum } from "./mantel-haenszel.ts";

const strata = (...rows: [number, number, number, number][]): Stratum[] => rows.map(([a, b, c, d]) => ({ a, b, c, d }));

test("[EQ-5] the odds ratio over strata, as the admissions of Berkeley have it", () => {
  const found = mantelHaenszel(
    strata(
      [512, 313, 89, 19],
      [353, 207, 17, 8],
      [120, 205, 202, 391],
      [138, 279, 131, 244],
      [53, 138, 94, 299],
      [22, 351, 24, 317],
    ),
  );
  expect(found?.alpha).toBeCloseTo(0.904697, 6);
  expect(found?.interval.low).toBeCloseTo(0.77191, 5);
  expect(found?.interval.high).toBeCloseTo(1.06033, 5);
  expect(found?.chiSquare).toBeCloseTo(1.42695, 5);
  expect(found?.p).toBeCloseTo(0.23226, 5);
});

test("[EQ-5] the classes of ETS: negligible, between, large", () => {
  const a = mantelHaenszel(strata([40, 60, 18, 32], [90, 60, 36, 28], [120, 30, 60, 20], [70, 10, 43, 7]));
  expect(a?.alpha).toBeCloseTo(1.2141, 4);
  expect(a?.delta).toBeCloseTo(-0.456, 3);
  expect(a?.etsClass).toBe("A");
  const b = mantelHaenszel(strata([40, 60, 10, 30], [90, 60, 30, 30], [120, 30, 55, 25], [70, 10, 45, 8]));
  expect(b?.alpha).toBeCloseTo(1.6521, 4);
  expect(b?.delta).toBeCloseTo(-1.18, 3);
  expect(b?.chiSquare).toBeCloseTo(7.163, 3);
  expect(b?.etsClass).toBe("B");
  const c = mantelHaenszel(strata([50, 50, 16, 34], [100, 50, 34, 36], [125, 25, 56, 24], [73, 7, 41, 9]));
  expect(c?.alpha).toBeCloseTo(2.1444, 4);
  expect(c?.delta).toBeCloseTo(-1.793, 3);
  expect(c?.seDelta).toBeCloseTo(0.417, 3);
  expect((Math.abs(c?.delta ?? 0) - 1) / (c?.seDelta ?? 1)).toBeCloseTo(1.901, 3);
  expect(c?.etsClass).toBe("C");
});

test("[EQ-5] a large Δ that chance explains is negligible, and one that is not surely above 1 is between", () => {
  expect(etsClassOf({ delta: 3, seDelta: 2, p: 0.05 })).toBe("A");
  expect(etsClassOf({ delta: -0.99, seDelta: 0.1, p: 0.001 })).toBe("A");
  expect(etsClassOf({ delta: -2, seDelta: 0.7, p: 0.01 })).toBe("B");
  expect(etsClassOf({ delta: 2, seDelta: 0.5, p: 0.001 })).toBe("C");
});

test("[EQ-5] no ratio without both modes and both answers; a stratum of one person adds nothing", () => {
  expect(mantelHaenszel([])).toBeUndefined();
  expect(mantelHaenszel(strata([0, 0, 0, 0]))).toBeUndefined();
  expect(mantelHaenszel(strata([40, 10, 0, 0], [0, 0, 20, 5]))).toBeUndefined();
  expect(mantelHaenszel(strata([40, 0, 20, 0]))).toBeUndefined();
  const two = strata([40, 60, 18, 32], [90, 60, 36, 28]);
  expect(mantelHaenszel([...two, ...strata([1, 0, 0, 0], [0, 0, 0, 0])])).toEqual(mantelHaenszel(two));
});

const anyStratum = fc.record({ a: fc.nat(60), b: fc.nat(60), c: fc.nat(60), d: fc.nat(60) });
test("[EQ-5] exchanging the modes turns the ratio over; the order of the strata does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 8 }), (rows) => {
      const found = mantelHaenszel(rows);
      const turned = mantelHaenszel(rows.map(({ a, b, c, d }) => ({ a: c, b: d, c: a, d: b })));
      const again = mantelHaenszel(rows.toReversed());
      if (!found) {
        expect([turned, again]).toEqual([undefined, undefined]);
        return;
      }
      expect(turned?.delta).toBeCloseTo(-found.delta, 9);
      expect(turned?.chiSquare).toBeCloseTo(found.chiSquare, 6);
      expect(again?.seLog).toBeCloseTo(found.seLog, 9);
    }),
  );
});

test("[EQ-6] much, little or nothing is said of an item, by how many people answered it in each mode", () => {
  const with_ = (inPerson: number, online: number) => difGate(strata([inPerson, 0, online, 0]));
  expect([with_(300, 200), with_(200, 300)]).toEqual(["FULL", "FULL"]);
  expect([with_(301, 199), with_(299, 200), with_(50, 50), with_(1_000, 50)]).toEqual(Array(4).fill("EXPLORATORY"));
  expect([with_(1_000, 49), with_(0, 0)]).toEqual(Array(2).fill("INSUFFICIENT"));
});
