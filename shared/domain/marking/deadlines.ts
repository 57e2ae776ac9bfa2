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

const dayMs = 86_400_000;

/** The end of that day: an hour would tell which texts were written together. */
export const dueAt = (sessionStartsAt: Date, days: number): Date =>
  new Date(Math.ceil((sessionStartsAt.getTime() + days * dayMs) / dayMs) * dayMs);

/** Whole days since the session began. */
export const ageInDays = (sessionStartsAt: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - sessionStartsAt.getTime()) / dayMs));
