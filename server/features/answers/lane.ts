import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { closingGraceSeconds } from "#shared/domain/sitting/time-ledger.ts";
import type { LockedRun } from "../sitting/steps.ts";

/** `MAIN` counts; `SUPERSEDED` came from a page that no longer holds the lease; `LATE` came after the end. */
export type Lane = "MAIN" | "SUPERSEDED" | "LATE";

const graceMs = closingGraceSeconds * 1000;

/**
 * The server's own clock and lease decide; what a page says of its time does not. A live activity ends when a person
 * closes it: people who still talk after its time still take notes, which follow them into the writing.
 */
export function laneFor(
  run: LockedRun,
  activity: Activity,
  sent: { readonly leaseEpoch: number; readonly clientId: string },
  now: Date,
): Lane {
  const isOver = run.state !== "OPEN" && run.state !== "INTERRUPTED";
  // The job that closes runs may be behind: the end holds all the same, with the same grace.
  const endsByClock = activity === "READING" || activity === "WRITING";
  const isPastEnd = endsByClock && run.endsAt !== null && now.getTime() > run.endsAt.getTime() + graceMs;
  // Whoever closes a discussion does not wait for those who still type: their last notes are on the way [SAV-26].
  const isOnItsWay = activity === "DISCUSSION" && run.closedAt !== null && now.getTime() <= run.closedAt.getTime() + graceMs;
  if ((isOver && !isOnItsWay) || isPastEnd) return "LATE";
  const isHolder = run.leaseEpoch === sent.leaseEpoch && run.leaseClientId === sent.clientId;
  return isHolder ? "MAIN" : "SUPERSEDED";
}

/** Another machine was readmitted, and its person has not gone on there yet: no page that could be overtaken is open. */
export const isUnclaimed = (run: LockedRun): boolean =>
  run.leaseEpoch > 0 && run.leaseClientId === null && (run.state === "OPEN" || run.state === "INTERRUPTED");

/**
 * Came while a person, or a device that gives nothing, had stopped the clock, later than what was on its way. It is kept
 * and counts on, because nobody can tell a page that went on writing from one whose network went on failing; it is told
 * apart for a person to see. A clock that silence had stopped runs again with the first words.
 */
export const isDuringPause = (run: LockedRun, now: Date): boolean =>
  run.state === "INTERRUPTED" &&
  run.interruptionCause !== "OUTAGE" &&
  run.interruptedAt !== null &&
  now.getTime() > run.interruptedAt.getTime() + graceMs;
