import { expect, test } from "vitest";
import { recordedSources } from "./recording-policy.ts";

const kinds = ["CHECK_IN", "DISCUSSION", "INTERVIEW"] as const;
const of = (hasAgreed: boolean, isFilmed: boolean) => kinds.map((kind) => recordedSources({ kind, hasAgreed, isFilmed }));

test("[REC-1] the sound of both oral activities is recorded, and nothing of a check-in or of somebody who disagrees", () => {
  expect(of(true, false)).toEqual([[], ["microphone"], ["microphone"]]);
  expect(of(false, false)).toEqual([[], [], []]);
});

test("[REC-16] a picture is never recorded where the sound is not", () => {
  expect(of(true, true)).toEqual([[], ["microphone", "camera"], ["microphone", "camera"]]);
  expect(of(false, true)).toEqual([[], [], []]);
});
