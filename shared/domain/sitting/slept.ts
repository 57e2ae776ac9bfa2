import { heartbeatSeconds } from "./time-ledger.ts";

/**
 * Whether a silence was that of a device that slept: for most of it, and no longer than it. A heartbeat may have been due
 * before and after. One whose clock was set says more than there was, and a network that was away while the clock was set by a
 * little was away all the same.
 */
export function isSilenceOfSleep(silenceMs: number, sleptSeconds: number | undefined): boolean {
  if (sleptSeconds === undefined) return false;
  const silenceSeconds = silenceMs / 1000;
  const awakeSeconds = silenceSeconds - sleptSeconds;
  return awakeSeconds >= -heartbeatSeconds && awakeSeconds - 2 * heartbeatSeconds <= sleptSeconds;
}
