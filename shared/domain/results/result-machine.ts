import { defineMachine } from "../../kernel/machine.ts";

export const resultStates = [
  "MARKING",
  "PENDING_APPROVAL",
  "ON_HOLD",
  "RESULT_SENT",
  "UNDER_REVIEW",
  "ANNULLED",
] as const;
export type ResultState = (typeof resultStates)[number];
export type ResultEvent =
  | "decide"
  | "reopen"
  | "hold"
  | "release"
  | "releaseToMarking"
  | "confirm"
  | "annul"
  | "revise"
  | "reviseToMarking"
  | "askReview"
  | "reviewed"
  | "reviewedToMarking";

/**
 * Nothing is told to anybody before a person confirms it, and that person can hold it, for as long as it takes, from
 * any state but the last. A report that is undecided again takes its result back to marking. An exam that cannot be
 * decided, for a cause on the Office's side, is annulled: it counts as nothing, and the person sits it again.
 * What was sent comes back to be confirmed only to be raised, when an item is voided, or after a review that its person
 * asked for, which keeps or raises it. A review that ends on an undecided report, as a voided item may leave one, goes
 * back to marking first.
 */
export const resultMachine = defineMachine<ResultState, ResultEvent>({
  MARKING: { decide: "PENDING_APPROVAL", hold: "ON_HOLD", annul: "ANNULLED" },
  PENDING_APPROVAL: { reopen: "MARKING", hold: "ON_HOLD", confirm: "RESULT_SENT", annul: "ANNULLED" },
  ON_HOLD: { release: "PENDING_APPROVAL", releaseToMarking: "MARKING", annul: "ANNULLED" },
  RESULT_SENT: { revise: "PENDING_APPROVAL", reviseToMarking: "MARKING", askReview: "UNDER_REVIEW" },
  UNDER_REVIEW: { reviewed: "PENDING_APPROVAL", reviewedToMarking: "MARKING" },
  ANNULLED: {},
});
