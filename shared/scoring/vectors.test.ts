import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { parseInput } from "./parse-input.ts";
import { computeReport } from "./report.ts";

const part = z.record(z.string(), z.unknown());
const designCases = z.array(z.object({ name: z.string(), input: part, expected: part }));
/** An edge case says only what differs from the base, input and report alike: a candidate who passes everywhere. */
const edgeCases = z.object({
  base: z.object({ input: part, expected: part }),
  cases: z.array(z.object({ rule: z.string(), name: z.string(), input: part, expected: part })),
});

function load(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`./vectors/${file}`, import.meta.url), "utf8"));
}

function reportOf(input: unknown): unknown {
  const parsed = parseInput(input);
  if (!parsed.ok) throw new Error(`${parsed.error.path}: ${parsed.error.reason}`);
  return computeReport(parsed.value);
}

/** Objects are merged field by field; anything else, lists included, is replaced. */
function merge(base: unknown, change: unknown): unknown {
  const [from, to] = [part.safeParse(base), part.safeParse(change)];
  if (!from.success || !to.success) return change;
  const changed = Object.entries(to.data).map(([key, value]) => [key, merge(from.data[key], value)]);
  return { ...from.data, ...Object.fromEntries(changed) };
}

describe("the design's own cases", () => {
  const cases = designCases.parse(load("scoring.json"));

  test.each(cases)("[SC-15] $name", ({ input, expected }) => {
    expect(reportOf(input)).toStrictEqual(expected);
  });

  test("[SC-15] a report is written in one order of keys, down to the byte", () => {
    expect(cases.map(({ input }) => JSON.stringify(reportOf(input)))).toEqual(
      cases.map(({ expected }) => JSON.stringify(expected)),
    );
  });
});

describe("edge cases, worked by hand", () => {
  const { base, cases } = edgeCases.parse(load("edge-cases.json"));

  test("[SC-15] the base passes everywhere", () => {
    expect(reportOf(base.input)).toStrictEqual(base.expected);
  });

  test.each(cases)("[$rule] $name", ({ input, expected }) => {
    expect(reportOf(merge(base.input, input))).toStrictEqual(merge(base.expected, expected));
  });
});
