import type { Failure } from "#scripts/steps/test-reports.ts";

/** What a stage has to say: how many tests passed, failed and were skipped, and what to show. */
export type StageResult = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One line for a stage that passed. */
  readonly summary: string;
  /** Shown in full when the stage failed. */
  readonly output: string;
  /** Of a test runner: which tests failed, also those that passed when they were tried again. */
  readonly failures?: readonly Failure[];
};

/** What the stages share: the environment that they give to their programs, completed by those that prepare. */
export type StageContext = {
  readonly env: NodeJS.ProcessEnv;
  /** What was started for the run is stopped at its end, latest first. */
  readonly closers: (() => Promise<void>)[];
};

export type Stage = {
  readonly name: string;
  readonly title: string;
  /** Stages without which this one cannot run; they are added to a selection. */
  readonly needs: readonly string[];
  run(context: StageContext): Promise<StageResult>;
};

/** A stage that is not a test runner counts as one test. */
export function passed(summary = ""): StageResult {
  return { passed: 1, failed: 0, skipped: 0, summary, output: "" };
}

export function failed(output: string): StageResult {
  return { passed: 0, failed: 1, skipped: 0, summary: "", output };
}
