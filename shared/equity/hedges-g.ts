import { pooled, type Group, type Interval } from "./group.ts";

export interface EffectSize {
  /** The difference of means in standard deviations, before the correction for small groups. */
  readonly d: number;
  /** That correction. */
  readonly j: number;
  readonly g: number;
  readonly se: number;
  /** 95 %. */
  readonly interval: Interval;
}

const z95 = 1.96;

/** Hedges’ g of the first group beside the second; undefined where nothing varies or people are too few. */
export function hedgesG(first: Group, second: Group): EffectSize | undefined {
  const shared = pooled(first, second);
  if (!shared || first.n < 1 || second.n < 1) return undefined;
  const d = (first.mean - second.mean) / shared.sd;
  const j = 1 - 3 / (4 * shared.degrees - 1);
  const people = first.n + second.n;
  const se = j * Math.sqrt(people / (first.n * second.n) + d ** 2 / (2 * people));
  const g = j * d;
  return { d, j, g, se, interval: { low: g - z95 * se, high: g + z95 * se } };
}
