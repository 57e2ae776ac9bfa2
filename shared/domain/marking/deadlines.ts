import { formatDate } from "../../i18n/dates.ts";

/**
 * The calendar inside the legal two weeks, in days after the session [P]: first and second marks by D+5, third marks by
 * D+8, borderline marks by D+10. It counts from the session, the same for both modes, never from the moment when a text
 * was ready, because a transcription takes longer than a keyboard. What waits keeps these days before the directorate; a
 * marker reads of any that is asked for later what they read of one that is asked for in time, see `dueWhenAsked`.
 */
export const markDueDays = { first: 5, third: 8, borderline: 10 } as const;
export const legalDays = 14;

/** Deadlines are the Office’s days, wherever the marker is. */
export const officeTimeZone = "America/Toronto";
export const officeDay = (at: Date): string => formatDate("fr", at, officeTimeZone, "short");

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The calendar day so many days later, whatever the clocks do in between. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10);

/** The last millisecond of a day at the Office, in winter or in summer time. */
export function endOfOfficeDay(day: string): Date {
  const next = dayAfter(day, 1);
  // Midnight in Québec is four or five hours after midnight in UTC.
  const atFive = new Date(Date.parse(`${next}T05:00:00.000Z`) - 1);
  return officeDay(atFive) === day ? atFive : new Date(atFive.getTime() - hourMs);
}

/** So many days after that day of the Office, until its last hour: another would tell which texts were written together. */
export const dueAt = (from: Date, days: number): Date => endOfOfficeDay(dayAfter(officeDay(from), days));

/** Whole days since then: since an exam began, or a review was asked for. */
export const ageInDays = (since: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - since.getTime()) / dayMs));
