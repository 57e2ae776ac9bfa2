import { Remediable, seconds } from "#scripts/steps/say.ts";

import type { Stage, StageContext, StageResult } from "./stage.ts";
import { failed } from "./stage.ts";

/** Runs each stage, whatever became of the others, except where one that it needs has failed. */
export async function runStages(stages: readonly Stage[], context: StageContext): Promise<StageResult[]> {
  const results: StageResult[] = [];
  const broken = new Set<string>();
  for (const stage of stages) {
    console.log(`… ${stage.title}`);
    const began = performance.now();
    const missing = stage.needs.filter((need) => broken.has(need) && isVital(need));
    const result =
      missing.length > 0
        ? failed(`Not run, since this failed before: ${missing.join(", ")}.`)
        : await attempt(stage, context);
    results.push(result);
    const isGood = result.failed === 0;
    if (!isGood) broken.add(stage.name);
    if (!isGood && result.output !== "") console.log(result.output.trimEnd());
    const summary = isGood ? result.summary : `${result.failed} failed`;
    console.log(`${isGood ? "✓" : "✗"} ${stage.title}: ${summary} (${seconds(performance.now() - began)})`);
  }
  return results;
}

/** A missing tool fails the tests that call it, by name; it does not keep the others from running. */
const isVital = (need: string): boolean => need !== "provision";

async function attempt(stage: Stage, context: StageContext): Promise<StageResult> {
  try {
    return await stage.run(context);
  } catch (error) {
    if (error instanceof Remediable) return failed(error.message);
    return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
