import { describe, expect, test } from "vitest";
import { resultStates, type ResultState } from "../results/result-machine.ts";
import { isCorrectable, isSameMark, type MarkContent } from "./correction.ts";

describe("[MRK-31] until when a mark is corrected", () => {
  const open: readonly ResultState[] = ["MARKING", "PENDING_APPROVAL", "UNDER_REVIEW"];
  test.each(resultStates.map((state) => [state, open.includes(state)] as const))("%s: %s", (state, expected) => {
    expect(isCorrectable({ state, isTold: false })).toBe(expected);
    expect(isCorrectable({ state, isTold: true })).toBe(false);
  });
  test("nothing is computed yet", () => {
    expect(isCorrectable({ state: undefined, isTold: false })).toBe(true);
  });
});

describe("[MRK-30] a correction that changes nothing is none", () => {
  const mark: MarkContent = { bands: [3, 3], comments: "", criterionComments: [], annotations: [] };
  test.each<[string, Partial<MarkContent>, boolean]>([
    ["the very same", {}, true],
    ["empty comments on criteria", { criterionComments: ["", ""] }, true],
    ["a band", { bands: [3, 4] }, false],
    ["a comment", { comments: "relu" }, false],
    ["a comment on a criterion", { criterionComments: ["", "relu"] }, false],
    ["a remark", { annotations: [{ start: 0, end: 1, quote: "a", criterion: null, note: "n" }] }, false],
  ])("%s", (_name, change, isSame) => {
    expect(isSameMark(mark, { ...mark, ...change })).toBe(isSame);
  });
});
