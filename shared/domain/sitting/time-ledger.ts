import { currentDisconnectionVersion, disconnectionPolicy } from "./disconnection-policy.ts";

/** What gives time: a rule (a silence, a screen or a device that is missing), a person (a pause, minutes given back), or a decision of before the day. */
export const timeCauses = ["OUTAGE", "DEVICE", "PAUSE", "ADVISER_CREDIT", "ACCOMMODATION", "BREAK"] as const;
export type TimeCause = (typeof timeCauses)[number];

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

const current = disconnectionPolicy(currentDisconnectionVersion);

/** What pages and boards say of a silence; a clock goes by the rules of its own session. */
export const { heartbeatSeconds, unstableSeconds } = current;
export const interruptionSeconds = current.lostSeconds;
/** A last save may still be on its way when time is up. */
export const closingGraceSeconds = 30;

/** What gave back time that a clock had lost: written when the clock ran again. */
export interface RestoredFact {
  readonly cause: TimeCause;
  readonly seconds: number;
  readonly createdAtMs: number;
}

/** Why a clock stands still. */
export type InterruptionCause = Extract<TimeCause, "OUTAGE" | "DEVICE" | "PAUSE" | "BREAK">;

/** An entry that covers a time in which the clock stood still or nobody was heard, up to the moment it was written. */
export const coversTime = ({ cause }: { readonly cause: TimeCause }): boolean =>
  cause === "OUTAGE" || cause === "DEVICE" || cause === "PAUSE" || cause === "BREAK";

export interface SilenceFacts {
  readonly lastSeenAtMs: number;
  readonly nowMs: number;
  readonly startedAtMs: number;
  /** When the clock stopped, if it stands still now. */
  readonly interruptedAtMs: number | null;
  /** When the time was to run out, null while the clock stands still. */
  readonly endsAtMs: number | null;
  readonly ledger: readonly RestoredFact[];
  /** From this silence on, what the clock lost is given back: by the rules of the session. */
  readonly outageSeconds: number;
}

/**
 * Seconds that a silence took from a run's clock and that nothing has given back yet; 0 when the silence was shorter
 * than an outage. The evidence is the server's own: the last heartbeat or saved answer, and the one that ended the
 * silence. Only the part in which this clock ran counts: not what came before the run began, not what a pause covers,
 * not what came after the end. A ledger in whole seconds rounds in favour of the person.
 */
export function outageCreditSeconds(facts: SilenceFacts): number {
  if (facts.nowMs - facts.lastSeenAtMs < facts.outageSeconds * 1000) return 0;
  const from = Math.max(facts.lastSeenAtMs, facts.startedAtMs);
  if (facts.endsAtMs !== null && from >= facts.endsAtMs) return 0;
  const to = Math.min(facts.nowMs, facts.interruptedAtMs ?? facts.nowMs);
  const restoredMs = facts.ledger
    .filter((entry) => coversTime(entry) && entry.createdAtMs > from && entry.createdAtMs <= to)
    .reduce((sum, entry) => sum + Math.min(entry.seconds * 1000, entry.createdAtMs - from), 0);
  return Math.max(0, Math.ceil((to - from - restoredMs) / 1000));
}

/** Since when the clock has run without anybody being heard: a silence stops it from there. */
export function silentSinceMs(facts: Pick<SilenceFacts, "lastSeenAtMs" | "startedAtMs" | "ledger">): number {
  const resumed = facts.ledger.filter(coversTime).map((entry) => entry.createdAtMs);
  return Math.max(facts.lastSeenAtMs, facts.startedAtMs, ...resumed);
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
