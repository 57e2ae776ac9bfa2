/** One measured figure: what, how much, and how it was obtained. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly target?: string;
  readonly how: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error("There is nothing to take the median of.");
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
