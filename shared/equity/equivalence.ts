import { studentQuantile, studentUpper } from "./distributions.ts";
import type { Group, Interval } from "./group.ts";

/**
 * Two one-sided tests: not «no difference was found», but «a difference as large as the margin is ruled out». A test of
 * difference would call two modes alike for want of people.
 */
export interface Equivalence {
  /** Of means, the first less the second. */
  readonly difference: number;
  readonly se: number;
  readonly degrees: number;
  /** That the difference is above −margin, and below +margin. */
  readonly t1: number;
  readonly t2: number;
  /** The larger of both one-sided probabilities. */
  readonly p: number;
  /** 90 %: equivalent where it lies within the margin. */
  readonly interval90: Interval;
  readonly interval95: Interval;
  readonly isEquivalent: boolean;
}

const level = 0.05;

function equivalence(difference: number, se: number, degrees: number, margin: number): Equivalence {
  const t1 = (difference + margin) / se;
  const t2 = (difference - margin) / se;
  const p = Math.max(studentUpper(t1, degrees), studentUpper(-t2, degrees));
  const around = (share: number): Interval => {
    const reach = studentQuantile(share, degrees) * se;
    return { low: difference - reach, high: difference + reach };
  };
  return { difference, se, degrees, t1, t2, p, interval90: around(0.95), interval95: around(0.975), isEquivalent: p < level };
}

/** Each group with a variance of its own (Welch); undefined below two people in a group, or where nothing varies. */
export function welchEquivalence(first: Group, second: Group, margin: number): Equivalence | undefined {
  if (first.n < 2 || second.n < 2) return undefined;
  const [v1, v2] = [first.sd ** 2 / first.n, second.sd ** 2 / second.n];
  if (v1 + v2 === 0) return undefined;
  const degrees = (v1 + v2) ** 2 / (v1 ** 2 / (first.n - 1) + v2 ** 2 / (second.n - 1));
  return equivalence(first.mean - second.mean, Math.sqrt(v1 + v2), degrees, margin);
}
