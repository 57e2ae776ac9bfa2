import { useEffect, useRef } from "react";
import { isSilentKey } from "#client/ui/index.ts";

/** Fields and buttons keep their own keys; the slider has arrows of its own. */
const hasOwnKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, select, textarea, button, a, summary") !== null;

/** The player's keys, wherever the page has no other use for them. */
export function usePlayerKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  // The latest acts are called; the listener itself stays.
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || hasOwnKeys(event.target) || isSilentKey(event.key)) return;
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
