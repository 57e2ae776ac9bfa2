import { setTimeout as pause } from "node:timers/promises";

const againMs = 2_000;

/**
 * Work that must be done once what it needs is back, however long that takes: tried again every two seconds until it
 * succeeds. Once `signal` is aborted it is tried once more at most.
 * @throws what the last try threw, after the abort only.
 */
export async function untilDone(work: () => Promise<void>, signal: AbortSignal, onWaiting: (error: unknown) => void, everyMs = againMs): Promise<void> {
  for (;;) {
    const isLast = signal.aborted;
    try {
      return await work();
    } catch (error) {
      if (isLast) throw error;
      onWaiting(error);
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
