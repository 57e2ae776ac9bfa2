/** Intraclass correlations of Shrout and Fleiss, two-way random: how far scores depend on who gives them. */
export interface Intraclass {
  /** ICC(2,1): of one marker. */
  readonly single: number;
  /** ICC(2,k): of the mean of the k markers. */
  readonly average: number;
  /** What both are made of: mean squares between texts, between markers and of the rest. */
  readonly squares: { readonly texts: number; readonly markers: number; readonly rest: number };
}

/**
 * `rows`: one for each text, its scores in the order of the markers. Undefined below two texts or two markers, where a
 * row lacks a score, or where nothing varies.
 */
export function intraclass(rows: readonly (readonly number[])[]): Intraclass | undefined {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  if (n < 2 || k < 2 || rows.some((row) => row.length !== k)) return undefined;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const grand = mean(rows.flat());
  const markers = Array.from({ length: k }, (_none, place) => mean(rows.map((row) => row[place] ?? 0)));
  const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + (value - grand) ** 2, 0);
  const [total, between, judges] = [squares(rows.flat()), k * squares(rows.map(mean)), n * squares(markers)];
  const b = between / (n - 1);
  const j = judges / (k - 1);
  const e = Math.max(0, total - between - judges) / ((n - 1) * (k - 1));
  const single = b + (k - 1) * e + (k * (j - e)) / n;
  const average = b + (j - e) / n;
  if (single <= 0 || average <= 0) return undefined;
  return { single: (b - e) / single, average: (b - e) / average, squares: { texts: b, markers: j, rest: e } };
}
