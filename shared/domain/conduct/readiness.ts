import { isTerminal, type Activity, type RunState } from "../sitting/run-states.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";
import type { SessionState } from "../scheduling/session-machine.ts";

/** The activities that an adviser opens for the group from the desk; the two live ones open in their rooms. */
export const groupActivities = ["READING", "WRITING"] as const;
export type GroupActivity = (typeof groupActivities)[number];

/** Why an activity does not open for somebody. */
export const notReadyReasons = [
  "SESSION_NOT_STARTED",
  "NOT_ARRIVED",
  "IDENTITY_NOT_CONFIRMED",
  "PAUSED",
  "PREVIOUS_NOT_ENDED",
  "GATE_PENDING",
  "ALREADY_OPEN",
  "ENDED",
] as const;
export type NotReadyReason = (typeof notReadyReasons)[number];

export interface SittingFacts {
  readonly sessionState: SessionState;
  readonly sittingState: SittingState;
  /** The whole session stands still. */
  readonly isHeld: boolean;
  readonly runs: Readonly<Record<Activity, RunState>>;
  /** Both advisers have given their opinion on the participation gate. */
  readonly isGateDecided: boolean;
}

/** `READY`, or the first thing that stands in the way, in the order in which the adviser would solve it. */
export function readinessFor(activity: GroupActivity, facts: SittingFacts): "READY" | NotReadyReason {
  const { sessionState, sittingState, runs } = facts;
  if (sessionState !== "IN_PROGRESS") return "SESSION_NOT_STARTED";
  if (facts.isHeld) return "PAUSED";
  switch (sittingState) {
    case "SCHEDULED":
      return "NOT_ARRIVED";
    case "WAITING":
      return "IDENTITY_NOT_CONFIRMED";
    case "INTERRUPTED":
      return "PAUSED";
    case "COMPLETED":
    case "NOT_COMPLETED":
    case "ABSENT":
      return "ENDED";
    case "IDENTITY_CONFIRMED":
    case "IN_PROGRESS":
      break;
  }
  const state = runs[activity];
  if (isTerminal(state)) return "ENDED";
  if (state !== "PENDING") return "ALREADY_OPEN";
  if (activity === "READING") return "READY";
  if (!isTerminal(runs.READING) || !isTerminal(runs.DISCUSSION)) return "PREVIOUS_NOT_ENDED";
  // Somebody who was absent or lost their connection has no participation to judge.
  if (runs.DISCUSSION === "COMPLETED" && !facts.isGateDecided) return "GATE_PENDING";
  return "READY";
}
