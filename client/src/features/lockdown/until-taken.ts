export interface UntilTaken<S> {
  readonly began: (signal: S) => void;
  readonly ended: (signal: S) => void;
  readonly lookAgain: () => void;
}

/**
 * Something that lasts is told once: at once, or as soon as it can be, unless it is over by then. `told` outlives the
 * watch, so that whoever begins to watch again does not tell once more what still lasts.
 */
export function untilTaken<S>(take: (signal: S) => boolean, told: Set<S>): UntilTaken<S> {
  const waiting = new Set<S>();
  const tell = (signal: S): void => {
    if (told.has(signal)) return;
    if (take(signal)) {
      waiting.delete(signal);
      told.add(signal);
    } else waiting.add(signal);
  };
  return {
    began: tell,
    ended: (signal) => {
      waiting.delete(signal);
      told.delete(signal);
    },
    lookAgain: () => {
      for (const signal of waiting) tell(signal);
    },
  };
}
