import { expect, test } from "vitest";
import {
  currentEasingVersion,
  easeLine,
  easingOf,
  easingRules,
  easingRulesOf,
  newLine,
  type LineMemory,
} from "./easing.ts";

const parts = ["WATCHED", "CIRCLE"] as const;
const rules = easingRulesOf(currentEasingVersion, "WATCHED");

/** Looks once a second; answers how many steps are taken after each second. */
function through(
  line: LineMemory,
  pattern: readonly (readonly [isWeak: boolean, seconds: number])[],
  from = 0,
): { line: LineMemory; taken: number[]; at: number } {
  const taken: number[] = [];
  let [now, at] = [line, from];
  for (const [isWeak, seconds] of pattern)
    for (let second = 0; second < seconds; second += 1) {
      at += 1;
      now = easeLine(now, isWeak, at * 1_000, rules);
      taken.push(now.taken);
    }
  return { line: now, taken, at };
}

test("[EASE-1] what gives way is a versioned list: pictures in its order, and never anything else", () => {
  expect(easingRulesOf(1, "WATCHED").steps.map(({ act }) => act)).toEqual([
    "SCREEN_SLOW",
    "CAMERA_SMALL",
    "SCREEN_LIGHT",
    "CAMERA_SLOW",
  ]);
  expect(easingRulesOf(1, "CIRCLE").steps.map(({ act }) => act)).toEqual(["CAMERA_SMALL", "CAMERA_SLOW"]);
  for (const part of parts) {
    const given = easingRulesOf(currentEasingVersion, part);
    expect(easingRules.parse(given)).toEqual(given);
    // The order is complete: no step gives back what an earlier one took.
    for (const source of ["camera", "screen"]) {
      const rates = given.steps.filter((step) => step.source === source).map(({ maxFramerate = 30 }) => maxFramerate);
      expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    }
  }
  const withVoice = { ...rules, steps: [{ act: "CAMERA_SMALL", source: "microphone" }] };
  expect(easingRules.safeParse(withVoice).success).toBe(false);
  expect(() => easingRulesOf(99, "CIRCLE")).toThrow("99");
});

test("[EASE-2] a line that stays weak takes one step after another, and never more than there are", () => {
  expect(through(newLine(rules, 0), [[true, 9]]).taken.at(-1)).toBe(0);
  expect(through(newLine(rules, 0), [[true, 11]]).taken.at(-1)).toBe(1);
  expect(through(newLine(rules, 0), [[true, 300]]).taken.at(-1)).toBe(4);
  // A second of weakness now and then is no weak line.
  const flicker = Array.from(
    { length: 40 },
    () =>
      [
        [true, 5],
        [false, 5],
      ] as const,
  ).flat();
  expect(Math.max(...through(newLine(rules, 0), flicker).taken)).toBe(0);
});

test("[EASE-2] a good line gives the steps back in the opposite order, later each time that this did not last", () => {
  const eased = through(newLine(rules, 0), [[true, 21]]);
  expect(eased.line.taken).toBe(2);
  expect(through(eased.line, [[false, 30]], eased.at).taken.at(-1)).toBe(2);
  const tried = through(eased.line, [[false, 31]], eased.at);
  expect(tried.taken.at(-1)).toBe(1);
  const fallen = through(tried.line, [[true, 11]], tried.at);
  expect(fallen.line.taken).toBe(2);
  expect(through(fallen.line, [[false, 60]], fallen.at).taken.at(-1)).toBe(2);
  expect(through(fallen.line, [[false, 61]], fallen.at).taken.at(-1)).toBe(1);
  expect(through(fallen.line, [[false, 122]], fallen.at).line).toMatchObject({ taken: 0, trialSeconds: 30 });
});

test("[EASE-2] a moment of weakness now and then does not set a good line back; one that is weak time and again stays eased", () => {
  const eased = through(newLine(rules, 0), [[true, 11]]);
  expect(eased.line.taken).toBe(1);
  const often = (weak: number, good: number) => Array.from({ length: 10 }, () => [[false, good], [true, weak]] as const).flat();
  const moments = through(eased.line, often(2, 20), eased.at);
  // Not much more than the half minute, in which there were two seconds that were not good.
  expect(moments.taken.findIndex((taken) => taken === 0)).toBeLessThanOrEqual(42);
  expect(Math.max(...moments.taken.slice(42))).toBe(0);
  for (const [weak, good] of [[5, 20], [3, 1], [2, 5]] as const)
    expect(through(eased.line, often(weak, good), eased.at).taken.at(-1), `${weak} of ${weak + good}`).toBe(1);
  // What has just been taken is not given back sooner for that.
  const taken = through(newLine(rules, 0), [[false, 60], [true, 12], [false, 30]]);
  expect(taken.line.taken).toBe(1);
});

test("[EASE-1] of several steps the last one that names a source holds for it", () => {
  expect(easingOf(rules.steps.slice(0, 3), "screen")?.act).toBe("SCREEN_LIGHT");
  expect(easingOf(rules.steps.slice(0, 3), "camera")?.act).toBe("CAMERA_SMALL");
  expect(easingOf(rules.steps, "microphone")).toBeUndefined();
  expect(easingOf([], "screen")).toBeUndefined();
});
