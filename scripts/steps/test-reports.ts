import { stripVTControlCharacters } from "node:util";

import { z } from "zod";

/** A test that failed, for whoever reads nothing but the end of a long run. */
export type Failure = {
  readonly title: string;
  /** What the runner said of the first error, without colours, in a few lines. */
  readonly reason: string;
  /** It passed when it was tried again, so the run does not fail for it. */
  readonly isFlaky: boolean;
};

/** What a test runner reports: its counts, and which tests failed. */
export type TestReport = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
};

const count = z.number().int().nonnegative();

export const vitestReport = z
  .object({
    numPassedTests: count,
    numFailedTests: count,
    numPendingTests: count,
    numTodoTests: count,
    testResults: z.array(
      z.object({
        assertionResults: z.array(
          z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
        ),
      }),
    ),
  })
  .transform((report): TestReport => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => ({
        title: fullName.trim(),
        reason: brief(failureMessages[0]),
        isFlaky: false,
      })),
  }));

const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: count,
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
});
type Suite = { readonly specs: readonly z.infer<typeof spec>[]; readonly suites?: readonly Suite[] | undefined };
const suite: z.ZodType<Suite> = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});

// A flaky test failed first and passed when tried again; the report counts it apart.
export const playwrightReport = z
  .object({
    stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
    suites: z.array(suite),
  })
  .transform(({ stats, suites }): TestReport => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: suites.flatMap(specsOf).flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ status, results }) => ({
          title: `${file}:${line} ${title}`,
          reason: brief(results.flatMap(({ errors }) => errors)[0]?.message),
          isFlaky: status === "flaky",
        })),
    ),
  }));

function specsOf({ specs, suites = [] }: Suite): z.infer<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** The first lines of an error, in which both runners say what was expected and what was found. */
function brief(message = ""): string {
  return stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("node_modules"))
    .slice(0, 16)
    .map((line) => line.slice(0, 200))
    .join("\n");
}
