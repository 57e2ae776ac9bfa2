/** What a comparison needs of a group. */
export interface Group {
  readonly n: number;
  readonly mean: number;
  /** Of the sample (n − 1); 0 below two values. */
  readonly sd: number;
}

/** Undefined without a value. */
export function groupOf(values: readonly number[]): Group | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, sd: n < 2 ? 0 : Math.sqrt(squares / (n - 1)) };
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The variance that two groups share, with its degrees of freedom; undefined below three people in all, or without variance. */
export function pooled(first: Group, second: Group): { readonly sd: number; readonly degrees: number } | undefined {
  const degrees = first.n + second.n - 2;
  if (degrees < 1) return undefined;
  const sd = Math.sqrt(((first.n - 1) * first.sd ** 2 + (second.n - 1) * second.sd ** 2) / degrees);
  return sd > 0 ? { sd, degrees } : undefined;
}
