import { useEffect, useRef } from "react";

export interface RoomKeys {
  readonly ArrowLeft: () => void;
  readonly ArrowRight: () => void;
  readonly ArrowUp: () => void;
  readonly ArrowDown: () => void;
}

const isArrow = (key: string): key is keyof RoomKeys =>
  key === "ArrowLeft" || key === "ArrowRight" || key === "ArrowUp" || key === "ArrowDown";

/** Alt and an arrow already mean something there: they open a list, or move by words on a Mac. */
const isTaken = (target: EventTarget | null, key: keyof RoomKeys): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLSelectElement) return key === "ArrowUp" || key === "ArrowDown";
  return navigator.userAgent.includes("Mac") && target.matches("textarea, input[type=text]");
};

/**
 * Alt with an arrow, while the element is shown. Always kept from the browser, for which Alt+← would leave the page.
 */
export function useRoomKeys(element: { readonly current: HTMLElement | null }, keys: RoomKeys): void {
  const latest = useRef(keys);
  // The listener is attached once; it calls what the latest drawing was given.
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isArrow(event.key)) return;
      const isShown = element.current?.checkVisibility() === true && document.querySelector("dialog[open]") === null;
      if (isTaken(event.target, event.key)) return;
      event.preventDefault();
      if (isShown) latest.current[event.key]();
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, [element]);
}
