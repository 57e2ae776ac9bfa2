/**
 * The clock that people see is this sum and nothing else: what the policy gives, plus every entry of the ledger.
 * All times are milliseconds since the epoch.
 */
export interface TimeEntryFact {
  readonly seconds: number;
}

/** End of a run that started at `startedAtMs`. */
export function endsAtMs(startedAtMs: number, baseSeconds: number, entries: readonly TimeEntryFact[]): number {
  const restored = entries.reduce((sum, entry) => sum + entry.seconds, 0);
  return startedAtMs + (baseSeconds + restored) * 1000;
}

/** Heartbeats come every 5 s; two missing ones are the least silence that the server can call an outage. */
export const heartbeatSeconds = 5;
export const outageThresholdSeconds = 10;
/** After this silence the board says «connexion instable», and time running out no longer closes a run. */
export const unstableSeconds = 15;

/**
 * Seconds given back for a silence seen by the server, 0 when it is shorter than an outage. The evidence is the
 * server's own: the last heartbeat or saved answer, and the one that ended the silence.
 */
export function outageCreditSeconds(lastSeenAtMs: number, nowMs: number): number {
  const silence = Math.floor((nowMs - lastSeenAtMs) / 1000);
  return silence >= outageThresholdSeconds ? silence : 0;
}

/** Default durations in seconds [P]; identical in both modes. */
export const defaultDurations = {
  READING: 45 * 60,
  /** Ten minutes a person, thirty at least. */
  DISCUSSION: 30 * 60,
  WRITING: 45 * 60,
  INTERVIEW: 15 * 60,
} as const;

export function discussionSeconds(participants: number): number {
  return Math.max(30, participants * 10) * 60;
}
