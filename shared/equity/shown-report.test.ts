import { expect, test } from "vitest";
import { compareModes, type Mode, type SentScores, type Tool } from "./mode-comparison.ts";
import { modeReport } from "./mode-report.ts";
import { shownComparisons, shownReport } from "./shown-report.ts";

const people = (n: number, mode: Mode, tool: Tool): SentScores[] =>
  Array.from({ length: n }, (_none, place) => {
    const score = 50 + ((place * 7) % 40);
    return { mode, tool, competencies: { CE: score, CO: score, EE: score, EO: score }, cut: 60, outcome: score < 60 ? "FAIL" : "PASS" };
  });

const shownOf = (online: number, typedThere: number, handwritten: number) => {
  const rows = [...people(online, "ONLINE", "KEYBOARD"), ...people(typedThere, "IN_PERSON", "KEYBOARD"), ...people(handwritten, "IN_PERSON", "HANDWRITTEN")];
  const all = shownComparisons(compareModes(rows));
  return (subject: "EE" | "EE_TOOL") => all.find((one) => one.subject === subject);
};

const countsAlone = (first: number, second: number) => ({
  first: { n: first, mean: null, sd: null },
  second: { n: second, mean: null, sd: null },
  effect: null,
  equivalence: null,
  needed: null,
  power: null,
  passes: { first: { n: first, passed: null }, second: { n: second, passed: null }, ratio: null },
});

test("[EQ-11] who wrote by hand is everybody less who typed: of few of them both tools have their counts alone", () => {
  const of = shownOf(40, 40, 5);
  expect(of("EE_TOOL")).toMatchObject(countsAlone(80, 5));
  expect(of("EE")?.passes).toMatchObject({ first: { n: 40, passed: expect.any(Number) }, second: { n: 45, passed: expect.any(Number) } });
  expect(of("EE")?.passes.ratio).not.toBeNull();
});

test("[EQ-11] few people online follow from tools, and few who typed in person from tools less modes", () => {
  expect(shownOf(6, 30, 30)("EE_TOOL")).toMatchObject(countsAlone(36, 30));
  expect(shownOf(6, 30, 30)("EE")).toMatchObject({ first: { n: 6, mean: null }, passes: { first: { n: 6, passed: null }, ratio: null } });
  expect(shownOf(40, 5, 40)("EE_TOOL")).toMatchObject(countsAlone(45, 40));
});

test("[EQ-11] where every group has ten people, or nobody, all is shown", () => {
  for (const of of [shownOf(40, 20, 20), shownOf(40, 0, 40)]) {
    const tools = of("EE_TOOL");
    expect(tools).toMatchObject({ first: { mean: expect.any(Number) }, passes: { first: { passed: expect.any(Number) } } });
    expect(tools?.passes.ratio).not.toBeNull();
  }
  expect(shownOf(40, 40, 0)("EE_TOOL")?.first.mean).toEqual(expect.any(Number));
});

test("[EQ-11] of a form that fewer than ten people read, no variance gives how many had a question right", () => {
  const form = { formId: "form", most: 10, itemVariances: [0.25], totalVariance: 4 };
  const none = { of: 0, count: 0 };
  const facts = { scores: [], marks: [], items: [], reviews: { ONLINE: none, IN_PERSON: none }, completion: { ONLINE: none, IN_PERSON: none } };
  const shown = shownReport(modeReport({ ...facts, forms: [{ ...form, people: 9 }, { ...form, people: 10 }] })).forms;
  expect(shown).toMatchObject([{ people: 9, itemVariances: [], totalVariance: null }, { people: 10, itemVariances: [0.25], totalVariance: 4 }]);
});
