import { expect, test } from "vitest";
import { recordedSources } from "./recording-policy.ts";

test("[REC-1] the sound of both oral activities is recorded, and nothing of a check-in or of somebody who disagrees", () => {
  const kinds = ["CHECK_IN", "DISCUSSION", "INTERVIEW"] as const;
  expect(kinds.map((kind) => recordedSources({ kind, hasAgreed: true }))).toEqual([[], ["microphone"], ["microphone"]]);
  expect(kinds.map((kind) => recordedSources({ kind, hasAgreed: false }))).toEqual([[], [], []]);
});
