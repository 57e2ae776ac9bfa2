import { useEffect, useState } from "react";

/**
 * Milliseconds until `until` (or since, when negative) on the server's clock, ticking; null while the clock stands
 * still. `serverNow` comes with each answer and is carried on by the page's monotonic counter.
 */
export function useRemaining(until: string | null, serverNow: string): number | null {
  const [nowMs, setNowMs] = useState(() => Date.parse(serverNow));
  // A clock moves without being asked; each answer sets it right again.
  useEffect(() => {
    const receivedAtMs = performance.now();
    const tick = (): void => setNowMs(Date.parse(serverNow) + performance.now() - receivedAtMs);
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [serverNow]);
  return until === null ? null : Date.parse(until) - nowMs;
}

/** «04:05», for those who lead and need seconds. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
