import { expect, test } from "vitest";
import { lookAtVoices, type HearingMemory, type Voice } from "./hearing.ts";

/** Looks one after another at one voice; what is said after each. */
function after(counts: readonly (number | undefined)[]) {
  let memory: HearingMemory = new Map();
  return counts.map((packets) => {
    const voices: Voice[] = [{ producerId: "p1", peer: "amina", packets }];
    const { memory: next, heard, again } = lookAtVoices(memory, voices);
    memory = next;
    return `${heard.hears.length > 0 ? "hears" : heard.misses.length > 0 ? "misses" : "waits"}${again.length > 0 ? ", again" : ""}`;
  });
}

test("[HEAR-1] a voice is heard once packets come, and missed after three looks without one", () => {
  expect(after([undefined, 0, 12, 62, 112])).toEqual(["waits", "waits", "hears", "hears", "hears"]);
  expect(after([50, 100, 100, 100, 100])).toEqual(["hears", "hears", "hears", "hears", "misses, again"]);
  expect(after([undefined, undefined, undefined])).toEqual(["waits", "waits", "misses, again"]);
});

test("[HEAR-2] what does not arrive is received anew, at once and then every five seconds, until it arrives", () => {
  const looks = after([50, ...Array.from({ length: 14 }, () => 50), 7]);
  expect(looks.map((said, index) => (said.endsWith("again") ? index : undefined)).filter((index) => index !== undefined)).toEqual([
    3, 8, 13,
  ]);
  expect(looks.at(-1)).toBe("hears");
});

test("[HEAR-1] a voice that is closed or has gone is neither heard nor missed", () => {
  const { memory } = lookAtVoices(new Map(), [{ producerId: "p1", peer: "amina", packets: 3 }]);
  expect(lookAtVoices(memory, []).heard).toEqual({ hears: [], misses: [] });
});
