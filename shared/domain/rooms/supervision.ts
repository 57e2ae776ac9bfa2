import type { Activity, RunState } from "../sitting/run-machine.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";
import type { EntryRefusal } from "./entry.ts";

/** Supervision at a distance: who is seen while they read and write at home, and what is asked of their device. */

/** The two activities in which people work alone; in the others they are seen anyway. */
export const supervisedActivities: readonly Activity[] = ["READING", "WRITING"];

export interface SupervisionFacts {
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
  readonly isPractice: boolean;
  /** Online supervision was agreed to, and the agreement stands. */
  readonly hasAgreed: boolean;
}

/** At a table people are there, a practice concerns nobody, and nobody is looked at without having agreed. */
export const isSupervised = ({ deliveryMode, isPractice, hasAgreed }: SupervisionFacts): boolean =>
  deliveryMode === "ONLINE" && !isPractice && hasAgreed;

interface EntryFacts {
  readonly sittingState: SittingState;
  readonly runs: readonly { readonly activity: Activity; readonly state: RunState }[];
  readonly hasAgreed: boolean;
}

/** May a candidate enter the supervision room? From the opening of reading or writing until it has ended, and not between. */
export function supervisionEntry(facts: EntryFacts): "MAY_ENTER" | EntryRefusal {
  if (!isUnderWay(facts.sittingState)) return "IDENTITY_NOT_CONFIRMED";
  return isWatchedNow(facts) && facts.hasAgreed ? "MAY_ENTER" : "RUN_NOT_OPEN";
}

const isUnderWay = (state: SittingState): boolean => state === "IN_PROGRESS" || state === "INTERRUPTED";

/** Reading or writing has been opened and has not ended: the time in which somebody at home is seen. */
export const isWatchedNow = ({ sittingState, runs }: Pick<EntryFacts, "sittingState" | "runs">): boolean =>
  isUnderWay(sittingState) &&
  runs.some(({ activity, state }) => supervisedActivities.includes(activity) && (state === "OPEN" || state === "INTERRUPTED"));

export const supervisionSources = ["camera", "microphone", "screen"] as const;
export type SupervisionSource = (typeof supervisionSources)[number];

/**
 * How one source stands, for the person and for whoever watches. `ASKED`: the person has not answered yet. `REFUSED`: the
 * browser or the person said no, or another surface than the whole screen was chosen. `LOST`: it was there and is not.
 */
export const sourceStates = ["ASKED", "LIVE", "LOST", "REFUSED"] as const;
export type SourceState = (typeof sourceStates)[number];

export interface SourceFact {
  readonly state: SourceState;
  /** Since when, by the page's monotonic clock. */
  readonly sinceMs: number;
}

/** What a page knows of its own supervision. */
export type SupervisionState = { readonly [source in SupervisionSource]: SourceFact };

/**
 * The rule unless a policy says otherwise: exam content is in view only while the whole screen is shared, or while a
 * person of the staff has let the clock run without it.
 */
export const hidesContent = (state: SupervisionState, isScreenReleased: boolean): boolean =>
  state.screen.state !== "LIVE" && !isScreenReleased;

/**
 * Screens are shared whole: a window or a tab says nothing of what stands beside it. A browser that names no surface
 * may share the whole screen and may not: nobody can tell, and nobody is said to have chosen something else.
 */
export function surfaceOutcome(surface: string): "OK" | "NOT_MONITOR" | "SURFACE_UNKNOWN" {
  if (surface === "monitor") return "OK";
  return surface === "" ? "SURFACE_UNKNOWN" : "NOT_MONITOR";
}
