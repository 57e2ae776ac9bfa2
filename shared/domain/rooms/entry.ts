import { statesWithContent, type SittingState } from "../sitting/sitting-machine.ts";
import type { RunState } from "../sitting/run-machine.ts";

/** What is known of a candidate who asks to enter a room that is theirs. */
export interface CandidateFacts {
  readonly sittingState: SittingState;
  /** The run of the room's activity; null for a check-in, which has none. */
  readonly runState: RunState | null;
}

export type EntryRefusal = "ROOM_NOT_OPEN" | "IDENTITY_NOT_CONFIRMED" | "RUN_NOT_OPEN";

// With somebody whose exam was just put off, another date is agreed on in the same call; nobody calls them anew.
const mayBeCalled: readonly SittingState[] = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED", "NOT_COMPLETED"];

/**
 * May a candidate enter? A check-in is for those who wait or were just confirmed, and for those who ask to be readmitted. A discussion and an interview need a
 * confirmed identity (SIT-3) and an activity that has begun and was not taken away: somebody whose time has run out stays
 * until the adviser has closed the room with the words that everybody hears.
 */
export function candidateEntry({ sittingState, runState }: CandidateFacts): "MAY_ENTER" | EntryRefusal {
  if (runState === null) return mayBeCalled.includes(sittingState) ? "MAY_ENTER" : "ROOM_NOT_OPEN";
  if (!statesWithContent.includes(sittingState)) return "IDENTITY_NOT_CONFIRMED";
  const hasBegun = runState === "OPEN" || runState === "INTERRUPTED" || runState === "COMPLETED";
  return hasBegun && sittingState !== "COMPLETED" ? "MAY_ENTER" : "RUN_NOT_OPEN";
}

/** How people of a room call each other: a candidate's family name stays an initial. */
export const displayName = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName.slice(0, 1).toLocaleUpperCase("fr-CA")}.`;

export const fullName = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName}`;
