import { describe, expect, test } from "vitest";
import { dueAt, legalDays, markDueDays } from "./deadlines.ts";
import { dueWhenAsked, firstRound, firstRoundAt } from "./first-round.ts";

test("[MRK-28] nothing is waited for from eight o'clock at the Office on the second day, in winter and in summer", () => {
  const at = (startsAt: string): string => firstRoundAt(new Date(startsAt)).toISOString();
  expect(at("2026-12-01T14:00:00Z")).toBe("2026-12-03T13:00:00.000Z");
  // In the evening of the first, at the Office.
  expect(at("2026-12-02T02:00:00Z")).toBe("2026-12-03T13:00:00.000Z");
  expect(at("2026-07-30T14:00:00Z")).toBe("2026-08-01T12:00:00.000Z");
  // On the days on which the clocks change.
  expect([at("2026-03-06T15:00:00Z"), at("2026-10-30T15:00:00Z")]).toEqual(["2026-03-08T12:00:00.000Z", "2026-11-01T13:00:00.000Z"]);
});

describe("a mark that is asked for later", () => {
  const session = new Date("2026-11-22T14:00:00Z");
  const hourMs = 3_600_000;
  /** Eight o'clock at the Office, so many days after. */
  const morning = (from: Date, day: number): Date => new Date(firstRoundAt(from).getTime() + (day - firstRound.days) * 24 * hourMs);
  const hours = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / hourMs;

  test("[MRK-45] is due within the days that a first mark has, on whatever day it is given, and inside the law's two weeks", () => {
    // What a first mark has at most and at least: given on the morning of its session, or when nothing is waited for any more.
    const first = dueAt(session, markDueDays.first);
    const latest = firstRoundAt(session);
    const most = hours(morning(session, 0), first);
    const least = hours(latest, first);
    for (const days of [markDueDays.third, markDueDays.borderline])
      for (let day = 0; day <= legalDays - 4; day += 1) {
        const now = morning(session, day);
        const given = hours(now, dueWhenAsked(session, days, now));
        expect([given <= most, given >= least]).toEqual([true, true]);
      }
    for (const at of ["2026-12-04T14:00:00Z", "2026-12-09T14:00:00Z"])
      expect(dueWhenAsked(session, markDueDays.third, new Date(at))).toEqual(dueAt(session, legalDays));
  });

  test("[MRK-45] a first mark keeps its day for whoever is asked in time, and has three days more for whoever is asked when that day is near or over", () => {
    for (const day of [0, 1, 2]) expect(dueWhenAsked(session, markDueDays.first, morning(session, day))).toEqual(dueAt(session, markDueDays.first));
    for (const day of [3, 5, 7, 10]) {
      const now = morning(session, day);
      expect(dueWhenAsked(session, markDueDays.first, now)).toEqual(dueAt(session, day + markDueDays.first - firstRound.days));
    }
  });

  test("[MRK-45] is due as the first marks of that day's session are, whatever the hour, and on its day of the calendar where that is as near", () => {
    for (const at of ["2026-11-22T15:00:00Z", "2026-11-23T02:00:00Z"])
      expect(dueWhenAsked(session, markDueDays.borderline, new Date(at))).toEqual(dueAt(session, markDueDays.first));
    const fourth = new Date("2026-11-26T15:00:00Z");
    expect(dueWhenAsked(session, markDueDays.third, fourth)).toEqual(dueAt(session, markDueDays.third));
    const seventh = new Date("2026-11-29T15:00:00Z");
    expect(dueWhenAsked(session, markDueDays.third, seventh)).toEqual(dueAt(session, 10));
  });
});
