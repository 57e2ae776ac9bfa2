/** What may be published of a count: nothing from which somebody could be told. */

export const leastPublished = 10;
export const leastForShare = 30;
const step = 5;

export const roundedCount = (count: number): number => Math.round(count / step) * step;

/**
 * The groups of a whole whose count is published too: a group below ten is hidden, and as many more, the smallest first,
 * as it takes that the hidden ones together, which is what a subtraction gives, are nobody or at least ten.
 */
export function hiddenGroups(counts: readonly number[]): ReadonlySet<number> {
  const places = counts.map((_count, place) => place).toSorted((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const hidden = new Set(places.filter((place) => (counts[place] ?? 0) < leastPublished));
  const isRevealing = (): boolean => {
    const total = [...hidden].reduce((sum, place) => sum + (counts[place] ?? 0), 0);
    return total > 0 && total < leastPublished;
  };
  for (const place of places) if (isRevealing()) hidden.add(place);
  return hidden;
}

/** Counts of the groups of a whole as they may be published, rounded to five; null for «—». */
export function publishedCounts(counts: readonly number[]): (number | null)[] {
  const hidden = hiddenGroups(counts);
  return counts.map((count, place) => (hidden.has(place) ? null : roundedCount(count)));
}

/** A whole per cent of at least thirty people, of whom at least ten did and ten did not; null for «—». */
export const publishedPercent = (count: number, n: number): number | null =>
  n < leastForShare || count < leastPublished || n - count < leastPublished ? null : Math.round((100 * count) / n);
