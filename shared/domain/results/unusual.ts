import type { ScoringPolicy } from "../../scoring/policy.ts";
import type { Report } from "../../scoring/types.ts";

/** Why a result deserves a second look before it is confirmed. */
export const unusualSigns = [
  "ANNULMENT_PROPOSED",
  "DECISION_NEEDED",
  "LATE_ANSWERS",
  "INCIDENT",
  "LATE",
  "REVISED",
  "REVIEW",
  "NO_RATER",
  "NEEDS_ORAL_MARK",
  "NOT_ALL_DONE",
  "PARTICIPATION",
  "CREDITS",
  "CORRECTED",
  "BORDERLINE",
  "THIRD_MARK",
  "HELD_HARMLESS",
] as const;
export type UnusualSign = (typeof unusualSigns)[number];

/** Validation is due by D+11, so that sending on D+13 stays within the legal two weeks; a review has as many days to spare. */
const spareDays = 3;

export function unusualIn(
  report: Report,
  policy: Required<Pick<ScoringPolicy, "cut" | "sem">>,
  around: {
    readonly ageDays: number;
    /** In how many days the answer is due. */
    readonly dueDays: number;
    /** False where it was sent, or the exam counts as nothing. */
    readonly isAwaited: boolean;
    readonly lacksRater: boolean;
    readonly isRevised?: boolean;
    /** The person asked for a review that is not answered yet. */
    readonly isReview?: boolean;
    /** Nobody can give what is missing any more: a person decides. */
    readonly isStuck?: boolean;
    /** Answers arrived after the end, and nobody has decided whether they count. */
    readonly hasLateAnswers?: boolean;
    /** One of the directorate proposes that the exam counts as nothing: another signs, or decides otherwise. */
    readonly isAnnulmentProposed?: boolean;
    /** An incident is open. */
    readonly hasIncident?: boolean;
    /** A competency that was passed at an earlier exam counts. */
    readonly hasCredits?: boolean;
    /** A marker put another mark in the place of their own. */
    readonly isCorrected?: boolean;
  },
): UnusualSign[] {
  const scores = Object.values(report.competencies);
  // Scores, cut and error are decimals as written; a difference of two of them decides nothing here but a mark in a list.
  const isBorderline =
    report.needs.some(({ why }) => why === "BORDERLINE") ||
    scores.some((score) => score !== null && score >= policy.cut - policy.sem && score < policy.cut);
  const has: { readonly [sign in UnusualSign]: boolean } = {
    ANNULMENT_PROPOSED: around.isAnnulmentProposed ?? false,
    DECISION_NEEDED: around.isStuck ?? false,
    LATE_ANSWERS: around.hasLateAnswers ?? false,
    INCIDENT: around.hasIncident ?? false,
    LATE: around.isAwaited && around.ageDays > around.dueDays - spareDays,
    REVISED: around.isRevised ?? false,
    REVIEW: around.isReview ?? false,
    NO_RATER: around.lacksRater,
    NEEDS_ORAL_MARK: report.needs.some(({ unit }) => unit !== "writing.EE" && unit !== "reading.CE"),
    NOT_ALL_DONE: report.outcome === "ON_HOLD" || report.outcome === "NOT_COMPLETED",
    PARTICIPATION: report.flags.includes("PARTICIPATION"),
    CREDITS: around.hasCredits ?? false,
    CORRECTED: around.isCorrected ?? false,
    BORDERLINE: isBorderline,
    THIRD_MARK: Object.values(report.units).some(({ marks }) => marks >= 3),
    HELD_HARMLESS: report.flags.includes("HELD_HARMLESS"),
  };
  return unusualSigns.filter((sign) => has[sign]);
}
