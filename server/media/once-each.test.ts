import { expect, test } from "vitest";
import { createOnceEach } from "./once-each.ts";

test("[HST-10] each name is taken once in so long, whatever others say meanwhile", () => {
  let nowMs = 0;
  const isTaken = createOnceEach(600, () => nowMs);
  expect(["amina", "amina", "wei"].map(isTaken)).toEqual([true, false, true]);
  nowMs = 599_999;
  expect(["amina", "joseph"].map(isTaken)).toEqual([false, true]);
  nowMs = 600_000;
  expect(["amina", "joseph", "amina", "wei"].map(isTaken)).toEqual([true, false, false, true]);
});
