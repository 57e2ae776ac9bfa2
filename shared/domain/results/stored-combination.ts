import { z } from "zod";
import type { CombinedResult } from "../../scoring/combine-attempts.ts";
import type { Outcome } from "../../scoring/types.ts";
import { storedReport } from "./stored-report.ts";

const score = z.number().nullable();

/** What several exams of one person give together, as it was stored. */
export const storedCombination: z.ZodType<CombinedResult> = z.object({
  outcome: z.enum(["PASS", "FAIL", "PENDING", "ON_HOLD", "NOT_COMPLETED"]),
  competencies: z.object({ CE: score, CO: score, EE: score, EO: score }),
  credits: z.array(z.object({ competency: z.enum(["CE", "CO", "EE", "EO"]), heldOn: z.iso.date() })),
});

/** What a report says, or what earlier exams make of it; both as they were stored. */
export const toldOutcome = (
  { report }: { readonly report: unknown },
  combination: { readonly combined: unknown } | null,
): Outcome => (combination ? storedCombination.parse(combination.combined).outcome : storedReport.parse(report).outcome);

const decided: readonly Outcome[] = ["PASS", "FAIL"];

/** What counts from earlier exams, with its score; nothing beside an exam that was not brought to its end. */
export const creditsIn = (combined: CombinedResult | null) =>
  (combined && decided.includes(combined.outcome) ? combined.credits : []).flatMap(({ competency, heldOn }) => {
    const score = combined?.competencies[competency] ?? null;
    return score === null ? [] : [{ competency, heldOn, score }];
  });
