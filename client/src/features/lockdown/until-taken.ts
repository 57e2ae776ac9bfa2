export interface UntilTaken<S> {
  readonly began: (signal: S) => void;
  readonly ended: (signal: S) => void;
  readonly lookAgain: () => void;
}

/** What lasts and was told, or waits to be told; it outlives a watch. */
export interface Lasting<S> {
  readonly told: Set<S>;
  readonly waiting: Set<S>;
}

export const nothingLasts = <S>(): Lasting<S> => ({ told: new Set(), waiting: new Set() });

/**
 * Something that lasts is told once: at once, or as soon as it can be, unless it is over by then. Whoever begins to watch
 * again, with the same `Lasting`, does not tell once more what still lasts, and tells what still waits.
 */
export function untilTaken<S>(take: (signal: S) => boolean, { told, waiting }: Lasting<S>): UntilTaken<S> {
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
