import type { Activity, RunState } from "../sitting/run-machine.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";
import { unitIds, unitsOf, type OralActivity, type UnitId } from "../marking/units.ts";
import { unitsOfCompetency, type Reviewable } from "./review.ts";
import type { ScoringInput } from "../../scoring/input.ts";
import type { ScoringPolicy } from "../../scoring/policy.ts";
import type { ActivityState } from "../../scoring/types.ts";

/** What is known about a sitting when a report is computed. No field says how, where or by whom it was sat. */
export interface ScoringFacts {
  readonly sittingState: SittingState;
  readonly runs: readonly { readonly activity: Activity; readonly state: RunState }[];
  readonly policy: ScoringPolicy;
  readonly reading: {
    readonly items: readonly {
      readonly id: string;
      readonly max: number;
      readonly points: number;
      readonly isVoid?: boolean;
    }[];
    readonly isHumanChecked: boolean;
  };
  /** Marks that stand, superseded ones left out. */
  readonly marks: readonly FactMark[];
  /** What two new people have judged again, whole; undefined while there is no such thing. */
  readonly review?: FactReview | undefined;
}

export interface FactReview {
  readonly competencies: readonly Reviewable[];
  readonly marks: readonly FactMark[];
  /** Of which nobody can judge the recording any more. */
  readonly unusable?: readonly OralActivity[];
}

export interface FactMark {
  readonly unit: UnitId;
  readonly ordinal: number;
  readonly raterId: string;
  readonly bands: readonly number[];
}

/** The input of the scoring model: the facts, with markers under pseudonyms that only keep them apart. */
export function scoringInputOf(facts: ScoringFacts): ScoringInput {
  const stateOf = (activity: Activity): RunState =>
    facts.runs.find((run) => run.activity === activity)?.state ?? "PENDING";
  const state = (activity: Activity): ActivityState =>
    activityState(stateOf(activity), facts.sittingState, stateOf("DISCUSSION") === "GATE_STOPPED");
  const reading = state("READING");
  const interview = state("INTERVIEW");
  const writing = state("WRITING");
  if (reading === "GATE_STOPPED" || interview === "GATE_STOPPED" || writing === "GATE_STOPPED")
    throw new Error("Only a discussion has a participation gate.");

  const ordered = inOrder(facts.marks);
  const review = isReviewed(facts.review) && facts.review.competencies.length > 0 ? facts.review : undefined;
  const again = review ? inOrder(review.marks) : [];
  const raters = [...new Set([...ordered, ...again].map(({ raterId }) => raterId))];
  const given = (marks: readonly FactMark[], unit: UnitId) =>
    marks
      .filter((mark) => mark.unit === unit)
      .map(({ raterId, bands }) => ({ rater: `r${raters.indexOf(raterId) + 1}`, bands: [...bands] }));
  const marksOf = (unit: UnitId) => given(ordered, unit);
  return {
    policy: facts.policy,
    activities: { reading, discussion: state("DISCUSSION"), writing, interview },
    reading: {
      items: facts.reading.items.map(({ id, max, points, isVoid = false }) => ({
        id,
        max,
        points,
        ...(isVoid ? { void: true } : {}),
      })),
      humanChecked: facts.reading.isHumanChecked,
    },
    marks: {
      "writing.EE": marksOf("writing.EE"),
      "discussion.CO": marksOf("discussion.CO"),
      "discussion.EO": marksOf("discussion.EO"),
      "interview.CO": marksOf("interview.CO"),
      "interview.EO": marksOf("interview.EO"),
    },
    ...(review ? { review: reviewOf(review.competencies, (unit) => given(again, unit)) } : {}),
  };
}

const inOrder = (marks: readonly FactMark[]): FactMark[] =>
  marks.toSorted((a, b) => unitIds.indexOf(a.unit) - unitIds.indexOf(b.unit) || a.ordinal - b.ordinal);

/** A review has two marks of each unit, or none of it counts yet. What nobody can hear is not waited for. */
export const isReviewed = (review: FactReview | undefined): review is FactReview =>
  review !== undefined &&
  lacking(review).every((unit) => (review.unusable ?? []).some((activity) => unitsOf[activity].includes(unit)));

/** The oral activities of a review that nobody can hear again: they keep what they had. */
export const notHeardAgain = (review: FactReview): OralActivity[] =>
  (review.unusable ?? []).filter((activity) => lacking(review).some((unit) => unitsOf[activity].includes(unit)));

const lacking = ({ competencies, marks }: FactReview): UnitId[] =>
  competencies.flatMap(unitsOfCompetency).filter((unit) => marks.filter((mark) => mark.unit === unit).length !== marksOfReview);

const marksOfReview = 2;

type GivenMarks = { rater: string; bands: number[] }[];

/** A unit that nobody could hear has no entry: it keeps its score. */
function reviewOf(
  competencies: readonly Reviewable[],
  marks: (unit: UnitId) => GivenMarks,
): NonNullable<ScoringInput["review"]> {
  const judged = <U extends UnitId>(...units: readonly U[]): { [unit in U]?: GivenMarks } => {
    const found: { [unit in U]?: GivenMarks } = {};
    for (const unit of units) if (marks(unit).length === marksOfReview) found[unit] = marks(unit);
    return found;
  };
  return {
    ...(competencies.includes("CO") ? { CO: judged("discussion.CO", "interview.CO") } : {}),
    ...(competencies.includes("EE") ? { EE: judged("writing.EE") } : {}),
    ...(competencies.includes("EO") ? { EO: judged("discussion.EO", "interview.EO") } : {}),
  };
}

/**
 * What became of an activity, once the sitting is over. One that nobody closed is missing, and what is missing is never
 * held against a person: it counts as lost technically until somebody says otherwise, unless the person did not come.
 * What was left out follows from a stop at the gate, or from a day that was postponed: the scoring model would read the
 * latter as a failure of everything.
 */
function activityState(run: RunState, sitting: SittingState, isStoppedAtGate: boolean): ActivityState {
  switch (run) {
    case "COMPLETED":
    case "TECHNICAL":
    case "ABSENT":
    case "GATE_STOPPED":
      return run;
    case "NOT_EVALUATED":
      return isStoppedAtGate ? "NOT_EVALUATED" : "TECHNICAL";
    case "PENDING":
    case "OPEN":
    case "INTERRUPTED":
      return sitting === "ABSENT" ? "ABSENT" : "TECHNICAL";
  }
}

/** Nothing more will be sat: what there is can be marked. */
export const isSittingOver = (state: SittingState): boolean =>
  state === "COMPLETED" || state === "NOT_COMPLETED" || state === "ABSENT";
