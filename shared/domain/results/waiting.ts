import type { TaskState } from "../marking/task-machine.ts";
import type { Need } from "../../scoring/types.ts";

/**
 * Who a need waits for: a marker who has the text, the directorate for what its marker could not judge or of which something arrived late, nobody
 * eligible, an adviser who has not locked, without a recording or with one that somebody could hear instead, an adviser who was asked or has to be
 * asked, somebody to hear the recording, or who has it, nobody who is left (a person decides), the seal of what was given on paper, or a person who
 * looks at the reading again.
 */
export const waits = [
  "MARKER",
  "REFERRAL",
  "LATE_DECISION",
  "NO_RATER",
  "ADVISER",
  "ADVISER_RECORDED",
  "ADVISER_ASKED",
  "ADVISER_TO_ASK",
  "LISTENER",
  "LISTENER_ASKED",
  "NOBODY_LEFT",
  "SEAL",
  "READING_CHECK",
  "OPEN_ANSWERS",
] as const;
export type Wait = (typeof waits)[number];

/** Who could give an oral mark that nobody was asked for yet; a first or second one is awaited from who was there. */
export type OralWay = "AWAITED" | "AWAITED_RECORDED" | "RECORDED" | "TO_ASK" | "NOBODY";
const waitFor = {
  AWAITED: "ADVISER",
  AWAITED_RECORDED: "ADVISER_RECORDED",
  RECORDED: "LISTENER",
  TO_ASK: "ADVISER_TO_ASK",
  NOBODY: "NOBODY_LEFT",
} as const;

export interface WaitFacts {
  readonly isTextReady: boolean;
  /** Something of it arrived late, and nobody has decided whether it counts. */
  readonly isTextUndecided?: boolean;
  /** The reading is sealed. */
  readonly isReadingReady?: boolean;
  /** Whoever was not at an oral activity hears its recording. */
  readonly tasks: readonly { readonly unit: string; readonly state: TaskState; readonly isHeard?: boolean }[];
  /** By unit. */
  readonly oralWays?: ReadonlyMap<string, OralWay>;
}

/** One of the two marks that every unit has. */
export const isOrdinary = ({ why }: Need): boolean => why === "FIRST_MARK" || why === "SECOND_MARK";

export function waitOf(need: Need, { isTextReady, isTextUndecided = false, isReadingReady = false, tasks, oralWays }: WaitFacts): Wait {
  if (need.unit === "reading.CE" && need.why === "BORDERLINE") return "READING_CHECK";
  if (need.unit === "reading.CE") return isReadingReady ? "OPEN_ANSWERS" : "SEAL";
  const isReferred = tasks.some(({ unit, state }) => unit === need.unit && state === "REFERRED");
  const allotted = tasks.filter(({ unit, state }) => unit === need.unit && state === "ALLOTTED");
  if (need.unit === "writing.EE") {
    if (!isTextReady) return "SEAL";
    if (isTextUndecided) return "LATE_DECISION";
    if (isReferred) return "REFERRAL";
    return allotted.length >= (need.why === "FIRST_MARK" ? 2 : 1) ? "MARKER" : "NO_RATER";
  }
  if (isReferred) return "REFERRAL";
  const [asked] = allotted;
  if (asked) return asked.isHeard ? "LISTENER_ASKED" : "ADVISER_ASKED";
  return waitFor[oralWays?.get(need.unit) ?? (isOrdinary(need) ? "AWAITED" : "TO_ASK")];
}
