import { dayAfter, dueAt, endOfOfficeDay, legalDays, markDueDays, officeDay } from "./deadlines.ts";

/**
 * The texts of a session are given to markers together: one that came alone, days after the others, was written by hand.
 * They go as soon as the last one is in, and at this hour of the Office on the second day after the session whatever is
 * missing, which leaves three days to the first deadline [P].
 */
export const firstRound = { days: 2, hour: 8 } as const;

const hourMs = 3_600_000;

/** From this moment on nothing of the session is waited for. */
export function firstRoundAt(sessionStartsAt: Date): Date {
  const day = dayAfter(officeDay(sessionStartsAt), firstRound.days);
  // From its end back: clocks change in the night.
  return new Date(endOfOfficeDay(day).getTime() + 1 - (24 - firstRound.hour) * hourMs);
}

/**
 * When a mark is due for whoever is asked for it now: on its day of the calendar, brought to within the days that first marks
 * have from the day on which they are given. A week would tell a marker that two others have marked before them, a day that is
 * over that somebody had to type the text first. The law’s two weeks are never exceeded.
 */
export function dueWhenAsked(sessionStartsAt: Date, calendarDays: number, now: Date): Date {
  const most = dueAt(now, markDueDays.first);
  const least = dueAt(now, markDueDays.first - firstRound.days);
  const wanted = Math.min(Math.max(dueAt(sessionStartsAt, calendarDays).getTime(), least.getTime()), most.getTime());
  return new Date(Math.min(wanted, dueAt(sessionStartsAt, legalDays).getTime()));
}
