/**
 * What a page noticed and could not tell the record yet. It is kept on the device, and is taken for as long after the end
 * of the sitting; what the page says of time is repeated as its word, and nothing is counted by it.
 */
export const keptFactMs = 24 * 60 * 60_000;

/** As many as a browser keeps: whoever has more to tell has said enough. */
export const mostKeptFacts = 200;

/** When somebody was received and when their last activity ended. */
export interface EndedDay {
  readonly arrivedAt: Date;
  readonly endedAt: Date;
}

export interface NoticedFact {
  readonly noticedAt: Date;
  /** What lasted is of the time in which it began. */
  readonly seconds: number;
}

export function mayBeToldLate({ noticedAt, seconds }: NoticedFact, { arrivedAt, endedAt }: EndedDay, now: Date): boolean {
  const beganMs = noticedAt.getTime() - seconds * 1_000;
  return beganMs >= arrivedAt.getTime() && beganMs <= endedAt.getTime() && now.getTime() - endedAt.getTime() <= keptFactMs;
}
