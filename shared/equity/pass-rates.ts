import { fisherExact, normalTwoSided } from "./distributions.ts";
import type { Interval } from "./group.ts";

/** Passes among people. */
export interface Passes {
  readonly passed: number;
  readonly n: number;
}

export interface PassRatio {
  readonly rates: readonly [first: number, second: number];
  /** First rate over second; null where nobody passed in the second group. */
  readonly ratio: number | null;
  /** Of the ratio, 95 %, on the scale of logarithms; null where a rate is 0. */
  readonly interval: Interval | null;
  /** Null where everybody, or nobody, passed. */
  readonly z: number | null;
  /** `EXACT` (Fisher) where a cell is expected to hold fewer than five people. */
  readonly test: "Z" | "EXACT";
  readonly p: number;
}

const z95 = 1.96;
const enoughExpected = 5;

/** Undefined where a group is empty. */
export function passRatio(first: Passes, second: Passes): PassRatio | undefined {
  if (first.n === 0 || second.n === 0) return undefined;
  const [p1, p2] = [first.passed / first.n, second.passed / second.n];
  const all = first.n + second.n;
  const share = (first.passed + second.passed) / all;
  const expected = Math.min(first.n, second.n) * Math.min(share, 1 - share);
  const se = Math.sqrt(share * (1 - share) * (1 / first.n + 1 / second.n));
  const z = se === 0 ? null : (p1 - p2) / se;
  const ratio = p2 === 0 ? null : p1 / p2;
  const test = z === null || expected < enoughExpected ? "EXACT" : "Z";
  return {
    rates: [p1, p2],
    ratio,
    interval: ratio === null || ratio === 0 ? null : around(ratio, (1 - p1) / first.passed + (1 - p2) / second.passed),
    z,
    test,
    p: test === "Z" && z !== null ? normalTwoSided(z) : fisherExact(first.passed, first.n, second.passed, second.n),
  };
}

function around(ratio: number, logVariance: number): Interval {
  const reach = Math.exp(z95 * Math.sqrt(logVariance));
  return { low: ratio / reach, high: ratio * reach };
}

/** Below four fifths, in either direction: a screen, never a proof. */
export const screenRatio = 0.8;
export const isBelowScreen = ({ rates: [p1, p2] }: PassRatio): boolean =>
  Math.max(p1, p2) > 0 && Math.min(p1, p2) / Math.max(p1, p2) < screenRatio;
