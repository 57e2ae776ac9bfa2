export interface UntilTaken<S> {
  readonly began: (signal: S) => void;
  readonly ended: (signal: S) => void;
  readonly lookAgain: () => void;
}

/** Something that lasts is told once: at once, or as soon as it can be, unless it is over by then. */
export function untilTaken<S>(take: (signal: S) => boolean): UntilTaken<S> {
  const waiting = new Set<S>();
  const tell = (signal: S): void => {
    if (take(signal)) waiting.delete(signal);
    else waiting.add(signal);
  };
  return {
    began: tell,
    ended: (signal) => void waiting.delete(signal),
    lookAgain: () => {
      for (const signal of waiting) tell(signal);
    },
  };
}
