import { defineMachine } from "../../kernel/machine.ts";

export const taskStates = ["ALLOTTED", "MARKED", "WITHDRAWN"] as const;
export type TaskState = (typeof taskStates)[number];
export type TaskEvent = "mark" | "withdraw";

/** A task ends with a mark, or with a person who steps back because they know the candidate. */
export const taskMachine = defineMachine<TaskState, TaskEvent>({
  ALLOTTED: { mark: "MARKED", withdraw: "WITHDRAWN" },
  MARKED: {},
  WITHDRAWN: {},
});
