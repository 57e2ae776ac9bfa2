import { useCallback, useEffect, useState } from "react";

/** Silences that are skipped still last a moment: one sees that there was one. */
const shortestSilenceMs = 2_000;

export const speeds = [1, 2, 4, 8, 16] as const;

interface Timed {
  readonly atMs: number;
}

export interface Playback {
  /** How many steps have been done: 0 is the empty page. */
  readonly count: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly skipsSilences: boolean;
  readonly go: (count: number) => void;
  /** To what stood at this moment. */
  readonly goTo: (atMs: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
  readonly setSkipsSilences: (does: boolean) => void;
}

/**
 * Plays steps at the pace at which they were typed. Nothing moves between two steps, so there is no motion to reduce;
 * nothing begins by itself.
 */
export function usePlayback(steps: readonly Timed[]): Playback {
  const [count, setCount] = useState(steps.length);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(4);
  const [skipsSilences, setSkipsSilences] = useState(true);
  const next = steps[count];
  const waitMs = next ? next.atMs - (steps[count - 1]?.atMs ?? 0) : 0;

  // One step after another; whoever presses anything begins anew from there.
  useEffect(() => {
    if (!isPlaying || !next) return;
    const shown = skipsSilences ? Math.min(waitMs, shortestSilenceMs) : waitMs;
    const timer = setTimeout(() => {
      setCount(count + 1);
      if (count + 1 >= steps.length) setPlaying(false);
    }, shown / speed);
    return () => clearTimeout(timer);
  }, [isPlaying, next, waitMs, skipsSilences, speed, count, steps.length]);

  const go = useCallback(
    (to: number) => {
      setPlaying(false);
      setCount(Math.max(0, Math.min(steps.length, to)));
    },
    [steps.length],
  );
  return {
    count,
    isPlaying,
    speed,
    skipsSilences,
    go,
    goTo: (atMs) => go(steps.filter((step) => step.atMs <= atMs).length),
    toggle: () => {
      // At the end, playing begins again.
      if (!isPlaying && count >= steps.length) setCount(0);
      setPlaying(!isPlaying);
    },
    setSpeed,
    setSkipsSilences,
  };
}
