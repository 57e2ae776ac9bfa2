import { currentDisconnectionVersion, disconnectionPolicy } from "../sitting/disconnection-policy.ts";
import type { DiscussionPart } from "./frame.ts";

const current = disconnectionPolicy(currentDisconnectionVersion);

/**
 * Somebody is not there. Their turn is held: a raised hand keeps its place and a given floor stays theirs. What the
 * server itself has seen says since when: the page's heartbeats, and the media node's word on who is connected.
 */
export const absenceRules = {
  /** Two heartbeats may be late; from then on the advisers see it. */
  noticedAfterSeconds: current.unstableSeconds,
  /** An adviser reads the absent person's facts aloud, so that the others can go on. */
  relayAfterSeconds: current.relaySeconds,
  /** Until then the person simply comes back in. */
  readmittedWithinSeconds: current.readmissionSeconds,
  /** A discussion needs at least so many candidates. */
  quorum: 2,
} as const;

export type AbsenceStage = "HELD" | "RELAY" | "TO_DECIDE";

/** Undefined for somebody who is there. */
export function absenceStage(lastSignMs: number, nowMs: number): AbsenceStage | undefined {
  const seconds = (nowMs - lastSignMs) / 1_000;
  if (seconds < absenceRules.noticedAfterSeconds) return undefined;
  if (seconds <= absenceRules.relayAfterSeconds) return "HELD";
  return seconds <= absenceRules.readmittedWithinSeconds ? "RELAY" : "TO_DECIDE";
}

export const absenceOutcomes = ["GO_ON", "RESTART"] as const;
export type AbsenceOutcome = (typeof absenceOutcomes)[number];

/**
 * The written rule. With enough people left, and something said that would be lost, the discussion goes on without the
 * absent person, who sits another one. Else it begins again for everybody, with the whole time.
 */
export function absenceRule(facts: { readonly left: number; readonly part: DiscussionPart }): AbsenceOutcome {
  const hasBegun = facts.part === "FREE" || facts.part === "CLOSING";
  return facts.left >= absenceRules.quorum && hasBegun ? "GO_ON" : "RESTART";
}

/** Seconds that give a clock the whole of its time again. */
export function secondsToStartAgain(clock: {
  readonly baseSeconds: number;
  readonly accommodationSeconds: number;
  readonly leftMs: number;
}): number {
  return Math.max(0, Math.ceil(clock.baseSeconds + clock.accommodationSeconds - clock.leftMs / 1_000));
}
