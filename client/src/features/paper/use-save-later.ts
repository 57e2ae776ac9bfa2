import { useEffect, useRef } from "react";

const quietMs = 2_000;

/** Keeps a text shortly after the hands rest. What was loaded, or kept already, is not kept again. */
export function useSaveLater(text: string, loaded: string, save: (text: string) => void, isOff: boolean): void {
  const kept = useRef(loaded);
  const keep = useRef(save);
  useEffect(() => {
    keep.current = save;
  });

  // Typing starts the wait again; leaving the page ends it at once, with what has been typed.
  useEffect(() => {
    if (isOff || text === kept.current) return;
    const timer = setTimeout(() => {
      kept.current = text;
      keep.current(text);
    }, quietMs);
    return () => clearTimeout(timer);
  }, [text, isOff]);

  const latest = useRef({ text, isOff });
  useEffect(() => {
    latest.current = { text, isOff };
  });
  useEffect(
    () => () => {
      const last = latest.current;
      if (!last.isOff && last.text !== kept.current) keep.current(last.text);
    },
    [],
  );
}
