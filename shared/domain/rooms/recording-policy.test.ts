import { expect, test } from "vitest";
import { recordedSources, rememberedSources } from "./recording-policy.ts";

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

test("[CLIP-1] only what a candidate sends under supervision is remembered for a while", () => {
  const kept = (kind: string, role: string) => rememberedSources({ kind, role, areExtractsKept: true });
  expect(kept("SUPERVISION", "CANDIDATE")).toEqual(["camera", "microphone", "screen"]);
  expect([...kept("SUPERVISION", "ADVISER"), ...kinds.flatMap((kind) => kept(kind, "CANDIDATE"))]).toEqual([]);
  expect(rememberedSources({ kind: "SUPERVISION", role: "CANDIDATE", areExtractsKept: false })).toEqual([]);
});
