import { useEffect, useMemo, useState } from "react";

const tickMs = 1_000;

/** The server's time, second by second: the difference is taken when an answer comes, and the page counts on. */
export function useNow(serverNow: string | undefined): number {
  const [deviceNow, setDeviceNow] = useState(() => Date.now());
  // The device's clock may be wrong; its pace is not.
  const offset = useMemo(() => (serverNow === undefined ? 0 : Date.parse(serverNow) - Date.now()), [serverNow]);

  // A clock is the one thing here that changes by itself.
  useEffect(() => {
    const timer = setInterval(() => setDeviceNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);

  return Math.max(deviceNow, 0) + offset;
}
