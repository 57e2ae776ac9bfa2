import { expect, test } from "vitest";
import { dueAtMs, firstRules, keepStateOf } from "./retention.ts";

const day = 86_400_000;
const facts = { isHeld: false, isInUse: false, fromMs: 0 };

test("[KEEP-1] a recording is due the given days after the time for a review, to the day, and not before", () => {
  expect(dueAtMs(0, firstRules)).toBe(150 * day);
  expect(keepStateOf(facts, firstRules, 150 * day - 1)).toBe("KEPT");
  expect(keepStateOf(facts, firstRules, 150 * day)).toBe("DUE");
  expect(keepStateOf(facts, { ...firstRules, reviewDays: 0, keepDays: 1 }, day)).toBe("DUE");
});

test("[KEEP-2] nothing is due while somebody holds it, nor while it is needed, however old it is", () => {
  expect(keepStateOf({ ...facts, isHeld: true, isInUse: true }, firstRules, 9_000 * day)).toBe("HELD");
  expect(keepStateOf({ ...facts, isInUse: true }, firstRules, 9_000 * day)).toBe("IN_USE");
});
