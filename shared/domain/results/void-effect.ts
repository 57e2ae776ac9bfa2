import type { ScoringInput } from "../../scoring/input.ts";
import { readingScore } from "../../scoring/reading.ts";
import { computeReport } from "../../scoring/report.ts";
import type { Outcome } from "../../scoring/types.ts";

/** An input in which exactly these items are void, and nothing else is changed. */
export const voiding = (input: ScoringInput, itemIds: ReadonlySet<string>): ScoringInput => ({
  ...input,
  reading: {
    ...input.reading,
    items: input.reading.items.map(({ id, max, points }) => ({
      id,
      max,
      points,
      ...(itemIds.has(id) ? { void: true } : {}),
    })),
  },
});

/**
 * True when other void items serve the person better. They change the reading and nothing else, so what it comes to says
 * it: an outcome alone would take a pass that has to be looked at again for a gain.
 */
export const isRaised = (before: ScoringInput, after: ScoringInput): boolean =>
  (readingScore(after) ?? 0) > (readingScore(before) ?? 0);

/** What was told stands: who was told a result keeps the void items of it, unless those of now serve them better. */
export function keepingTold(input: ScoringInput, told: ScoringInput | null): ScoringInput {
  if (told === null) return input;
  const kept = voiding(input, new Set(told.reading.items.filter((item) => item.void === true).map(({ id }) => id)));
  return isRaised(input, kept) ? kept : input;
}

/** Somebody who sat the form. */
export interface VoidSubject {
  readonly input: ScoringInput;
  /** Of what they were told; null before. */
  readonly told: ScoringInput | null;
  /** They were told it, and nothing is open again. */
  readonly isSent: boolean;
}

export interface VoidEffect {
  readonly people: number;
  readonly raised: number;
  readonly unchanged: number;
  /** Who keeps less of what items that were voided before gave them, and all that they would have without any. */
  readonly gainsLost: number;
  /** Who would be worse off than without any void item: the scoring model promises that there is nobody, and it is checked. */
  readonly lowered: number;
  /** Results that were sent already and would be raised. */
  readonly sentRaised: number;
  /** How many reports have each outcome, before and after. */
  readonly outcomes: readonly { readonly outcome: Outcome; readonly before: number; readonly after: number }[];
}

/** What voiding an item would do to each of these people, counted, where these were voided before. */
export function effectOfVoid(
  people: readonly VoidSubject[],
  voided: ReadonlySet<string>,
  itemId: string,
): VoidEffect {
  const changes = people
    .filter(({ input }) => input.reading.items.some(({ id }) => id === itemId))
    .map(({ input, told, isSent }) => {
      const before = keepingTold(voiding(input, voided), told);
      const after = keepingTold(voiding(input, new Set([...voided, itemId])), told);
      return {
        isSent,
        change: changeOf({ untouched: voiding(input, new Set()), before, after }),
        before: computeReport(before).outcome,
        after: computeReport(after).outcome,
      };
    });
  const count = (change: Change): number => changes.filter((one) => one.change === change).length;
  const outcomes = ["PASS", "FAIL", "PENDING", "ON_HOLD", "NOT_COMPLETED"] as const;
  return {
    people: changes.length,
    raised: count("raised"),
    unchanged: count("unchanged"),
    gainsLost: count("gainLost"),
    lowered: count("lowered"),
    sentRaised: changes.filter(({ isSent, change }) => isSent && change === "raised").length,
    outcomes: outcomes
      .map((outcome) => ({
        outcome,
        before: changes.filter(({ before }) => before === outcome).length,
        after: changes.filter(({ after }) => after === outcome).length,
      }))
      .filter(({ before, after }) => before + after > 0),
  };
}

type Change = "raised" | "unchanged" | "gainLost" | "lowered";

function changeOf(of: { readonly [when in "untouched" | "before" | "after"]: ScoringInput }): Change {
  if (isRaised(of.after, of.untouched)) return "lowered";
  if (isRaised(of.after, of.before)) return "gainLost";
  return isRaised(of.before, of.after) ? "raised" : "unchanged";
}
