import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { welchEquivalence } from "./equivalence.ts";
import { groupOf, type Group } from "./group.ts";
import { hedgesG } from "./hedges-g.ts";
import { liveAudioGap } from "./live-audio.ts";
import { compareLiveAudio, type MarkedUnit } from "./marking-comparison.ts";
import type { Mode } from "./mode-comparison.ts";
import { likeGroupsOf, neededPerGroup, powerOf } from "./sample-size.ts";

const group = (mean: number, sd: number, n: number): Group => ({ n, mean, sd });
const online = group(68.2, 11, 210);
const inPerson = group(67.1, 12, 640);
const anyGroup = fc.record({
  n: fc.integer({ min: 2, max: 2_000 }),
  mean: fc.double({ min: 0, max: 100, noNaN: true }),
  sd: fc.double({ min: 0.5, max: 30, noNaN: true }),
});

describe("Hedges’ g", () => {
  test("[EQ-1] the textbook’s example, and the one of the two modes", () => {
    const book = hedgesG(group(103, 5.5, 50), group(100, 4.5, 50));
    expect(book?.d).toBeCloseTo(0.597, 4);
    expect(book?.j).toBeCloseTo(0.99233, 5);
    expect(book?.g).toBeCloseTo(0.5924, 4);
    expect((book?.se ?? 0) ** 2).toBeCloseTo(0.04114, 5);
    expect(book?.interval.low).toBeCloseTo(0.1949, 4);
    expect(book?.interval.high).toBeCloseTo(0.99, 4);
    const modes = hedgesG(online, inPerson);
    expect(modes?.g).toBeCloseTo(0.0934, 4);
    expect(modes?.se).toBeCloseTo(0.0795, 4);
    expect(modes?.interval.low).toBeCloseTo(-0.0624, 4);
    expect(modes?.interval.high).toBeCloseTo(0.2492, 4);
  });

  test("[EQ-1] nothing is said of too few people, or where nothing varies", () => {
    expect(hedgesG(group(60, 0, 1), group(70, 0, 1))).toBeUndefined();
    expect(hedgesG(group(60, 0, 40), group(70, 0, 40))).toBeUndefined();
    expect(hedgesG(group(0, 0, 0), group(70, 10, 40))).toBeUndefined();
  });

  test("[EQ-1] exchanging the groups changes the sign and nothing else", () => {
    fc.assert(
      fc.property(anyGroup, anyGroup, (first, second) => {
        const [one, other] = [hedgesG(first, second), hedgesG(second, first)];
        expect(one?.g).toBeCloseTo(-(other?.g ?? 0), 9);
        expect(one?.se).toBeCloseTo(other?.se ?? 0, 9);
      }),
    );
  });
});

describe("equivalence", () => {
  test("[EQ-2] Welch’s test on the example of the two modes shows equivalence", () => {
    const found = welchEquivalence(online, inPerson, 3);
    expect(found?.se).toBeCloseTo(0.89509, 5);
    expect(found?.degrees).toBeCloseTo(384.9, 2);
    expect(found?.t1).toBeCloseTo(4.5805, 4);
    expect(found?.t2).toBeCloseTo(-2.1227, 4);
    expect(found?.p).toBeCloseTo(0.0172, 4);
    expect(found?.interval90.low).toBeCloseTo(-0.376, 3);
    expect(found?.interval90.high).toBeCloseTo(2.576, 3);
    expect(found?.isEquivalent).toBe(true);
  });

  test("[EQ-2] the same means of few people do not", () => {
    const found = welchEquivalence({ ...online, n: 30 }, { ...inPerson, n: 90 }, 3);
    expect(found?.se).toBeCloseTo(2.3735, 4);
    expect(found?.degrees).toBeCloseTo(53.81, 2);
    expect(found?.p).toBeCloseTo(0.2135, 4);
    expect(found?.isEquivalent).toBe(false);
  });

  test("[EQ-2] equivalent is exactly a 90 % interval within the margin", () => {
    fc.assert(
      fc.property(anyGroup, anyGroup, fc.double({ min: 0.5, max: 10, noNaN: true }), (first, second, margin) => {
        const found = welchEquivalence(first, second, margin);
        if (!found) throw new Error("Both groups vary.");
        const { low, high } = found.interval90;
        // At the very limit the quantile’s last digits decide.
        if (Math.min(Math.abs(low + margin), Math.abs(high - margin)) < 1e-4) return;
        expect(found.isEquivalent).toBe(low > -margin && high < margin);
      }),
    );
  });

  test("[EQ-2] nobody, one person and no variance give no test", () => {
    expect(welchEquivalence(group(60, 0, 0), inPerson, 3)).toBeUndefined();
    expect(welchEquivalence(group(60, 0, 1), inPerson, 3)).toBeUndefined();
    expect(welchEquivalence(group(60, 0, 40), group(60, 0, 40), 3)).toBeUndefined();
  });
});

test("[EQ-2] how many people it takes, and how much a year’s tell", () => {
  expect([0.2, 0.25, 0.3, 0.5].map(neededPerGroup)).toEqual([429, 275, 191, 69]);
  expect(likeGroupsOf(234, 1_566)).toBeCloseTo(407, 0);
  expect(powerOf(0.2, 234, 1_566)).toBeCloseTo(0.77, 2);
  expect(powerOf(0.2, 429, 429)).toBeCloseTo(0.8, 2);
  expect([likeGroupsOf(0, 0), powerOf(0.2, 0, 0), powerOf(0.2, 5, 5)]).toEqual([0, 0, 0]);
});

test("[EQ-4] what being there adds, online beside in person", () => {
  expect(liveAudioGap(groupOf([2, 0, 4, -2]), groupOf([0, -2, 2, 0]))?.gap).toBe(1);
  expect(liveAudioGap(groupOf([]), groupOf([1]))).toBeUndefined();
  expect(liveAudioGap(groupOf([1, 1]), groupOf([0, 0]))).toEqual({ gap: 1, se: 0 });
});

describe("a discussion that was heard again", () => {
  const heard = { unit: "discussion.EO", bands: [[], []], scores: [66, 62], isLive: [true, true], hasThird: false } as const;
  /** So many discussions with each of these gaps between both live marks and what was heard. */
  const gaps = (mode: Mode, of: readonly number[], times: number): MarkedUnit[] =>
    Array.from({ length: times }, () => of.map((gap) => ({ ...heard, mode, heard: 64 - gap }))).flat();
  const found = (rows: readonly MarkedUnit[]) => compareLiveAudio(rows).find(({ unit }) => unit === "discussion.EO");

  test("[EQ-4] both live marks together less what was heard, online beside in person", () => {
    const rows = [...gaps("ONLINE", [2, 0, 4, -2], 8), ...gaps("IN_PERSON", [0, -2, 2, 0], 8)];
    expect(found(rows)).toMatchObject({ online: { n: 32, mean: 1 }, inPerson: { n: 32, mean: 0 }, gap: { gap: 1 }, standing: "FINE" });
    expect(found([...gaps("ONLINE", [2], 30), ...gaps("IN_PERSON", [0], 30)])?.standing).toBe("FINE");
    expect(found([...gaps("ONLINE", [-2.5], 30), ...gaps("IN_PERSON", [0], 30)])?.standing).toBe("EXAMINE");
  });

  test("[EQ-4, EQ-11] of few people nothing is concluded, of fewer nothing is shown", () => {
    const few = [...gaps("ONLINE", [9], 29), ...gaps("IN_PERSON", [0], 40)];
    expect(found(few)).toMatchObject({ gap: { gap: 9 }, standing: "INSUFFICIENT" });
    expect(found([...gaps("ONLINE", [9], 9), ...gaps("IN_PERSON", [0], 40)])).toMatchObject({ online: { n: 9, mean: null }, gap: null });
  });

  test("[EQ-4] what was not heard again, or was not marked live by both, has no part in it", () => {
    const others = gaps("ONLINE", [0], 10).flatMap((row) => [{ ...row, heard: null }, { ...row, isLive: [true, false] as const }]);
    expect(found([...others, ...gaps("IN_PERSON", [0], 10)])).toMatchObject({ online: { n: 0 }, gap: null });
  });
});

test("[EQ-1] a group is its number, its mean and the deviation of a sample", () => {
  expect(groupOf([])).toBeUndefined();
  expect(groupOf([7])).toEqual({ n: 1, mean: 7, sd: 0 });
  expect(groupOf([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ n: 8, mean: 5, sd: Math.sqrt(32 / 7) });
});
