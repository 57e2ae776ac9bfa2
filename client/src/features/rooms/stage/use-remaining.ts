import { useEffect, useRef, useState } from "react";

/**
 * Milliseconds until `until` (or since, when negative) on the server's clock, ticking; null while the clock stands
 * still. `serverNow` comes with each answer and is carried on by the page's monotonic counter.
 */
export function useRemaining(until: string | null, serverNow: string): number | null {
  const anchor = useRef({ serverNow, atMs: performance.now() });
  const [, tick] = useState(0);
  if (anchor.current.serverNow !== serverNow) anchor.current = { serverNow, atMs: performance.now() };
  // A clock moves without being asked.
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (until === null) return null;
  const nowMs = Date.parse(anchor.current.serverNow) + performance.now() - anchor.current.atMs;
  return Date.parse(until) - nowMs;
}

/** «04:05», for those who lead and need seconds. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
