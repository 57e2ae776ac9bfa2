import { expect, test } from "vitest";
import { absenceRule, absenceStage, secondsToStartAgain } from "./absence.ts";

test("[ABS-1] an absence is noticed after fifteen seconds, relayed after two minutes, decided after five", () => {
  const stageAfter = (seconds: number) => absenceStage(1_000_000, 1_000_000 + seconds * 1_000);
  expect([0, 14, 15, 120, 121, 300, 301].map(stageAfter)).toEqual([
    undefined,
    undefined,
    "HELD",
    "HELD",
    "RELAY",
    "RELAY",
    "TO_DECIDE",
  ]);
});

test("[ABS-3] two who are left go on, once something has been said; else it begins again", () => {
  expect(absenceRule({ left: 3, part: "FREE" })).toBe("GO_ON");
  expect(absenceRule({ left: 2, part: "CLOSING" })).toBe("GO_ON");
  expect(absenceRule({ left: 1, part: "FREE" })).toBe("RESTART");
  expect(absenceRule({ left: 3, part: "OPENING" })).toBe("RESTART");
  expect(absenceRule({ left: 5, part: "PREPARATION" })).toBe("RESTART");
});

test("[ABS-4] beginning again gives a clock its whole time, extra time included, and never takes any", () => {
  expect(secondsToStartAgain({ baseSeconds: 1_800, accommodationSeconds: 0, leftMs: 1_200_000 })).toBe(600);
  expect(secondsToStartAgain({ baseSeconds: 1_800, accommodationSeconds: 450, leftMs: 1_200_000 })).toBe(1_050);
  expect(secondsToStartAgain({ baseSeconds: 1_800, accommodationSeconds: 0, leftMs: 1_900_000 })).toBe(0);
});
