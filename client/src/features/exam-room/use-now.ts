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
