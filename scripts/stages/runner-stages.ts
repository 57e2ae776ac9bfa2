import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { z } from "zod";

import { inProject } from "#scripts/steps/project.ts";
import type { CommandResult } from "#scripts/steps/run-command.ts";
import { runCommand } from "#scripts/steps/run-command.ts";
import type { TestReport } from "#scripts/steps/test-reports.ts";
import { playwrightReport, vitestReport } from "#scripts/steps/test-reports.ts";

import type { Stage, StageResult } from "./stage.ts";

type Counts = Pick<TestReport, "passed" | "failed" | "skipped">;

export const unitStage: Stage = {
  name: "unit",
  title: "Unit, contract and integration tests",
  needs: ["services"],
  run: ({ env }) =>
    withReport(vitestReport, (report) => {
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
      return runCommand("vitest", ["run", "--config", "tests/vitest.config.ts", ...reporters], { env });
    }),
};

const journeys = "tests/e2e/playwright.config.ts";
/** The projects of that file, and how many of their tests run at once: those that wait leave the processors to others. */
const together = { beside: 2, waiting: 2, alone: 1 } as const;

export const journeysStage: Stage = {
  name: "e2e",
  title: "Browser journeys",
  needs: ["services", "build"],
  run: async ({ env }) => {
    if (!existsSync(inProject(journeys))) return { ...none, summary: "there are none yet", output: "" };
    const results: StageResult[] = [];
    for (const [project, workers] of Object.entries(together)) {
      const flags = ["--project", project, "--workers", String(workers), "--reporter=list,json"];
      results.push(
        await withReport(playwrightReport, (report) =>
          runCommand("playwright", ["test", "--config", journeys, ...flags], {
            env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
          }),
        ),
      );
    }
    return added(results);
  },
};

const said = ({ passed, skipped }: Counts): string => `${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** Several runs of one stage, as one. */
function added(results: readonly StageResult[]): StageResult {
  const sum = (key: keyof Counts): number => results.reduce((total, result) => total + result[key], 0);
  const counts = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  return {
    ...counts,
    summary: said(counts),
    output: results.map(({ output }) => output).join("\n"),
    failures: results.flatMap(({ failures = [] }) => failures),
  };
}

const none: TestReport = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** Runs a test runner that writes its counts to a file, and never believes in a success that it cannot count. */
async function withReport(
  schema: z.ZodType<TestReport>,
  run: (report: string) => Promise<CommandResult>,
): Promise<StageResult> {
  const folder = mkdtempSync(join(tmpdir(), "epreuve-report-"));
  try {
    const report = join(folder, "report.json");
    const { code, output } = await run(report);
    const parsed = existsSync(report) ? schema.safeParse(JSON.parse(readFileSync(report, "utf8"))) : undefined;
    const counts = parsed?.success ? parsed.data : none;
    if (counts.failed > 0) return { ...counts, summary: "", output };
    // A file that does not load, an error outside any test, a report without tests: one failure of the stage itself.
    if (code !== 0 || counts.passed === 0) {
      const reason = code === 0 ? "The test runner ran no test." : `The test runner ended with exit code ${code}.`;
      return { ...counts, failed: 1, summary: "", output: `${output.trim()}\n${reason}` };
    }
    return {
      ...counts,
      summary: said(counts),
      output,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
