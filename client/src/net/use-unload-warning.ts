import { useEffect, useRef } from "react";

/** The browser asks before it closes or reloads a page of which something would be lost. */
export function useUnloadWarning(hasUnsaved: () => boolean): void {
  const latest = useRef(hasUnsaved);
  // The listener is attached once; it judges by what holds at that moment.
  useEffect(() => {
    latest.current = hasUnsaved;
  });
  // Asked for as long as the page shows it.
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);
}
