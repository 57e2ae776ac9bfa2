import { isTerminal, type Activity, type RunState } from "../sitting/run-states.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";
import type { SessionState } from "../scheduling/session-machine.ts";
import { readinessFor } from "./readiness.ts";

/** The next step of the day: one thing to do, or to wait for. */
export const daySteps = [
  "START",
  "CHECK_IDENTITY",
  "WAIT_ARRIVALS",
  "OPEN_READING",
  "WAIT_READING",
  "DISCUSSION",
  "GATE",
  "OPEN_WRITING",
  "WAIT_WRITING",
  "INTERVIEW",
  "RESUME",
  "CLOSE",
  "DONE",
] as const;
export type DayStep = (typeof daySteps)[number];

export interface DayPerson {
  readonly sittingId: string;
  readonly state: SittingState;
  readonly arrivedAtMs: number | null;
  readonly runs: Readonly<Record<Activity, RunState>>;
  readonly isGateDecided: boolean;
  /** An adviser compares face and document with them: they go on when that is over. */
  readonly isInCall: boolean;
}

/** The step, and the person whom it is about when it is about one. */
export function nextStep(
  sessionState: SessionState,
  people: readonly DayPerson[],
  isHeld = false,
): { step: DayStep; sittingId: string | null } {
  const group = (step: DayStep) => ({ step, sittingId: null });
  if (sessionState === "OPEN") return group("START");
  if (sessionState !== "IN_PROGRESS") return group("DONE");
  if (isHeld) return group("RESUME");
  const present = people.filter(
    ({ state }) => state !== "ABSENT" && state !== "COMPLETED" && state !== "NOT_COMPLETED",
  );
  if (present.length === 0) return group("CLOSE");

  const waiting = present
    .filter(({ state }) => state === "WAITING")
    .toSorted((a, b) => (a.arrivedAtMs ?? 0) - (b.arrivedAtMs ?? 0))[0];
  if (waiting) return { step: "CHECK_IDENTITY", sittingId: waiting.sittingId };
  const isReady = (activity: "READING" | "WRITING") => (person: DayPerson) =>
    readinessFor(activity, { sessionState, sittingState: person.state, isHeld, ...person }) === "READY";
  if (present.some(isReady("READING"))) return group("OPEN_READING");
  const begun = present.filter(({ state }) => state === "IN_PROGRESS" || state === "INTERRUPTED");
  if (begun.length === 0) return group("WAIT_ARRIVALS");
  if (begun.every(({ state }) => state === "INTERRUPTED") && begun.some(({ isInCall }) => !isInCall)) return group("RESUME");

  const some = (test: (person: DayPerson) => boolean): boolean => begun.some(test);
  if (some(({ runs }) => !isTerminal(runs.READING))) return group("WAIT_READING");
  if (some(({ runs }) => !isTerminal(runs.DISCUSSION))) return group("DISCUSSION");
  if (some(isReady("WRITING"))) return group("OPEN_WRITING");
  if (some(({ runs, isGateDecided }) => runs.WRITING === "PENDING" && !isGateDecided)) return group("GATE");
  if (some(({ runs }) => !isTerminal(runs.WRITING))) return group("WAIT_WRITING");
  const forInterview = begun.find(({ runs }) => !isTerminal(runs.INTERVIEW));
  return forInterview ? { step: "INTERVIEW", sittingId: forInterview.sittingId } : group("CLOSE");
}
