import { defineMachine } from "../../kernel/machine.ts";

export const taskStates = ["ALLOTTED", "REFERRED", "MARKED", "WITHDRAWN"] as const;
export type TaskState = (typeof taskStates)[number];
export type TaskEvent = "mark" | "refer" | "resume" | "withdraw";

/**
 * A task ends with a mark, or with a person who steps back because they know the candidate or from whom it was taken. A
 * text that cannot be judged as it stands waits for a decision, and comes back or leaves.
 */
export const taskMachine = defineMachine<TaskState, TaskEvent>({
  ALLOTTED: { mark: "MARKED", refer: "REFERRED", withdraw: "WITHDRAWN" },
  REFERRED: { resume: "ALLOTTED", withdraw: "WITHDRAWN" },
  MARKED: {},
  WITHDRAWN: {},
});
