import { describe, expect, test } from "vitest";
import { closeSounding, hearSounding, isSoundless, unheard, type Sounding } from "./soundless.ts";

/** One look a second: `x` gave some sound, `.` none, `|` was closed by its person. Answers when it is said, in the same way. */
function said(looks: string): string {
  let sounding: Sounding = unheard;
  let words = "";
  for (const look of looks) {
    sounding = look === "|" ? closeSounding(sounding) : hearSounding(sounding, look === "x", 1_000);
    words += isSoundless(sounding) ? "!" : "-";
  }
  return words;
}

describe("a microphone that gives only digital silence", () => {
  test("[MEDIA-25] is said from the second whole second without any sound on, and no more with the first sound", () => {
    expect(said("xxx.....xx..")).toBe("----!!!!---!");
  });

  test("[MEDIA-25] is not said of one that has never been heard: nobody knows yet what it gives", () => {
    expect(said("..........x..")).toBe("------------!");
  });

  test("[MEDIA-25] a look counts for as long as it was", () => {
    const heard = hearSounding(unheard, true, 1_000);
    expect([400, 499, 500, 1_000].map((ms) => isSoundless(hearSounding(hearSounding(heard, false, 1_000), false, ms)))).toEqual([false, false, true, true]);
  });

  test("[MEDIA-25] the silence of a microphone that its person has closed says nothing, and is none that ended by itself", () => {
    expect(said("x.||||..")).toBe("-------!");
    expect(said("x..|x..|x..|x..|x..")).toBe("--!---!---!---!---!");
  });

  test("[MEDIA-25] its own button, pressed now and then, is said each of three times, and afterwards when it lasts longer than before", () => {
    expect(said("x....x....x....x.........")).toBe("--!!!--!!!--!!!--------!!");
  });

  test("[MEDIA-25] a noise gate, which falls silent between sentences, is not said over and over", () => {
    // Sentences of some seconds, pauses of one to four, for ten minutes.
    const talk = Array.from({ length: 100 }, (_, index) => `xxxx${".".repeat(1 + ((index * 7) % 4))}`).join("");
    expect(said(talk).match(/!+/g)?.length ?? 0).toBeLessThanOrEqual(2);
    // Whoever then listens is silent for longer and longer: each time at most once, and less and less often.
    const listening = [20, 30, 60, 60, 90, 30, 60, 45].map((seconds) => `xxxxx${".".repeat(seconds)}`).join("");
    expect(said(talk + listening).slice(talk.length).match(/!+/g)?.length ?? 0).toBeLessThanOrEqual(3);
  });

  test("[MEDIA-25] of a microphone with a gate too a silence is said that lasts: nothing stays unsaid", () => {
    expect(said(`${"xx..".repeat(10)}x${".".repeat(8)}`).slice(-8)).toBe("---!!!!!");
  });
});
