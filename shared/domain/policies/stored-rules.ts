import { z } from "zod";
import { DEFAULT_POLICY, scoringPolicy, type ScoringPolicy } from "../../scoring/policy.ts";
import { equityLimits } from "../equity/limits.ts";
import { exceededFrom } from "../results/level.ts";
import { examRules, ruleNumbers, type ExamRules, type Rubric } from "./exam-rules.ts";
import { firstRules, type RecordingRules } from "../recordings/retention.ts";
import { firstRubric } from "./first-rubric.ts";

const stored = z.record(z.string(), z.unknown());
/** [P]: of rules that do not say it. */
export const firstRetake = { scope: "FULL", creditMonths: 12 } as const satisfies ExamRules["retake"];
/** Versions that were approved before something was part of the rules have what was in force then. */
const firstEquity = { margin: equityLimits.margin } as const satisfies ExamRules["equity"];
const firstMarking = { mayReplay: false } as const satisfies ExamRules["marking"];
const before = {
  ...DEFAULT_POLICY,
  exceededFrom,
  rubric: firstRubric,
  retake: firstRetake,
  equity: firstEquity,
  marking: firstMarking,
};

/**
 * A version whole. What is recorded was decided apart before it was part of the rules: where a version does not say it, what
 * was decided then is in force.
 */
export function rulesOf(policy: unknown, recordedBefore: RecordingRules = firstRules): ExamRules {
  const { isOralFilmed, areExtractsKept, reviewDays, keepDays } = recordedBefore;
  const recording = { isOralFilmed, areExtractsKept, reviewDays, keepDays };
  const given = { ...before, recording, ...stored.parse(policy) };
  // No cut was too high while nobody could say where the highest level begins.
  return examRules.parse("rubric" in Object(policy) ? given : { ...given, exceededFrom: Math.max(given.exceededFrom, given.cut) });
}

/** Parts of a version, where many are read or one is read often. */
export const retakeOf = (policy: unknown): ExamRules["retake"] =>
  examRules.shape.retake.parse(stored.parse(policy)["retake"] ?? firstRetake);
export const equityOf = (policy: unknown): ExamRules["equity"] =>
  examRules.shape.equity.parse(stored.parse(policy)["equity"] ?? firstEquity);
export const markingOf = (policy: unknown): ExamRules["marking"] =>
  examRules.shape.marking.parse(stored.parse(policy)["marking"] ?? firstMarking);
/** Undefined where the version does not say it. */
export const recordingOf = (policy: unknown): ExamRules["recording"] | undefined =>
  examRules.shape.recording.optional().parse(stored.parse(policy)["recording"]);

/** The numbers alone, where there are many to read. */
export const numbersOf = (policy: unknown) => justNumbers.parse({ ...before, ...stored.parse(policy) });
const justNumbers = z.object(ruleNumbers);

/**
 * What the scoring function is given of a version: its own numbers and weights and nothing else, so that the input of a
 * report that was computed before is the same, to the last byte, when it is made again.
 */
export function scoringPolicyOf(policy: unknown): ScoringPolicy {
  const given = stored.parse(policy);
  const numbers = Object.entries(given).filter(([name]) => name in DEFAULT_POLICY);
  const weights = "rubric" in given ? { weights: decimals(rulesOf(policy).rubric.weights) } : {};
  return scoringPolicy.parse({ ...Object.fromEntries(numbers), ...weights });
}

/** A hundredth of a whole number is the very double that its decimals are read as. */
const decimals = (weights: Rubric["weights"]): { readonly [unit: string]: readonly number[] } =>
  Object.fromEntries(Object.entries(weights).map(([unit, row]) => [unit, row.map((percent) => percent / 100)]));
