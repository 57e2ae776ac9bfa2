import type { Measures } from "../accommodations/measures.ts";
import { breakActivities } from "../accommodations/measures.ts";
import type { Activity, RunState } from "./run-machine.ts";
import type { TimeCause } from "./time-ledger.ts";

/** Breaks that were granted beforehand: so many in the day, each of so many minutes at most; the clock stands still. */

type Granted = Measures["breaks"];

export const breakSeconds = (granted: Granted): number => (granted?.minutes ?? 0) * 60;

interface BreakRun {
  readonly activity: Activity;
  readonly state: RunState;
  readonly interruptionCause: TimeCause | null;
  readonly timeEntries: readonly { readonly cause: TimeCause }[];
}

/** The breaks that were begun in the whole day: each one that has ended is an entry of the ledger. */
export const breaksTaken = (runs: readonly Omit<BreakRun, "activity">[]): number =>
  runs.reduce(
    (sum, run) =>
      sum +
      run.timeEntries.filter(({ cause }) => cause === "BREAK").length +
      (run.state === "INTERRUPTED" && run.interruptionCause === "BREAK" ? 1 : 0),
    0,
  );

/** `READY`, or why no break can begin in this activity now. */
export function breakReadiness(
  granted: Granted,
  activity: Activity,
  runs: readonly BreakRun[],
): "READY" | "NO_BREAK_LEFT" | "RUN_NOT_OPEN" {
  const run = runs.find((one) => one.activity === activity);
  if (run?.state !== "OPEN" || !breakActivities.includes(activity)) return "RUN_NOT_OPEN";
  return granted && breaksTaken(runs) < granted.count ? "READY" : "NO_BREAK_LEFT";
}
