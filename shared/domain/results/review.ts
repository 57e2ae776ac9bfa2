import { dueAt } from "../marking/deadlines.ts";
import { oralActivityOf, unitIds, type OralActivity, type UnitId } from "../marking/units.ts";
import type { Outcome } from "../../scoring/types.ts";

/**
 * The review (révision) that a person may ask for, once: two new markers judge the production again, blind as ever, and
 * the result is kept or raised. Reading has keys and no markers, so it is not judged again.
 */

/** Days after the result was sent during which a review may be asked for [P], the last one until it ends at the Office. */
export const reviewDays = 60;
/** Days within which the directorate answers [P]. */
export const reviewAnswerDays = 15;

export const reviewable = ["CO", "EE", "EO"] as const;
export type Reviewable = (typeof reviewable)[number];

/** Why something is judged again: its person asked, or words that came late count in a text that was marked. */
export const reviewCauses = ["PERSON", "LATE_TEXT"] as const;
export type ReviewCause = (typeof reviewCauses)[number];

/** The units of a competency, in the order of the scoring model. */
export const unitsOfCompetency = (competency: Reviewable): readonly UnitId[] =>
  unitIds.filter((unit) => unit.endsWith(`.${competency}`));

export const reviewEndsAt = (sentAt: Date): Date => dueAt(sentAt, reviewDays);

export interface ReviewFacts {
  readonly outcome: Outcome;
  readonly scores: { readonly [competency in Reviewable]: number | null };
  readonly cut: number;
  /** Oral activities that somebody who was not there can judge from their recording. */
  readonly recorded: ReadonlySet<OralActivity>;
}

export interface LateTextFacts {
  /** Somebody has marked the text as it counts now. */
  readonly isMarked: boolean;
  /** Two new people have judged it already, or are asked to. */
  readonly isJudgedAgain: boolean;
  /** What the person was told; null while they were told nothing. */
  readonly told: Outcome | null;
}

/** What becomes of a text of which words came late, should they count: nothing stands in the way, a review, or a refusal. */
export type LateTextWay = "COUNTS" | "REVIEW" | "TEXT_MARKED" | "RESULT_SENT";

/** A review keeps or raises, so a pass has nothing to gain from one; and a text is judged again once. */
export function lateTextWay({ isMarked, isJudgedAgain, told }: LateTextFacts): LateTextWay {
  if (told !== null && !(isMarked && told === "FAIL")) return "RESULT_SENT";
  if (!isMarked) return "COUNTS";
  return isJudgedAgain ? "TEXT_MARKED" : "REVIEW";
}

/** What may be judged again: what was not reached, and can be seen or heard by somebody new. A pass has nothing to gain. */
export function offeredReviews({ outcome, scores, cut, recorded }: ReviewFacts): Reviewable[] {
  if (outcome !== "FAIL") return [];
  return reviewable.filter((competency) => {
    const score = scores[competency];
    const canBeHeard = unitsOfCompetency(competency).every((unit) => {
      const activity = oralActivityOf(unit);
      return activity === undefined || recorded.has(activity);
    });
    return score !== null && score < cut && canBeHeard;
  });
}
