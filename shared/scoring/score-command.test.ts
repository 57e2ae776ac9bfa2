import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../scripts/score.ts", import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "score-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function score(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const run = spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env: { ...process.env, ...env } });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const input = {
  reading: { items: [{ id: "i1", max: 0.3, points: 0.3 }] },
  marks: {},
  activities: { writing: "ABSENT" },
};

describe("npm run score", () => {
  test("[SC-16] a good file: its report on standard output, nothing on standard error, exit 0", () => {
    const run = score([file("good.json", JSON.stringify(input))]);
    expect({ ...run, stdout: JSON.parse(run.stdout) }).toEqual({
      status: 0,
      stderr: "",
      stdout: {
        outcome: "NOT_COMPLETED",
        competencies: { CE: 100, CO: null, EE: null, EO: null },
        units: {
          "writing.EE": { score: null, marks: 0 },
          "discussion.CO": { score: null, marks: 0 },
          "interview.CO": { score: null, marks: 0 },
          "discussion.EO": { score: null, marks: 0 },
          "interview.EO": { score: null, marks: 0 },
        },
        needs: [
          { unit: "discussion.CO", why: "FIRST_MARK" },
          { unit: "discussion.EO", why: "FIRST_MARK" },
          { unit: "interview.CO", why: "FIRST_MARK" },
          { unit: "interview.EO", why: "FIRST_MARK" },
        ],
        flags: [],
      },
    });
  });

  test("[SC-13, SC-16] several exams of one person: what they give together, or the first offending path", () => {
    const attempts = [
      { heldOn: "2026-01-15", input },
      { heldOn: "2026-09-15", input },
    ];
    const rule = { scope: "FAILED_ONLY", creditMonths: 12 };
    const run = score([file("several.json", JSON.stringify({ rule, attempts }))]);
    expect({ ...run, stdout: JSON.parse(run.stdout) }).toEqual({
      status: 0,
      stderr: "",
      stdout: { outcome: "NOT_COMPLETED", competencies: { CE: 100, CO: null, EE: null, EO: null }, credits: [] },
    });
    const wrong: readonly (readonly [object, RegExp])[] = [
      [{ rule, attempts: [] }, /^attempts: .+\n$/],
      [{ rule, attempts: [{ heldOn: "2026-02-30", input }] }, /^attempts\[0\]\.heldOn: .+\n$/],
      [{ rule: { ...rule, creditMonths: 0 }, attempts }, /^rule\.creditMonths: .+\n$/],
      [{ rule, attempts: [{ heldOn: "2026-02-01", input: { ...input, mode: "ONLINE" } }] }, /^attempts\[0\]\.input\.mode: unknown field\n$/],
    ];
    for (const [document, line] of wrong)
      expect(score([file("bad.json", JSON.stringify(document))])).toEqual({
        status: 2,
        stdout: "",
        stderr: expect.stringMatching(line),
      });
  });

  test("[SC-16] a file is found from the folder where npm was called", () => {
    file("here.json", JSON.stringify(input));
    expect(score(["here.json"], { npm_lifecycle_event: "score", INIT_CWD: folder }).status).toBe(0);
  });

  test.each([
    [
      "a band of 6",
      { ...input, marks: { "discussion.CO": [{ rater: "r1", bands: [3, 6] }] } },
      /^marks\.discussion\.CO\[0\]\.bands\[1\]: .+\n$/,
    ],
    ["a mode", { mode: "ONLINE", ...input }, /^mode: unknown field\n$/],
    ["nothing", {}, /^reading: missing\n$/],
    ["a key with a line break", { ...input, "a\nb": 1 }, /^\["a\\nb"\]: unknown field\n$/],
  ])("[SC-16] %s: one line that begins with the path, exit 2", (_, document, line) => {
    const run = score([file("bad.json", JSON.stringify(document, null, 2))]);
    expect(run).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(line) });
  });

  test("[SC-16] a file that is not JSON, or not there, or not named: one line, exit 2", () => {
    const notJson = file("text.json", "{\n  nothing\n}\n");
    expect(score([notJson])).toEqual({ status: 2, stdout: "", stderr: `${notJson}: this file is not JSON\n` });
    const absent = join(folder, "absent.json");
    expect(score([absent])).toEqual({ status: 2, stdout: "", stderr: `${absent}: this file cannot be read\n` });
    expect(score([])).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(/^FILE\.json: .+\n$/) });
    expect(score([notJson, absent]).status).toBe(2);
  });
});
