import { type Result, err, ok } from "#shared/kernel/result.ts";

import { type InputFault, firstFault } from "./first-fault.ts";
import { type ScoringInput, scoringInput } from "./input.ts";

/** The door of the scoring model: a typed input, or the first offending path of the document. */
export function parseInput(document: unknown): Result<ScoringInput, InputFault> {
  const parsed = scoringInput.safeParse(document);
  return parsed.success ? ok(parsed.data) : err(firstFault(document, parsed.error.issues));
}
