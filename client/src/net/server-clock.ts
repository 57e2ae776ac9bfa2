/**
 * The server's time, told from the page's monotonic counter: half the round trip of the best recent answer is added to
 * what the server said. The device's own clock is never read, so that changing it changes nothing.
 */
export interface ServerClock {
  /** Epoch milliseconds, as the server counts them; null before the first answer. */
  now(): number | null;
  /** An answer that said `serverNow`, asked for at `sentAt` and received at `receivedAt` (both `performance.now()`). */
  observe(serverNow: string, sentAt: number, receivedAt: number): void;
  /** What the counter said when the newest answer was asked for; null before the first one. */
  askedAt(): number | null;
  /** What the counter said when the newest answer arrived; null before the first one. */
  heardAt(): number | null;
}

interface Sample {
  readonly offset: number;
  readonly roundTrip: number;
  readonly receivedAt: number;
}

// A sleeping laptop's counter may stop: an old sample, however good, gives way to a fresh one.
const sampleLifeMs = 30_000;

export function createServerClock(monotonic: () => number): ServerClock {
  let best: Sample | undefined;
  let askedAt: number | null = null;
  let heardAt: number | null = null;
  return {
    now: () => (best ? monotonic() + best.offset : null),
    askedAt: () => askedAt,
    heardAt: () => heardAt,
    observe: (serverNow, sentAt, receivedAt) => {
      askedAt = Math.max(askedAt ?? sentAt, sentAt);
      heardAt = Math.max(heardAt ?? receivedAt, receivedAt);
      const roundTrip = Math.max(0, receivedAt - sentAt);
      const sample = { offset: Date.parse(serverNow) + roundTrip / 2 - receivedAt, roundTrip, receivedAt };
      const isBetter = !best || roundTrip <= best.roundTrip || receivedAt - best.receivedAt > sampleLifeMs;
      // Far outside what the round trip can explain, the counter has stopped meanwhile: the old sample is wrong.
      const hasJumped = best && Math.abs(sample.offset - best.offset) > (roundTrip + best.roundTrip) / 2 + 250;
      if (isBetter || hasJumped) best = sample;
    },
  };
}

export const serverClock = createServerClock(() => performance.now());
