import { expect, test } from "vitest";
import { ageInDays, dueAt, endOfOfficeDay, markDueDays, officeDay } from "./deadlines.ts";

const session = new Date("2026-11-22T14:00:00Z");

test("[MRK-14] a deadline is the end of its day at the Office, counted from the day of the session there, whatever its hour", () => {
  const due = dueAt(session, markDueDays.first);
  expect(due.toISOString()).toBe("2026-11-28T04:59:59.999Z");
  // As every page says it.
  expect(officeDay(due)).toBe("2026-11-27");
  expect(dueAt(new Date("2026-11-22T05:00:00Z"), markDueDays.first)).toEqual(due);
  // In the evening there it is the next day in UTC.
  expect(dueAt(new Date("2026-11-23T04:59:59Z"), markDueDays.first)).toEqual(due);
  expect(officeDay(dueAt(new Date("2026-11-23T05:00:00Z"), markDueDays.first))).toBe("2026-11-28");
});

test("[MRK-14] a day ends at midnight at the Office, when the clocks change as well", () => {
  const ends = (day: string): string => endOfOfficeDay(day).toISOString();
  expect(ends("2026-07-30")).toBe("2026-07-31T03:59:59.999Z");
  expect(["2026-03-07", "2026-03-08"].map(ends)).toEqual(["2026-03-08T04:59:59.999Z", "2026-03-09T03:59:59.999Z"]);
  expect(["2026-10-31", "2026-11-01"].map(ends)).toEqual(["2026-11-01T03:59:59.999Z", "2026-11-02T04:59:59.999Z"]);
  // Late in the evening, and in the first hour of a day, the hour that is lost or won moves no day.
  expect(officeDay(dueAt(new Date("2026-03-06T04:30:00Z"), 5))).toBe("2026-03-10");
  expect(officeDay(dueAt(new Date("2026-10-30T04:30:00Z"), 5))).toBe("2026-11-04");
});

test("[MRK-14] the age of a result counts whole days, never below zero", () => {
  expect(ageInDays(session, new Date("2026-12-06T13:59:59Z"))).toBe(13);
  expect(ageInDays(session, new Date("2026-12-06T14:00:00Z"))).toBe(14);
  expect(ageInDays(session, new Date("2026-11-20T14:00:00Z"))).toBe(0);
});
