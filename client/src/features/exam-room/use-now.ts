import { useEffect, useState } from "react";
import { serverClock } from "#client/net/server-clock.ts";

/** The server's time, refreshed every second; null until the server has been heard. */
export function useServerNow(): number | null {
  const [now, setNow] = useState(() => serverClock.now());
  // A clock is the one thing that changes by itself.
  useEffect(() => {
    const timer = setInterval(() => setNow(serverClock.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Whether this moment has come, by the server's time. Draws once, when it comes: a whole room is not drawn each second. */
export function useIsPast(instant: string | null): boolean {
  const isPast = (): boolean => {
    const now = serverClock.now();
    return instant !== null && now !== null && now >= Date.parse(instant);
  };
  const [, setPast] = useState(isPast);
  // The end moves, both ways: it is looked at each second, and drawn when the answer changes.
  useEffect(() => {
    const look = (): void => {
      const now = serverClock.now();
      setPast(instant !== null && now !== null && now >= Date.parse(instant));
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [instant]);
  return isPast();
}
