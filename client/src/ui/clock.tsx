import { useEffect, useRef, useState, type ReactNode } from "react";
import styles from "./clock.module.css";
import { ChevronDownIcon } from "./icons.tsx";
import { useStoredState } from "./stored-state.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";

export type ClockProps = {
  /** What is left in whole minutes, as the owner counts it; the clock only shows. */
  readonly minutesLeft: number;
  /** «31 min». */
  readonly formatMinutes: (minutes: number) => string;
  /** The button's name when the time is shown, and when it is folded: «Masquer le temps», «Afficher le temps». */
  readonly foldLabel: string;
  readonly unfoldLabel: string;
  /** Said and shown softly while that many minutes are left; three at most. */
  readonly announcements: readonly { readonly atMinutes: number; readonly text: string }[];
  /** Shown beside the time while it stands still: «en pause». */
  readonly pausedLabel?: string;
  readonly storageKey?: string;
};

/**
 * Minutes only. It folds to a dot for those whom a clock disturbs, never turns red, never blinks.
 */
export function Clock({
  minutesLeft: minutes,
  formatMinutes,
  foldLabel,
  unfoldLabel,
  announcements,
  pausedLabel,
  storageKey = "epreuve.clock-folded",
}: ClockProps): ReactNode {
  const [isFolded, setFolded] = useStoredState(storageKey, (stored) => stored === "true");
  const announced = useAnnouncement(minutes, announcements);
  const shown = formatMinutes(minutes);
  const words = announcements.find(({ atMinutes }) => atMinutes === minutes)?.text;
  return (
    <div className={styles.clock}>
      {words !== undefined && (
        <span className={styles.words} aria-hidden="true">
          {words}
        </span>
      )}
      <button
        type="button"
        className={styles.button}
        aria-expanded={!isFolded}
        title={isFolded ? unfoldLabel : foldLabel}
        onClick={() => setFolded(!isFolded)}
      >
        {isFolded ? (
          <span className={styles.dot} aria-hidden="true" />
        ) : (
          <>
            <span className={styles.time}>{shown}</span>
            {pausedLabel !== undefined && <span className={styles.paused}>{pausedLabel}</span>}
            <ChevronDownIcon size={16} />
          </>
        )}
        <VisuallyHidden>{isFolded ? unfoldLabel : foldLabel}</VisuallyHidden>
      </button>
      <VisuallyHidden aria-live="polite" aria-atomic="true">
        {announced}
      </VisuallyHidden>
    </div>
  );
}

/** The text of the last threshold that was crossed while the page was open: nothing is announced on arrival. */
function useAnnouncement(minutes: number, announcements: ClockProps["announcements"]): string {
  const [text, setText] = useState("");
  const previousMinutes = useRef(minutes);

  // Crossing a threshold is an event of time passing, not of rendering.
  useEffect(() => {
    const crossed = announcements.findLast(
      (entry) => minutes <= entry.atMinutes && entry.atMinutes < previousMinutes.current,
    );
    previousMinutes.current = minutes;
    if (crossed !== undefined) setText(crossed.text);
  }, [minutes, announcements]);

  return text;
}
