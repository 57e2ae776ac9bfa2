import { expect, test } from "vitest";
import { daysOfVersion, lastTwelveMonths, periodOf } from "./period.ts";

const now = new Date("2026-11-30T16:00:00Z");

test("[EQ-10] a period is whole days at the Office, in winter and in summer; by default the twelve months that end today", () => {
  expect(lastTwelveMonths(now)).toEqual({ from: "2025-12-01", to: "2026-11-30" });
  expect(lastTwelveMonths(new Date("2028-02-29T16:00:00Z"))).toEqual({ from: "2027-03-01", to: "2028-02-29" });
  expect(periodOf({ from: "2026-07-01", to: "2026-11-30" })).toEqual({
    from: "2026-07-01",
    to: "2026-11-30",
    since: new Date("2026-07-01T04:00:00Z"),
    until: new Date("2026-12-01T05:00:00Z"),
  });
});

test("[EQ-10] a version of the rules is the days on which it judged", () => {
  const versions = [
    { version: 1, effectiveFrom: new Date("2026-01-05T15:00:00Z") },
    { version: 2, effectiveFrom: new Date("2026-09-01T04:00:00Z") },
  ];
  expect(daysOfVersion(versions, 1, now)).toEqual({ from: "2026-01-05", to: "2026-08-31" });
  expect(daysOfVersion(versions, 2, now)).toEqual({ from: "2026-09-01", to: "2026-11-30" });
  expect(daysOfVersion(versions, 3, now)).toBeUndefined();
  const coming = [...versions, { version: 3, effectiveFrom: new Date("2027-01-01T05:00:00Z") }];
  expect(daysOfVersion(coming, 3, now)).toEqual({ from: "2027-01-01", to: "2027-01-01" });
});
