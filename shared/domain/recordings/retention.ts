import { reviewDays } from "../results/review.ts";

/** For how long recordings are kept, as the directorate decides it. */
export interface RecordingRules {
  /** 0 before anything was decided. */
  readonly version: number;
  /** Whoever agrees to it is filmed in the two oral activities. */
  readonly isOralFilmed: boolean;
  /** An adviser may keep the minute before an observation, of whoever is supervised; otherwise nothing of it is remembered. */
  readonly areExtractsKept: boolean;
  /** Days after the result in which a review can be asked for. */
  readonly reviewDays: number;
  /** Days after that until a recording is destroyed. */
  readonly keepDays: number;
}

/** What holds until something else was decided: sound alone, until ninety days after the time for a review. */
export const firstRules: RecordingRules = { version: 0, isOralFilmed: false, areExtractsKept: true, reviewDays, keepDays: 90 };

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
