import { useCallback, useEffect, useRef, useState } from "react";
import type { SaveState } from "#client/ui/save-status.tsx";
import { retryMs, untilSaved } from "./until-saved.ts";
import { useUnloadWarning } from "./use-unload-warning.ts";

const pauseMs = 700;

/**
 * Saves a draft a moment after the last change, and at once when the page is left or hidden. The newest draft wins: one
 * save is under way at a time. What could not be saved is tried again, and the browser asks before it closes the page. A draft
 * with a revision is tried again after its page was left too, since it cannot write over what a newer page has kept.
 */
export function useDraftSaving<Draft>(
  save: (draft: Draft) => Promise<unknown>,
  {
    hasRevision = false,
    onRefused,
  }: {
    readonly hasRevision?: boolean;
    /** The page was left, and the server takes what it was left with from nobody. */
    readonly onRefused?: (error: unknown) => void;
  } = {},
): {
  readonly state: SaveState;
  readonly keep: (draft: Draft) => void;
  /** Resolves once what was kept is on the server; rejects when it could not be saved. */
  readonly flush: () => Promise<void>;
} {
  const [state, setState] = useState<SaveState>("saved");
  const waiting = useRef<Draft | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const isSaving = useRef(false);
  const saveNow = useRef(save);
  const tellRefused = useRef(onRefused);
  // The latest function is called, whatever render the timer was set in.
  useEffect(() => {
    saveNow.current = save;
    tellRefused.current = onRefused;
  }, [save, onRefused]);

  const sayRefused = useCallback((error: unknown) => tellRefused.current?.(error), []);
  // What is on its way may still fail.
  const isUnsaved = useCallback(() => waiting.current !== undefined || isSaving.current, []);

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const after = running.current
      .catch(() => undefined)
      .then(async () => {
        const draft = waiting.current;
        if (draft === undefined) return;
        waiting.current = undefined;
        isSaving.current = true;
        setState("saving");
        try {
          await saveNow.current(draft);
          setState(waiting.current === undefined ? "saved" : "saving");
        } catch (error) {
          // Kept for the next try, unless something newer was given meanwhile.
          waiting.current ??= draft;
          setState("failed");
          throw error;
        } finally {
          isSaving.current = false;
        }
      });
    running.current = after;
    await after;
  }, []);

  const keep = useCallback(
    (draft: Draft): void => {
      waiting.current = draft;
      setState("saving");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush().catch(() => undefined), pauseMs);
    },
    [flush],
  );

  // A failed save is tried again for as long as the page is open.
  useEffect(() => {
    if (state !== "failed") return undefined;
    const again = setInterval(() => void flush().catch(() => undefined), retryMs);
    return () => clearInterval(again);
  }, [state, flush]);

  // Leaving the page saves what was not saved yet; a page that is hidden may never come back.
  useEffect(() => {
    const saveHidden = (): void => {
      if (document.visibilityState === "hidden") void flush().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", saveHidden);
    return () => {
      document.removeEventListener("visibilitychange", saveHidden);
      if (hasRevision) void untilSaved(flush, isUnsaved, sayRefused);
      else void flush().catch(() => undefined);
    };
  }, [flush, hasRevision, isUnsaved, sayRefused]);

  useUnloadWarning(isUnsaved);
  return { state, keep, flush };
}
