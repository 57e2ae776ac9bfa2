import { useEffect, useState } from "react";

const tickMs = 500;

/** The server's time: what it said with its last answer, counted on by the device. Its clock may be wrong; its pace is not. */
export function useNow(serverNow: string): number {
  const [nowMs, setNowMs] = useState(() => Date.parse(serverNow));

  // A clock is the one thing here that changes by itself.
  useEffect(() => {
    const serverMs = Date.parse(serverNow);
    const receivedAt = performance.now();
    const timer = setInterval(() => setNowMs(serverMs + performance.now() - receivedAt), tickMs);
    return () => clearInterval(timer);
  }, [serverNow]);

  return nowMs;
}
