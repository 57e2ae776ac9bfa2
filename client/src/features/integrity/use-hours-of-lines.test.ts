import { expect, test } from "vitest";
import { hoursOfLines } from "./use-hours-of-lines.ts";

test("[INT-9] a line of another day than today says its day, by the calendar of the exam’s own place", () => {
  const { hourOf, dayOf, timeOf } = hoursOfLines("fr", "America/Toronto", Date.parse("2026-11-18T03:30:00Z"));
  const sameEvening = "2026-11-17T19:02:11Z";
  expect([dayOf(sameEvening), hourOf(sameEvening)]).toEqual([null, timeOf(sameEvening)]);
  const dayAfter = "2026-11-18T05:10:00Z";
  expect(hourOf(dayAfter)).toBe(`18\u00a0nov. 2026, ${timeOf(dayAfter)}`);
  expect(hourOf("2026-11-14T19:02:11Z")).toContain("14\u00a0nov. 2026, ");
});
