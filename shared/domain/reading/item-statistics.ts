/** One person's item: the points they got, and the options that they chose where there are options. */
export interface ItemResponse {
  readonly itemId: string;
  readonly points: number;
  readonly max: number;
  /** Undefined for an item without options; empty where nothing was chosen. */
  readonly chosen?: readonly string[];
}

export interface ItemStatistics {
  readonly itemId: string;
  readonly people: number;
  /** Mean share of the points, 0 to 1: a low number is a hard item. */
  readonly difficulty: number;
  /** Correlation with the score on the other items; null where it does not exist. */
  readonly discrimination: number | null;
  /**
   * For each option: the share of people who chose it, and how they did on the other items; null means «no answer». Where
   * several may be chosen the shares add up to more than 1.
   */
  readonly options: readonly {
    readonly option: string | null;
    readonly share: number;
    readonly restShare: number;
  }[];
}

/** Below this, numbers are shown as too few to conclude anything from [P]. */
export const enoughPeople = 30;

/**
 * How each item behaved, from people's responses. Describes items and never a person: numbers here may be binary
 * fractions, since no result is computed from them.
 */
export function itemStatistics(people: readonly (readonly ItemResponse[])[]): ItemStatistics[] {
  const byItem = new Map<
    string,
    { readonly share: number; readonly rest: number; readonly chosen?: readonly string[] }[]
  >();
  for (const responses of people) {
    const points = responses.reduce((sum, item) => sum + item.points, 0);
    const most = responses.reduce((sum, item) => sum + item.max, 0);
    for (const item of responses) {
      const restMost = most - item.max;
      const rows = byItem.get(item.itemId) ?? [];
      rows.push({
        share: item.points / item.max,
        rest: restMost === 0 ? 0 : (points - item.points) / restMost,
        ...(item.chosen === undefined ? {} : { chosen: item.chosen }),
      });
      byItem.set(item.itemId, rows);
    }
  }
  return [...byItem].map(([itemId, rows]) => ({
    itemId,
    people: rows.length,
    difficulty: mean(rows.map(({ share }) => share)),
    discrimination: correlation(rows.map(({ share, rest }) => [share, rest])),
    options: optionsOf(rows),
  }));
}

function optionsOf(
  rows: readonly { readonly rest: number; readonly chosen?: readonly string[] }[],
): ItemStatistics["options"] {
  const byOption = new Map<string | null, number[]>();
  for (const { chosen, rest } of rows)
    for (const option of chosen?.length === 0 ? [null] : new Set(chosen))
      byOption.set(option, [...(byOption.get(option) ?? []), rest]);
  return [...byOption]
    .map(([option, rests]) => ({ option, share: rests.length / rows.length, restShare: mean(rests) }))
    .toSorted((a, b) => b.share - a.share || (String(a.option) < String(b.option) ? -1 : 1));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's; null when one side does not vary. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const meanX = mean(pairs.map(([x]) => x));
  const meanY = mean(pairs.map(([, y]) => y));
  let [xy, xx, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  return xx < 1e-12 || yy < 1e-12 ? null : xy / Math.sqrt(xx * yy);
}
