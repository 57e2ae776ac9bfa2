import { runMachine, type Activity, type RunState } from "./run-machine.ts";

export type { Activity, RunState } from "./run-machine.ts";

/** A run that has ended one way or another; only the gate can still turn a completed discussion into a stop. */
export const isTerminal = (state: RunState): boolean =>
  runMachine[state].open === undefined &&
  runMachine[state].resume === undefined &&
  runMachine[state].interrupt === undefined;

/** Under way, whether its clock runs or stands still. */
export const isUnderWay = (state: RunState): boolean => state === "OPEN" || state === "INTERRUPTED";

/** The state of each activity, from rows; an activity without a row has not begun. */
export function runStatesOf(
  rows: readonly { activity: Activity; state: RunState }[],
): Readonly<Record<Activity, RunState>> {
  const states: Record<Activity, RunState> = {
    READING: "PENDING",
    DISCUSSION: "PENDING",
    WRITING: "PENDING",
    INTERVIEW: "PENDING",
  };
  for (const { activity, state } of rows) states[activity] = state;
  return states;
}
