import { expect, test } from "vitest";
import { ageInDays, dueAt, markDueDays } from "./deadlines.ts";

const session = new Date("2026-11-22T14:00:00Z");

test("[MRK-14] deadlines count in whole days from the session and do not tell its hour", () => {
  expect(dueAt(session, markDueDays.first).toISOString()).toBe("2026-11-28T00:00:00.000Z");
  expect(dueAt(new Date("2026-11-22T21:30:00Z"), markDueDays.first)).toEqual(dueAt(session, markDueDays.first));
});

test("[MRK-14] the age of a result counts whole days, never below zero", () => {
  expect(ageInDays(session, new Date("2026-12-06T13:59:59Z"))).toBe(13);
  expect(ageInDays(session, new Date("2026-12-06T14:00:00Z"))).toBe(14);
  expect(ageInDays(session, new Date("2026-11-20T14:00:00Z"))).toBe(0);
});
