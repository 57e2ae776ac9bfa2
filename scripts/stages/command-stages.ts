import { readdirSync } from "node:fs";

import { buildClient } from "#scripts/steps/build-client.ts";
import { generatePrismaClient } from "#scripts/steps/generate-client.ts";
import { inProject } from "#scripts/steps/project.ts";
import type { CommandResult } from "#scripts/steps/run-command.ts";
import { runCommand } from "#scripts/steps/run-command.ts";

import type { Stage, StageResult } from "./stage.ts";
import { failed, passed } from "./stage.ts";

export const generateStage: Stage = {
  name: "generate",
  title: "Database client",
  needs: [],
  run: async () => passed(await generatePrismaClient()),
};

const typeProjects = ["tsconfig.json", "shared", "client", "tests", "tests/e2e"];

export const typesStage: Stage = {
  name: "types",
  title: "Types",
  needs: ["generate"],
  run: async ({ env }) => {
    const check = (project: string) => runCommand("tsc", ["--project", project, "--pretty", "false"], { env });
    return judge(await Promise.all(typeProjects.map(check)), `${typeProjects.length} projects`);
  },
};

export const lintStage: Stage = {
  name: "lint",
  title: "Lint",
  needs: ["generate"],
  run: async ({ env }) => {
    const result = await runCommand("oxlint", ["--type-aware", "--deny-warnings"], { env });
    return judge([result], lastLine(result.output));
  },
};

export const structureStage: Stage = {
  name: "structure",
  title: "Structure",
  needs: [],
  run: async ({ env }) => {
    const checks = readdirSync(inProject("scripts", "checks")).filter((file) => /^[^.]+\.ts$/.test(file));
    const results: CommandResult[] = [];
    for (const check of checks)
      results.push(await runCommand("node", [inProject("scripts", "checks", check)], { env }));
    return judge(results, `${checks.length} checks`);
  },
};

export const driftStage: Stage = {
  name: "drift",
  title: "Schema drift",
  needs: [],
  run: async ({ env }) => judge([await runCommand("node", ["prisma/migrate.ts", "drift"], { env })], "none"),
};

export const buildStage: Stage = {
  name: "build",
  title: "Browser part",
  needs: [],
  run: async () => passed(await buildClient()),
};

/** A program that succeeds passes; of those that fail, everything they printed is shown. */
function judge(results: readonly CommandResult[], summary: string): StageResult {
  const failures = results.filter(({ code }) => code !== 0);
  if (failures.length === 0) return passed(summary);
  return failed(
    failures.map(({ code, output }) => output.trim() || `exit code ${code}, and nothing said`).join("\n\n"),
  );
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
