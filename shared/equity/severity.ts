/**
 * Severity of markers by least squares: a score is what the text is worth plus what its marker adds, and what markers
 * add sums to nothing. The linear cousin of the many-facet Rasch model. For training only: no score is ever corrected.
 */

export interface GivenScore {
  readonly text: string;
  readonly rater: string;
  /** 0 to 100. */
  readonly score: number;
}

/**
 * Points that each marker adds (severe below zero), by marker. Markers who share no text with the others, directly or
 * through somebody, cannot be compared: only the largest group that is connected is answered.
 */
export function severityOf(scores: readonly GivenScore[]): ReadonlyMap<string, number> {
  const texts = Map.groupBy(scores, ({ text }) => text);
  const shared = [...texts.values()].filter((given) => new Set(given.map(({ rater }) => rater)).size > 1);
  const raters = largestGroup(shared.map((given) => given.map(({ rater }) => rater)));
  const place = new Map(raters.map((rater, index) => [rater, index]));
  // What texts are worth is eliminated: each text leaves the deviations of its scores from their own mean.
  const matrix = raters.map(() => raters.map(() => 1));
  const right = raters.map(() => 0);
  for (const given of shared) {
    const mean = given.reduce((total, { score }) => total + score, 0) / given.length;
    for (const { rater, score } of given) {
      const row = place.get(rater);
      if (row === undefined) break;
      right[row] = (right[row] ?? 0) + score - mean;
      add(matrix, row, row, 1);
      for (const other of given) add(matrix, row, place.get(other.rater) ?? row, -1 / given.length);
    }
  }
  const solved = solve(matrix, right);
  return new Map(raters.map((rater, index) => [rater, solved[index] ?? 0]));
}

function add(matrix: number[][], row: number, column: number, value: number): void {
  const line = matrix[row];
  if (line) line[column] = (line[column] ?? 0) + value;
}

/** The largest set of people that texts tie together; of equals, the one that comes first. */
function largestGroup(ties: readonly (readonly string[])[]): string[] {
  const groupOf = new Map<string, Set<string>>();
  for (const people of ties) {
    const joined = new Set(people.flatMap((person) => [person, ...(groupOf.get(person) ?? [])]));
    for (const person of joined) groupOf.set(person, joined);
  }
  const groups = [...new Set(groupOf.values())].toSorted((a, b) => b.size - a.size);
  return [...(groups[0] ?? [])].toSorted();
}

/** Gauss with pivots: the matrix is small (markers, not texts), symmetric and regular. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const rest = rows.slice(column);
    const pivot = rest.toSorted((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0))[0];
    if (!pivot) break;
    const at = rows.indexOf(pivot);
    [rows[column], rows[at]] = [pivot, rows[column] ?? pivot];
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      if (factor === 0) continue;
      for (let place = column; place <= size; place += 1) row[place] = (row[place] ?? 0) - factor * (pivot[place] ?? 0);
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
