import { useEffect, useRef } from "react";
import { isSilentKey } from "#client/ui/index.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** One key, one act; never while somebody types or a dialog is open. Digits are left to the rubric. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  // The latest acts are called; the listener itself stays.
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      // A key that is held would raise a hand and lower it again, or begin a talk and end it.
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target) || isSilentKey(event.key)) return;
      if (document.querySelector("dialog[open]")) return;
      const act = current.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
