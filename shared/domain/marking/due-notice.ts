import { startOfOfficeDay } from "../forms/effect.ts";
import { dayAfter, endOfOfficeDay, officeDay } from "./deadlines.ts";

/**
 * Markers are written to so many days before a deadline and so many after it, from this hour of the Office on [P]. A mark has
 * three days or more when it is asked for: two days before, whoever is late has had it since the day before.
 */
export const dueNotice = { daysBefore: 2, daysAfter: 1, hour: 7 } as const;

const hourMs = 3_600_000;

export interface DueNotice {
  /** The day at the Office: one notice a day. */
  readonly day: string;
  /** What is due by then is in it. */
  readonly until: Date;
  /** What was given on the day itself is not: the moment of a notice tells nothing of when something came. */
  readonly givenBefore: Date;
}

/** The notice of this day, once its hour has come. */
export function dueNoticeOf(now: Date): DueNotice | undefined {
  const day = officeDay(now);
  const givenBefore = startOfOfficeDay(day);
  // From its end back: clocks change in the night.
  if (now.getTime() <= endOfOfficeDay(day).getTime() - (24 - dueNotice.hour) * hourMs) return undefined;
  return { day, until: endOfOfficeDay(dayAfter(day, dueNotice.daysBefore)), givenBefore };
}

/** Whether one of these deadlines is why somebody is written to on that day: others come with it. */
export const callsForNotice = (dueDays: readonly string[], day: string): boolean =>
  dueDays.includes(dayAfter(day, dueNotice.daysBefore)) || dueDays.includes(dayAfter(day, -dueNotice.daysAfter));
