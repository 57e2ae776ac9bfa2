import { useEffect } from "react";

export const canStayAwake = (): boolean => "wakeLock" in navigator;

/** The screen stays on while the page is in view; a browser lets go of it whenever the page is hidden. */
export function useWakeLock(): void {
  // Asked for again each time that the page comes back.
  useEffect(() => {
    if (!canStayAwake()) return;
    let held: WakeLockSentinel | undefined;
    let isCurrent = true;
    const hold = (): void => {
      if (document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then(
        (lock) => {
          if (isCurrent) held = lock;
          else void lock.release();
        },
        // An empty battery refuses it; the picture goes on as long as the screen does.
        () => undefined,
      );
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      isCurrent = false;
      document.removeEventListener("visibilitychange", hold);
      void held?.release();
    };
  }, []);
}
