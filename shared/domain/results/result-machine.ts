import { defineMachine } from "../../kernel/machine.ts";

export const resultStates = ["MARKING", "PENDING_APPROVAL", "ON_HOLD", "RESULT_SENT"] as const;
export type ResultState = (typeof resultStates)[number];
export type ResultEvent = "decide" | "reopen" | "hold" | "release" | "releaseToMarking" | "confirm";

/**
 * Nothing is told to anybody before a person confirms it, and that person can hold it, for as long as it takes, from
 * any state but the last. A report that is undecided again takes its result back to marking.
 */
export const resultMachine = defineMachine<ResultState, ResultEvent>({
  MARKING: { decide: "PENDING_APPROVAL", hold: "ON_HOLD" },
  PENDING_APPROVAL: { reopen: "MARKING", hold: "ON_HOLD", confirm: "RESULT_SENT" },
  ON_HOLD: { release: "PENDING_APPROVAL", releaseToMarking: "MARKING" },
  RESULT_SENT: {},
});
