/** Lets `burst` through at once, then `perSecond`. In memory: it guards one socket, which lives in one process. */
export function createTokenBucket(burst: number, perSecond: number, nowMs: () => number): { take(): boolean } {
  let tokens = burst;
  let filledAtMs = nowMs();
  return {
    take() {
      const now = nowMs();
      tokens = Math.min(burst, tokens + ((now - filledAtMs) / 1000) * perSecond);
      filledAtMs = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
