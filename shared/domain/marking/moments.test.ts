import { expect, test } from "vitest";
import { clockText, writtenMoments } from "./moments.ts";

test("[LISTEN-1] what says nothing is not kept, and the rest is in the order of the recording", () => {
  const at = (atMs: number, note: string) => ({ atMs, note, criterion: null });
  expect(writtenMoments([at(9_000, " hésite "), at(5_000, "  "), at(1_000, "se reprend")])).toEqual([
    at(1_000, "se reprend"),
    at(9_000, "hésite"),
  ]);
});

test("[LISTEN-1] a moment is said in minutes and seconds", () => {
  expect([0, 61_999, 754_000, 3_600_000].map(clockText)).toEqual(["0:00", "1:01", "12:34", "60:00"]);
});
