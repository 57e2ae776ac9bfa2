import { normalCdf } from "./distributions.ts";

/** 2 (z₀.₉₅ + z₀.₉₀)²: both one-sided tests at 5 %, 80 % of the time, where modes are truly alike. */
const perGroup = 17.13;
const z05 = 1.6449;

/** People in each group for 80 % power, for a margin in standard deviations. */
export const neededPerGroup = (margin: number): number => Math.ceil(perGroup / margin ** 2);

/** Two groups of different sizes tell as much as two groups of this one. */
export const likeGroupsOf = (first: number, second: number): number =>
  first + second === 0 ? 0 : (2 * first * second) / (first + second);

/** Chance, 0 to 1, that equivalence is shown where modes are truly alike. */
export function powerOf(margin: number, first: number, second: number): number {
  const reach = margin * Math.sqrt(likeGroupsOf(first, second) / 2) - z05;
  return Math.max(0, 2 * normalCdf(reach) - 1);
}
