import { startOfOfficeDay } from "../forms/effect.ts";
import { dayAfter, officeDay } from "../marking/deadlines.ts";

/** Sessions of which days, at the Office, are compared. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface Period extends Days {
  /** The first instant, and the first that is no longer in it. */
  readonly since: Date;
  readonly until: Date;
}

export const periodOf = ({ from, to }: Days): Period => ({
  from,
  to,
  since: startOfOfficeDay(from),
  until: startOfOfficeDay(dayAfter(to, 1)),
});

/** The twelve months that end today. */
export function lastTwelveMonths(now: Date): Days {
  const to = officeDay(now);
  const tomorrow = dayAfter(to, 1);
  // The day after tomorrow's own day a year ago, where there is no 29 February then.
  const from = dayAfter(`${Number(tomorrow.slice(0, 4)) - 1}${tomorrow.slice(4)}`, 0);
  return { from, to };
}

interface Version {
  readonly version: number;
  readonly effectiveFrom: Date;
}

/** The days on which a version of the rules judged: it ends the day before the next one begins, or today. */
export function daysOfVersion(versions: readonly Version[], version: number, now: Date): Days | undefined {
  const own = versions.find((one) => one.version === version);
  if (!own) return undefined;
  const from = officeDay(own.effectiveFrom);
  const starts = versions.map(({ effectiveFrom }) => officeDay(effectiveFrom)).filter((day) => day > from);
  const next = starts.toSorted()[0];
  const to = next === undefined ? officeDay(now) : dayAfter(next, -1);
  return { from, to: to < from ? from : to };
}
