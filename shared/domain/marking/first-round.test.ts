import { expect, test } from "vitest";
import { firstRoundAt } from "./first-round.ts";

test("[MRK-28] nothing is waited for from eight o'clock at the Office on the second day, in winter and in summer", () => {
  const at = (startsAt: string): string => firstRoundAt(new Date(startsAt)).toISOString();
  expect(at("2026-12-01T14:00:00Z")).toBe("2026-12-03T13:00:00.000Z");
  // In the evening of the first, at the Office.
  expect(at("2026-12-02T02:00:00Z")).toBe("2026-12-03T13:00:00.000Z");
  expect(at("2026-07-30T14:00:00Z")).toBe("2026-08-01T12:00:00.000Z");
});
