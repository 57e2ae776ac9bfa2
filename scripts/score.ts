import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { type Result, err, ok } from "#shared/kernel/result.ts";
import { combineInputs, parseCombination } from "#shared/scoring/combination.ts";
import { parseInput } from "#shared/scoring/parse-input.ts";
import { computeReport } from "#shared/scoring/report.ts";

/** npm moves to the project's root before it runs a script, and says where it was called from. */
function callersFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
  return script === "score" && calledFrom !== undefined ? calledFrom : process.cwd();
}

const isCombination = (document: unknown): boolean =>
  typeof document === "object" && document !== null && "attempts" in document;

async function readJson(file: string): Promise<Result<unknown, string>> {
  let text: string;
  try {
    text = await readFile(resolve(callersFolder(), file), "utf8");
  } catch {
    return err(`${file}: this file cannot be read`);
  }
  try {
    return ok(JSON.parse(text));
  } catch {
    // The parser's own message quotes the file, line breaks included; one line is promised.
    return err(`${file}: this file is not JSON`);
  }
}

/**
 * `npm run --silent score -- FILE.json`: recomputes one report by hand, or what several exams of one person give together
 * (a file with `attempts`, see shared/scoring/combination.ts). Exit 0 with the report on standard output, or
 * exit 2 with one line on standard error that names what is wrong, first of all where.
 */
async function score(args: readonly string[]): Promise<Result<string, string>> {
  const [file, ...rest] = args;
  if (file === undefined || rest.length > 0)
    return err("FILE.json: name one file, as in: npm run --silent score -- FILE.json");
  const document = await readJson(file);
  if (!document.ok) return document;
  if (isCombination(document.value)) {
    const several = parseCombination(document.value);
    if (!several.ok) return err(`${several.error.path}: ${several.error.reason}`);
    return ok(JSON.stringify(combineInputs(several.value), null, 2));
  }
  const input = parseInput(document.value);
  if (!input.ok) return err(`${input.error.path}: ${input.error.reason}`);
  return ok(JSON.stringify(computeReport(input.value), null, 2));
}

const result = await score(process.argv.slice(2));
if (result.ok) {
  process.stdout.write(`${result.value}\n`);
} else {
  process.stderr.write(`${result.error.replaceAll(/\s+/g, " ")}\n`);
  process.exitCode = 2;
}
