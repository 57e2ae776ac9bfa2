import { useEffect, useRef, useState } from "react";
import { keepRoom, keptRoom } from "#client/net/outbox/kept-room.ts";
import { emptyHistory, restored, type TextHistory } from "./text-history.ts";

const keepMs = 1_000;

export interface KeptHistory {
  /** Undefined until the device has been asked. */
  readonly history: TextHistory | undefined;
  readonly onHistory: (history: TextHistory) => void;
}

/** The undo history of a run as this device kept it, in the language `lang` of its case, and its keeping from now on: at most once a second, and at the end. */
export function useKeptHistory(runId: string, lang: string, textNow: () => string): KeptHistory {
  const [history, setHistory] = useState<TextHistory | undefined>();
  const latest = useRef<TextHistory | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const text = useRef(textNow);

  const [keep] = useState(() => () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (latest.current) void keepRoom({ runId, lang, ...latest.current });
    latest.current = undefined;
  });
  // Asked once for each room; a device that does not answer gives an empty history.
  useEffect(() => {
    let isGone = false;
    void keptRoom(runId)
      .catch(() => undefined)
      .then((kept) => {
        if (isGone) return;
        const known = kept?.text === undefined ? undefined : { text: kept.text, undo: kept.undo ?? [], redo: kept.redo ?? [] };
        setHistory(known ? restored(known, text.current()) : emptyHistory(text.current()));
      });
    const hide = (): void => void (document.visibilityState === "hidden" && keep());
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", hide);
    return () => {
      isGone = true;
      window.removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", hide);
      keep();
    };
  }, [runId, keep]);

  const [onHistory] = useState(() => (next: TextHistory) => {
    latest.current = next;
    timer.current ??= setTimeout(keep, keepMs);
  });
  return { history, onHistory };
}
