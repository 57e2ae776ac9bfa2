import { expect, test } from "vitest";
import { severityOf } from "./severity.ts";

const given = (text: string, marks: Record<string, number>) =>
  Object.entries(marks).map(([rater, score]) => ({ text, rater, score }));

test("[EQU-2] severity by least squares, as in the reference example", () => {
  const severity = severityOf([
    ...given("s1", { A: 62, B: 70 }),
    ...given("s2", { A: 54, C: 58 }),
    ...given("s3", { B: 80, C: 73 }),
    ...given("s4", { A: 66, B: 71 }),
    ...given("s5", { B: 60, C: 56 }),
    ...given("s6", { A: 48, C: 53 }),
  ]);
  expect([...severity.keys()]).toEqual(["A", "B", "C"]);
  expect(severity.get("A")).toBeCloseTo(-3.6667, 4);
  expect(severity.get("B")).toBeCloseTo(4, 4);
  expect(severity.get("C")).toBeCloseTo(-0.3333, 4);
});

test("[EQU-2] people whom no text ties to the others are not compared", () => {
  const severity = severityOf([
    ...given("s1", { A: 60, B: 64 }),
    ...given("s2", { A: 50, C: 50 }),
    ...given("s3", { X: 90, Y: 10 }),
    ...given("s4", { Z: 40 }),
  ]);
  expect([...severity.keys()]).toEqual(["A", "B", "C"]);
  expect([...severity.values()].reduce((total, value) => total + value, 0)).toBeCloseTo(0, 9);
  expect(severityOf([]).size).toBe(0);
});
