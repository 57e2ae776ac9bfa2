import { officeTimeZone } from "../marking/deadlines.ts";

const hourAtOffice = new Intl.DateTimeFormat("en-CA", { timeZone: officeTimeZone, hour: "2-digit", hourCycle: "h23" });

/** The first instant of a calendar day at the Office, in winter or in summer time. */
export function startOfOfficeDay(day: string): Date {
  const noon = new Date(`${day}T12:00:00.000Z`);
  // Montréal is behind UTC by less than twelve hours: noon there and here are one day.
  return new Date(noon.getTime() - Number(hourAtOffice.format(noon)) * 3_600_000);
}
