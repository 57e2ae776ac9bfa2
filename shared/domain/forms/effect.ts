import { dayAfter, endOfOfficeDay } from "../marking/deadlines.ts";

/** The first instant of a calendar day at the Office, in winter or in summer time: where the day before ends. */
export const startOfOfficeDay = (day: string): Date => new Date(endOfOfficeDay(dayAfter(day, -1)).getTime() + 1);
