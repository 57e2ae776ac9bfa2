import { bands, type Band } from "../domain/marking/units.ts";

/** How far two markers of the same texts agree. Statistics for training: nothing here touches a mark or a result. */

/** The bands that two people gave to one criterion of one text. */
export type BandPair = readonly [first: Band, second: Band];

const isBand = (value: number): value is Band => bands.some((band) => band === value);
export const isBandPair = (pair: readonly [number, number]): pair is BandPair => pair.every(isBand);

export interface Agreement {
  readonly pairs: number;
  /** Shares, 0 to 1: the same band, and at most one band apart. */
  readonly exact: number;
  readonly adjacent: number;
  /** Quadratic weighted kappa: 1 is agreement, 0 is chance; null where everybody gave one and the same band. */
  readonly weightedKappa: number | null;
}

/** Undefined without a pair. */
export function agreementOf(pairs: readonly BandPair[]): Agreement | undefined {
  const count = pairs.length;
  if (count === 0) return undefined;
  const apart = pairs.map(([first, second]) => Math.abs(first - second));
  const observed = sum(apart.map((distance) => distance ** 2));
  const firsts = bands.map((band) => pairs.filter(([first]) => first === band).length);
  const seconds = bands.map((band) => pairs.filter(([, second]) => second === band).length);
  // By bands, not by pairs: a season has thirty thousand pairs, whose product no machine walks in time.
  const expected =
    sum(bands.flatMap((a) => bands.map((b) => (firsts[a] ?? 0) * (seconds[b] ?? 0) * (a - b) ** 2))) / count;
  return {
    pairs: count,
    exact: apart.filter((distance) => distance === 0).length / count,
    adjacent: apart.filter((distance) => distance <= 1).length / count,
    weightedKappa: expected === 0 ? null : 1 - observed / expected,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
