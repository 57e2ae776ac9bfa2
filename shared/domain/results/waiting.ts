import type { TaskState } from "../marking/task-machine.ts";
import type { Need } from "../../scoring/types.ts";

/**
 * Who a need waits for: a marker who has the text, the directorate for a text that its marker could not judge, nobody
 * eligible, an adviser who was asked or has to be asked, an
 * adviser who has not locked, the seal of what was given on paper, or a person who looks at the reading again.
 */
export const waits = [
  "MARKER",
  "REFERRAL",
  "NO_RATER",
  "ADVISER",
  "ADVISER_ASKED",
  "ADVISER_TO_ASK",
  "SEAL",
  "READING_CHECK",
  "OPEN_ANSWERS",
] as const;
export type Wait = (typeof waits)[number];

export interface WaitFacts {
  readonly isTextReady: boolean;
  /** The reading is sealed. */
  readonly isReadingReady?: boolean;
  readonly tasks: readonly { readonly unit: string; readonly state: TaskState }[];
}

export function waitOf(need: Need, { isTextReady, isReadingReady = false, tasks }: WaitFacts): Wait {
  if (need.unit === "reading.CE" && need.why === "BORDERLINE") return "READING_CHECK";
  if (need.unit === "reading.CE") return isReadingReady ? "OPEN_ANSWERS" : "SEAL";
  const allotted = tasks.filter(({ unit, state }) => unit === need.unit && state === "ALLOTTED").length;
  if (need.unit === "writing.EE") {
    if (!isTextReady) return "SEAL";
    if (tasks.some(({ unit, state }) => unit === need.unit && state === "REFERRED")) return "REFERRAL";
    return allotted >= (need.why === "FIRST_MARK" ? 2 : 1) ? "MARKER" : "NO_RATER";
  }
  if (need.why === "FIRST_MARK" || need.why === "SECOND_MARK") return "ADVISER";
  return allotted > 0 ? "ADVISER_ASKED" : "ADVISER_TO_ASK";
}
