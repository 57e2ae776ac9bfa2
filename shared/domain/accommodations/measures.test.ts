import { describe, expect, test } from "vitest";
import { extraSeconds, isUsual, measures, noMeasures, type Measures } from "./measures.ts";

const given = (part: Partial<Measures>): Measures => ({ ...noMeasures, ...part });

describe("measures", () => {
  test("[ACM-4] extra time is whole minutes, or a part of the duration rounded in favour of the person", () => {
    const some = given({
      extraTime: { READING: { unit: "PERCENT", amount: 33 }, WRITING: { unit: "MINUTES", amount: 15 } },
    });
    expect(extraSeconds(some, "READING", 2_701)).toBe(892);
    expect(extraSeconds(some, "READING", 2_700)).toBe(891);
    expect(extraSeconds(some, "WRITING", 2_700)).toBe(900);
    expect(extraSeconds(some, "INTERVIEW", 900)).toBe(0);
  });

  test("[ACM-5] a reader is never granted where reading is what is measured", () => {
    expect(measures.safeParse(given({ readAloud: ["WRITING", "DISCUSSION"] })).success).toBe(true);
    expect(measures.safeParse({ ...noMeasures, readAloud: ["READING"] }).success).toBe(false);
  });

  test("[ACM-8] no grant is too long: days of extra time, a break of hours, fifty of them", () => {
    const long = given({
      extraTime: { READING: { unit: "PERCENT", amount: 5_000 }, WRITING: { unit: "MINUTES", amount: 4_320 } },
      breaks: { count: 50, minutes: 600 },
    });
    expect(measures.safeParse(long).success).toBe(true);
    expect(extraSeconds(long, "READING", 2_700)).toBe(135_000);
  });

  test("[ACM-2] nothing granted is told from something granted", () => {
    expect(isUsual(noMeasures)).toBe(true);
    expect(isUsual(given({ hasCaptions: true }))).toBe(false);
    expect(isUsual(given({ presentation: { ...noMeasures.presentation, layout: "SCREEN_READER" } }))).toBe(false);
  });
});
