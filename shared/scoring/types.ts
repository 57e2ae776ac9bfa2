import { z } from "zod";

/**
 * The vocabulary of the one scoring model. Nothing here can carry the delivery mode, the writing tool, an order or a
 * person: what a type cannot hold, no rule can use.
 */

export const activity = z.enum(["reading", "discussion", "writing", "interview"]);
export type Activity = z.infer<typeof activity>;

/** Reading is an activity with a competency too (CE), but it is scored from items, not from marks. */
export const unitId = z.enum(["writing.EE", "discussion.CO", "interview.CO", "discussion.EO", "interview.EO"]);
export type UnitId = z.infer<typeof unitId>;

export const competency = z.enum(["CE", "CO", "EE", "EO"]);
export type Competency = z.infer<typeof competency>;
/** The competencies that markers judge, and that a review can mark again. */
export type MarkedCompetency = Exclude<Competency, "CE">;

/**
 * `TECHNICAL`: lost to a cause on the Office's side or a technical one. `ABSENT`: no accepted reason. `GATE_STOPPED`:
 * the discussion, stopped for non-participation. `NOT_EVALUATED`: follows from a stop.
 */
export const activityState = z.enum(["COMPLETED", "TECHNICAL", "ABSENT", "GATE_STOPPED", "NOT_EVALUATED"]);
export type ActivityState = z.infer<typeof activityState>;

/** `reading.CE` only ever appears in a need: the units of the report are the five that have marks. */
export type Need = {
  readonly unit: UnitId | "reading.CE";
  readonly why: "FIRST_MARK" | "SECOND_MARK" | "T1" | "T2" | "T3" | "BORDERLINE";
};

export type Flag = "HELD_HARMLESS" | "PARTICIPATION" | `RAISED_ON_REVIEW:${MarkedCompetency}`;

export type Outcome = "PASS" | "FAIL" | "PENDING" | "ON_HOLD" | "NOT_COMPLETED";

export type Report = {
  readonly outcome: Outcome;
  /** `null` while undecided. */
  readonly competencies: { readonly [competency in Competency]: number | null };
  /** All five, always; the resolved score, rounded, `null` below two marks. */
  readonly units: { readonly [unit in UnitId]: { readonly score: number | null; readonly marks: number } };
  /** Sorted by unit, then why. */
  readonly needs: readonly Need[];
  /** Sorted. */
  readonly flags: readonly Flag[];
};

/** Builds a table with one entry per unit, in the order of the report. */
export function forEachUnit<T>(make: (unit: UnitId) => T): { readonly [unit in UnitId]: T } {
  return {
    "writing.EE": make("writing.EE"),
    "discussion.CO": make("discussion.CO"),
    "interview.CO": make("interview.CO"),
    "discussion.EO": make("discussion.EO"),
    "interview.EO": make("interview.EO"),
  };
}

export const ACTIVITY_OF: { readonly [unit in UnitId]: Activity } = {
  "writing.EE": "writing",
  "discussion.CO": "discussion",
  "interview.CO": "interview",
  "discussion.EO": "discussion",
  "interview.EO": "interview",
};
