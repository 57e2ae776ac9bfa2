import { expect, test } from "vitest";
import { hidesContent, isSupervised, sourceStates, supervisionEntry, surfaceOutcome, type SupervisionState } from "./supervision.ts";

test("[SUP-1] people are seen online, in an exam that counts, and only with their agreement", () => {
  const seen = { deliveryMode: "ONLINE", isPractice: false, hasAgreed: true } as const;
  expect(isSupervised(seen)).toBe(true);
  for (const other of [{ deliveryMode: "IN_PERSON" }, { isPractice: true }, { hasAgreed: false }] as const)
    expect(isSupervised({ ...seen, ...other })).toBe(false);
});

test("[SUP-1] the room is entered while reading or writing is under way, and not between", () => {
  const facts = { sittingState: "IN_PROGRESS", hasAgreed: true } as const;
  const entry = (activity: "READING" | "DISCUSSION" | "WRITING", state: "OPEN" | "INTERRUPTED" | "COMPLETED") =>
    supervisionEntry({ ...facts, runs: [{ activity, state }] });
  expect(entry("READING", "OPEN")).toBe("MAY_ENTER");
  expect(entry("WRITING", "INTERRUPTED")).toBe("MAY_ENTER");
  expect(entry("DISCUSSION", "OPEN")).toBe("RUN_NOT_OPEN");
  expect(entry("READING", "COMPLETED")).toBe("RUN_NOT_OPEN");
  expect(supervisionEntry({ ...facts, sittingState: "COMPLETED", runs: [] })).toBe("IDENTITY_NOT_CONFIRMED");
});

test("[SUP-7] only a whole screen is one, and a browser that does not tell says nothing of it", () => {
  expect(["monitor", "window", "browser", ""].map(surfaceOutcome)).toEqual(["OK", "NOT_MONITOR", "NOT_MONITOR", "SURFACE_UNKNOWN"]);
});

test("[SUP-8] content is in view while the screen is shared or somebody lets it be missing, whatever becomes of the other sources", () => {
  const state = (screen: SupervisionState["screen"]["state"], other: SupervisionState["screen"]["state"]): SupervisionState => ({
    screen: { state: screen, sinceMs: 0 },
    camera: { state: other, sinceMs: 0 },
    microphone: { state: other, sinceMs: 0 },
  });
  for (const other of sourceStates) {
    expect(sourceStates.map((screen) => hidesContent(state(screen, other), false))).toEqual([true, false, true, true]);
    expect(sourceStates.map((screen) => hidesContent(state(screen, other), true))).toEqual([false, false, false, false]);
  }
});
