import { expect, test } from "vitest";
import { isSilenceOfSleep } from "./slept.ts";

test.each([
  ["a lid closed for five minutes", 300, 295, true],
  ["the shortest sleep that a page notices, between two heartbeats", 20, 10, true],
  ["a device that found its network half a minute after it woke", 330, 295, true],
  ["a network away for five minutes, and a clock set by twenty seconds", 300, 20, false],
  ["a network away for five minutes, and a short sleep at its end", 300, 130, false],
  ["a clock set by an hour in a silence of forty seconds", 40, 3_600, false],
  ["a clock set by a year", 40, 31_536_000, false],
  ["a device that says nothing of a sleep", 40, undefined, false],
])("[CUT-7] %s", (_name, silence, sleptSeconds, expected) => {
  expect(isSilenceOfSleep(silence * 1000, sleptSeconds)).toBe(expected);
});
