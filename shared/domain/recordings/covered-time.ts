export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much of a stretch these spans cover together: what two of them cover at once counts once. */
export function coveredMs(spans: readonly Span[], within: Span): number {
  let covered = 0;
  let reached = within.from;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(to, within.to);
    covered += Math.max(0, end - Math.max(from, reached));
    reached = Math.max(reached, end);
  }
  return covered;
}
