/**
 * What is left of an activity, in whole minutes, for everybody who shows it: rounded up, so that somebody who reads
 * «1 min» still has something, and two screens side by side never differ by one.
 */
export const minutesLeft = (leftMs: number): number => Math.max(0, Math.ceil(leftMs / 60_000));
