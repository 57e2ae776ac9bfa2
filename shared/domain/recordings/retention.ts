import { reviewDays } from "../results/review.ts";

/** What is recorded and for how long it is kept, and the version that says so. */
export interface RecordingRules {
  /** Of the rules of the exam; of rules for recordings alone, as they were decided before; 0 before anything was. */
  readonly version: number;
  readonly isOfExam: boolean;
  readonly isOralFilmed: boolean;
  readonly areExtractsKept: boolean;
  readonly reviewDays: number;
  readonly keepDays: number;
}

/** What holds until something else was decided: sound alone, until ninety days after the time for a review. */
export const firstRules: RecordingRules = {
  version: 0,
  isOfExam: false,
  isOralFilmed: false,
  areExtractsKept: true,
  reviewDays,
  keepDays: 90,
};

export interface KeepFacts {
  /** Somebody has a reason to keep it, whatever its age. */
  readonly isHeld: boolean;
  /** Still being written, or the exam or its judgement is not over. */
  readonly isInUse: boolean;
  /** When the result was sent; where there is none, when the recording was over. */
  readonly fromMs: number;
}

export const keepStates = ["IN_USE", "HELD", "KEPT", "DUE"] as const;
export type KeepState = (typeof keepStates)[number];

const dayMs = 86_400_000;

export const dueAtMs = (fromMs: number, { reviewDays, keepDays }: RecordingRules): number =>
  fromMs + (reviewDays + keepDays) * dayMs;

/** A reason to keep comes first, then whether it is still needed; age comes last. */
export function keepStateOf({ isHeld, isInUse, fromMs }: KeepFacts, rules: RecordingRules, nowMs: number): KeepState {
  if (isHeld) return "HELD";
  if (isInUse) return "IN_USE";
  return dueAtMs(fromMs, rules) <= nowMs ? "DUE" : "KEPT";
}
