/** How much of what a set of items measures is the person, and not chance. */
export interface Reliability {
  /** KR-20; Cronbach’s α where an item is worth more than one point. May be below 0. */
  readonly kr20: number;
  /** Standard error of measurement, in points of the set. */
  readonly sem: number;
}

/** Population variances (over n): of each item, and of the totals. Undefined below two items, or where totals do not vary. */
export function reliabilityOf(itemVariances: readonly number[], totalVariance: number): Reliability | undefined {
  const k = itemVariances.length;
  if (k < 2 || totalVariance <= 0) return undefined;
  const kr20 = (k / (k - 1)) * (1 - itemVariances.reduce((sum, one) => sum + one, 0) / totalVariance);
  return { kr20, sem: Math.sqrt(totalVariance * (1 - Math.min(1, kr20))) };
}

/** Over n, not n − 1: what KR-20 is made of. 0 without a value. */
export function populationVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
}
