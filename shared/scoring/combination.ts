import { z } from "zod";

import { type Result, err, ok } from "#shared/kernel/result.ts";

import { type CombinedResult, combineAttempts } from "./combine-attempts.ts";
import { type InputFault, firstFault } from "./first-fault.ts";
import { scoringInput } from "./input.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { computeReport } from "./report.ts";

/** A day that there is: the 30th of February would move by itself. */
const day = z.iso.date();

/**
 * The file that the result of a person who sat more than once is computed from: the rule of the latest exam, and each exam
 * with its day and the very input of its report, in order of time. The last one is the latest.
 */
export const combinationInput = z.strictObject({
  rule: z.strictObject({ scope: z.enum(["FULL", "FAILED_ONLY"]), creditMonths: z.number().int().min(1).max(60) }),
  attempts: z
    .array(z.strictObject({ heldOn: day, input: scoringInput }))
    .min(1)
    .readonly(),
});
export type CombinationInput = z.infer<typeof combinationInput>;

export function parseCombination(document: unknown): Result<CombinationInput, InputFault> {
  const parsed = combinationInput.safeParse(document);
  return parsed.success ? ok(parsed.data) : err(firstFault(document, parsed.error.issues));
}

/** Each exam by the one scoring function, then the rule: nothing that was stored is taken on trust. */
export const combineInputs = ({ rule, attempts }: CombinationInput): CombinedResult =>
  combineAttempts(
    attempts.map(({ heldOn, input }) => ({
      heldOn,
      report: computeReport(input),
      cut: input.policy?.cut ?? DEFAULT_POLICY.cut,
    })),
    rule,
  );
