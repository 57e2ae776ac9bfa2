/** When a seat can be taken, changed and given back. `now` and every instant are epoch milliseconds. */

const dayMs = 24 * 3_600_000;

/** Free changes end this many days before the session: enough to give the seat to somebody else. */
export const defaultChangeDays = 5;

export const changeUntil = (startsAt: number, changeDays: number): number => startsAt - changeDays * dayMs;

/** A free seat can be taken until the day before, even when it can no longer be changed: it would stay empty. */
export const bookableUntil = (startsAt: number, changeDays: number): number => startsAt - Math.min(1, changeDays) * dayMs;

/** Without a delay (0 days, as in a demonstration) an open session takes people until somebody starts it, late or not. */
export const canChange = (startsAt: number, changeDays: number, now: number): boolean =>
  changeDays === 0 || now < changeUntil(startsAt, changeDays);
export const canBook = (startsAt: number, changeDays: number, now: number): boolean =>
  changeDays === 0 || now < bookableUntil(startsAt, changeDays);
