/** When a seat can be taken, changed and given back. `now` and every instant are epoch milliseconds. */

const dayMs = 24 * 3_600_000;

/** Free changes end this many days before the session: enough to give the seat to somebody else. */
export const defaultChangeDays = 5;

export const changeUntil = (startsAt: number, changeDays: number): number => startsAt - changeDays * dayMs;

/** Without a delay (0 days, as in a demonstration) an open session takes people until somebody starts it, late or not. */
export const canChange = (startsAt: number, changeDays: number, now: number): boolean =>
  changeDays === 0 || now < changeUntil(startsAt, changeDays);

/**
 * Seats of sessions that begin later than this can be taken: until the day before, even when they can no longer be changed,
 * since they would stay empty. Without a delay, of any that is open.
 */
export const bookableFrom = (changeDays: number, now: number): number =>
  changeDays === 0 ? 0 : now + Math.min(1, changeDays) * dayMs;
export const canBook = (startsAt: number, changeDays: number, now: number): boolean =>
  startsAt > bookableFrom(changeDays, now);
