import { expect, test } from "vitest";
import { coveredMs } from "./covered-time.ts";

const within = { from: 100, to: 200 };

test.each([
  ["nothing", [], 0],
  ["one after the other, in any order", [{ from: 150, to: 170 }, { from: 110, to: 120 }], 30],
  ["two at once", [{ from: 110, to: 150 }, { from: 110, to: 150 }], 40],
  ["one that goes on while another begins", [{ from: 110, to: 150 }, { from: 140, to: 160 }], 50],
  ["one inside another, and one after it", [{ from: 110, to: 160 }, { from: 120, to: 130 }, { from: 155, to: 170 }], 60],
  ["what lies before and after", [{ from: 0, to: 90 }, { from: 90, to: 110 }, { from: 190, to: 400 }, { from: 250, to: 260 }], 20],
  ["one that ended before it began", [{ from: 150, to: 140 }], 0],
] as const)("[MRK-20] what is recorded is counted once: %s", (_what, spans, expected) => {
  expect(coveredMs(spans, within)).toBe(expected);
});
