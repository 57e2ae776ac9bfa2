/**
 * Working days in Québec, as the public service keeps them: Monday to Friday without the holidays. Where two rules
 * disagree about a holiday the person has the longer time.
 */

/** Working days that a person has to answer. */
export const answerWorkingDays = 10;
/** Days in which a review can be asked for. */
export const reviewDays = 60;

const dayMs = 86_400_000;
const utc = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day);
const textOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const weekdayOf = (at: number): number => new Date(at).getUTCDay();

/** Gregorian Easter Sunday (Meeus, Jones and Butcher). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const j = Math.floor(c / 4);
  const k = c % 4;
  const m = Math.floor((a + 11 * h) / 319);
  const r = (2 * e + 2 * j - k - h + m + 32) % 7;
  const month = Math.floor((h - m + r + 90) / 25);
  const day = (h - m + r + month + 19) % 32;
  return utc(year, month, day);
}

/** The first `weekday` on or after a day. */
const onOrAfter = (from: number, weekday: number): number => from + ((weekday - weekdayOf(from) + 7) % 7) * dayMs;
const onOrBefore = (from: number, weekday: number): number => from - ((weekdayOf(from) - weekday + 7) % 7) * dayMs;
/** A holiday on a Saturday or a Sunday is kept on the Monday. */
const observed = (at: number): number => (weekdayOf(at) === 6 ? at + 2 * dayMs : weekdayOf(at) === 0 ? at + dayMs : at);

export function holidaysOf(year: number): ReadonlySet<string> {
  const sunday = easter(year);
  const days = [
    utc(year, 1, 1),
    utc(year, 1, 2),
    observed(utc(year, 1, 1)),
    observed(utc(year, 1, 2)),
    sunday - 2 * dayMs,
    sunday + dayMs,
    // Journée nationale des patriotes: the Monday before 25 May.
    onOrBefore(utc(year, 5, 24), 1),
    observed(utc(year, 6, 24)),
    observed(utc(year, 7, 1)),
    // Labour Day and Thanksgiving.
    onOrAfter(utc(year, 9, 1), 1),
    onOrAfter(utc(year, 10, 8), 1),
    utc(year, 12, 24),
    utc(year, 12, 25),
    utc(year, 12, 26),
    observed(utc(year, 12, 25)),
    observed(utc(year, 12, 26)),
    utc(year, 12, 31),
  ];
  return new Set(days.map(textOf));
}

export function isWorkingDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  const weekday = weekdayOf(at);
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).has(day);
}

/** The `count`-th working day after a day; that day itself never counts. */
export function workingDayAfter(day: string, count: number): string {
  let at = Date.parse(`${day}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    at += dayMs;
    if (isWorkingDay(textOf(at))) left -= 1;
  }
  return textOf(at);
}
