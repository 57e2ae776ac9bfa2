/**
 * npm test: everything that must hold, in order; the last line is the count. `npm test -- --only types,lint,unit`
 * selects stages (and what they need).
 */
import { parseArgs } from "node:util";

import {
  buildStage,
  driftStage,
  generateStage,
  lintStage,
  structureStage,
  typesStage,
} from "./stages/command-stages.ts";
import { provisionStage, servicesStage } from "./stages/provision-stages.ts";
import { runStages } from "./stages/run-stages.ts";
import { journeysStage, unitStage } from "./stages/runner-stages.ts";
import { selectStages } from "./stages/select-stages.ts";
import type { Stage, StageContext, StageResult } from "./stages/stage.ts";
import { stopRunningCommands } from "./steps/run-command.ts";

const stages: readonly Stage[] = [
  provisionStage,
  generateStage,
  typesStage,
  lintStage,
  structureStage,
  driftStage,
  servicesStage,
  unitStage,
  buildStage,
  journeysStage,
];

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const selected = selectStages(stages, values.only.split(",").filter(Boolean));
if (!Array.isArray(selected)) {
  console.error(`Unknown stages: ${selected.unknown.join(", ")}. Known: ${stages.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}

const context: StageContext = { env: testEnvironment(), closers: [] };
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void abandon());

const results = await runStages(selected, context);
await closeAll();
process.exitCode = report(results);

/** Tests must never reach the databases of whoever runs them. */
function testEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of ["DATABASE_URL", "REDIS_URL", "TEST_DATABASE_URL", "TEST_DATABASE_TEMPLATE", "TEST_REDIS_URL"]) {
    env[name] = "";
  }
  return env;
}

async function closeAll(): Promise<void> {
  for (const close of context.closers.splice(0).toReversed()) {
    await close().catch((error: unknown) => console.error(error));
  }
}

async function abandon(): Promise<void> {
  stopRunningCommands();
  await closeAll();
  process.exit(130);
}

function report(all: readonly StageResult[]): number {
  const sum = (key: "passed" | "failed" | "skipped") => all.reduce((total, result) => total + result[key], 0);
  const skipped = sum("skipped");
  for (const { title, reason, isFlaky } of all.flatMap(({ failures = [] }) => failures)) {
    console.log(`${isFlaky ? "Passed at its second try" : "Failed"}: ${title}\n${reason.replaceAll(/^/gmu, "    ")}`);
  }
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return sum("failed") > 0 ? 1 : 0;
}
