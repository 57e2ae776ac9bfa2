import { dueAt, endOfOfficeDay, officeDay } from "../marking/deadlines.ts";
import { answerWorkingDays, reviewDays, workingDayAfter } from "./working-days.ts";

/** The end of the tenth working day after the facts were put to the person. */
export const answerDueAt = (factsSentAt: Date, workingDays = answerWorkingDays): Date =>
  endOfOfficeDay(workingDayAfter(officeDay(factsSentAt), workingDays));

export const reviewDueAt = (decidedAt: Date): Date => dueAt(decidedAt, reviewDays);
