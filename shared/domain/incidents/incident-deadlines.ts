import { officeDay } from "../marking/deadlines.ts";
import { answerWorkingDays, endOfOfficeDay, reviewDays, workingDayAfter } from "./working-days.ts";

const dayMs = 86_400_000;

/** The end of the tenth working day after the facts were put to the person. */
export const answerDueAt = (factsSentAt: Date, workingDays = answerWorkingDays): Date =>
  endOfOfficeDay(workingDayAfter(officeDay(factsSentAt), workingDays), officeDay);

export const reviewDueAt = (decidedAt: Date): Date =>
  endOfOfficeDay(officeDay(new Date(decidedAt.getTime() + reviewDays * dayMs)), officeDay);
