import { expect, test } from "vitest";
import { markLimits } from "./mark-limits.ts";
import { clockText, stillAsked, writtenMoments } from "./moments.ts";

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

test("[MRK-36] of a recording, comments on a unit that is asked for no more stay with what is left", () => {
  const at = (atMs: number, criterion: "L1" | "O2" | null = null) => ({ atMs, note: "hésite", criterion });
  const both = [
    { unit: "interview.CO", moments: [at(1_000), at(2_000, "L1")] },
    { unit: "interview.EO", moments: [at(500, "O2")] },
  ];
  expect(stillAsked(both, ["interview.CO", "interview.EO"])).toEqual(both);
  expect(stillAsked(both, ["interview.EO"])).toEqual([{ unit: "interview.EO", moments: [at(500, "O2"), at(1_000), at(2_000)] }]);
  expect(stillAsked(both, [])).toEqual([]);
  // However many: nothing that was said is dropped.
  const full = [{ unit: "a", moments: Array.from({ length: markLimits.moments }, (_, index) => at(index)) }, { unit: "b", moments: [at(9)] }];
  expect(stillAsked(full, ["b"])[0]?.moments).toHaveLength(markLimits.moments + 1);
});
