/** Work that is done again and again, one at a time: the next is due `everyMs` after the last one ended. It must not throw. */
export function repeat(work: () => Promise<void>, everyMs: number): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let isStopping = false;
  let timer = schedule();

  function schedule(): NodeJS.Timeout {
    return setTimeout(() => {
      running = work().then(() => {
        if (!isStopping) timer = schedule();
      });
    }, everyMs);
  }

  return {
    /** Resolves once what was under way has ended. */
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}
