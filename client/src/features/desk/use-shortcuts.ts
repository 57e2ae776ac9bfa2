import { useEffect, useRef } from "react";
import { isSilentKey } from "#client/ui/index.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  !(target instanceof HTMLInputElement && target.type === "checkbox") &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Single keys of the desk. Silent while somebody types, while a dialog is open, and with any modifier. */
export function useShortcuts(handlers: Readonly<Record<string, () => void>>): void {
  const current = useRef(handlers);
  // The listener stays; what it calls is what the page last drew.
  useEffect(() => {
    current.current = handlers;
  }, [handlers]);

  // Keys belong to the page, whatever has the focus.
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat || isSilentKey(event.key)) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const handle = current.current[event.key.toLowerCase()];
      if (!handle) return;
      event.preventDefault();
      handle();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
