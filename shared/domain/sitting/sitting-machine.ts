import { defineMachine } from "../../kernel/machine.ts";

export const sittingStates = [
  "SCHEDULED",
  "WAITING",
  "IDENTITY_CONFIRMED",
  "IN_PROGRESS",
  "INTERRUPTED",
  "COMPLETED",
  "NOT_COMPLETED",
  "ABSENT",
] as const;
export type SittingState = (typeof sittingStates)[number];
export type SittingEvent =
  | "arrive"
  | "confirmIdentity"
  | "begin"
  | "interrupt"
  | "resume"
  | "complete"
  | "stop"
  | "markAbsent";

export const sittingMachine = defineMachine<SittingState, SittingEvent>({
  SCHEDULED: { arrive: "WAITING", markAbsent: "ABSENT" },
  WAITING: { confirmIdentity: "IDENTITY_CONFIRMED", markAbsent: "ABSENT", stop: "NOT_COMPLETED" },
  IDENTITY_CONFIRMED: { begin: "IN_PROGRESS", stop: "NOT_COMPLETED" },
  IN_PROGRESS: { interrupt: "INTERRUPTED", complete: "COMPLETED", stop: "NOT_COMPLETED" },
  INTERRUPTED: { resume: "IN_PROGRESS", complete: "COMPLETED", stop: "NOT_COMPLETED" },
  COMPLETED: {},
  NOT_COMPLETED: {},
  ABSENT: {},
});

/** From the look at the document to the end: somebody sits an exam. */
export const statesUnderWay: readonly SittingState[] = ["IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

/** From these states on, exam content may leave the server (SIT-3). */
export const statesWithContent: readonly SittingState[] = ["IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED", "COMPLETED"];
