import type { ScoringInput } from "../../scoring/input.ts";
import { computeReport } from "../../scoring/report.ts";
import type { Outcome, Report } from "../../scoring/types.ts";

/** An input in which these items are void, and nothing else is changed. */
export const voiding = (input: ScoringInput, itemIds: ReadonlySet<string>): ScoringInput => ({
  ...input,
  reading: {
    ...input.reading,
    items: input.reading.items.map((item) => (itemIds.has(item.id) ? { ...item, void: true } : item)),
  },
});

const scores = ["CE", "CO", "EE", "EO"] as const;

/** True when a report serves the person better: another outcome in their favour, or a score that rises. */
export function isRaised(before: Report, after: Report): boolean {
  if (before.outcome !== after.outcome) return after.outcome === "PASS" || after.outcome === "PENDING";
  return scores.some((key) => (after.competencies[key] ?? 0) > (before.competencies[key] ?? 0));
}

/** True when somebody would be worse off: what the scoring model promises never to happen, checked for everybody. */
export const isLowered = (before: Report, after: Report): boolean =>
  (before.outcome === "PASS" && after.outcome !== "PASS") ||
  scores.some((key) => {
    const [was, is] = [before.competencies[key], after.competencies[key]];
    return was !== null && is !== null && is < was;
  });

export interface VoidEffect {
  readonly people: number;
  readonly raised: number;
  readonly unchanged: number;
  readonly lowered: number;
  /** How many reports have each outcome, before and after. */
  readonly outcomes: readonly { readonly outcome: Outcome; readonly before: number; readonly after: number }[];
}

/** What voiding an item would do to each of these reports, counted. */
export function effectOfVoid(inputs: readonly ScoringInput[], itemId: string): VoidEffect {
  const items = new Set([itemId]);
  const pairs = inputs
    .filter((input) => input.reading.items.some(({ id }) => id === itemId))
    .map((input) => ({ before: computeReport(input), after: computeReport(voiding(input, items)) }));
  const raised = pairs.filter(({ before, after }) => isRaised(before, after)).length;
  const lowered = pairs.filter(({ before, after }) => isLowered(before, after)).length;
  const outcomes = ["PASS", "FAIL", "PENDING", "ON_HOLD", "NOT_COMPLETED"] as const;
  return {
    people: pairs.length,
    raised,
    lowered,
    unchanged: pairs.length - raised - lowered,
    outcomes: outcomes
      .map((outcome) => ({
        outcome,
        before: pairs.filter(({ before }) => before.outcome === outcome).length,
        after: pairs.filter(({ after }) => after.outcome === outcome).length,
      }))
      .filter(({ before, after }) => before + after > 0),
  };
}
