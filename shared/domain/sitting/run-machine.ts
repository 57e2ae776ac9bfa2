import { defineMachine } from "../../kernel/machine.ts";

/** The order of the exam; the discussion gates what follows. */
export const activities = ["READING", "DISCUSSION", "WRITING", "INTERVIEW"] as const;
export type Activity = (typeof activities)[number];

export const runStates = [
  "PENDING",
  "OPEN",
  "INTERRUPTED",
  "COMPLETED",
  "TECHNICAL",
  "ABSENT",
  "GATE_STOPPED",
  "NOT_EVALUATED",
] as const;
export type RunState = (typeof runStates)[number];
export type RunEvent =
  | "open"
  | "interrupt"
  | "resume"
  | "submit"
  | "timeUp"
  | "loseTechnically"
  | "markAbsent"
  | "stopAtGate"
  | "leaveOut";

const lost = { loseTechnically: "TECHNICAL", stopAtGate: "GATE_STOPPED", leaveOut: "NOT_EVALUATED" } as const;

/**
 * A disconnection is never a submission: only `submit` and `timeUp` complete a run, and `timeUp` needs it open. Nor is it a
 * fault: whoever has begun was there, and only what never opened can have been missed.
 */
export const runMachine = defineMachine<RunState, RunEvent>({
  PENDING: { open: "OPEN", markAbsent: "ABSENT", ...lost },
  OPEN: { interrupt: "INTERRUPTED", submit: "COMPLETED", timeUp: "COMPLETED", ...lost },
  INTERRUPTED: { resume: "OPEN", submit: "COMPLETED", ...lost },
  COMPLETED: { stopAtGate: "GATE_STOPPED" },
  TECHNICAL: {},
  ABSENT: {},
  GATE_STOPPED: {},
  NOT_EVALUATED: {},
});
