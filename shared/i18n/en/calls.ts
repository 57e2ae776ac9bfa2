import type { calls as french } from "../fr/calls.ts";

/** Calls that wait, for the support staff. */
export const calls: Readonly<Record<keyof typeof french, string>> = {
  "calls.title": "Calls",
  "calls.lead": "The people who wait for an answer, the oldest first. Your answer carries your name.",
  "calls.empty": "No call is waiting.",
  "calls.emptyText": "A new call appears here by itself.",
  "calls.since": "since {when}",
  "calls.outside": "Outside a session or in the practice exam: no session’s desk shows this call.",
  "calls.inSession": "During a session: the session’s desk shows this call too.",
};
