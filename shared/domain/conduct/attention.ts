import { interruptionSeconds, unstableSeconds } from "../sitting/time-ledger.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";

/** How the server hears a candidate's page. `UNKNOWN`: never heard, for instance somebody who writes by hand. */
export const connectionClasses = ["OK", "UNSTABLE", "LOST", "UNKNOWN"] as const;
export type ConnectionClass = (typeof connectionClasses)[number];

export function connectionClass(lastSeenAtMs: number | null, nowMs: number): ConnectionClass {
  if (lastSeenAtMs === null) return "UNKNOWN";
  const silenceSeconds = (nowMs - lastSeenAtMs) / 1000;
  if (silenceSeconds > interruptionSeconds) return "LOST";
  return silenceSeconds > unstableSeconds ? "UNSTABLE" : "OK";
}

export const attentionReasons = [
  "HELP_CALLED",
  "SEAT_REQUESTED",
  "CONNECTION_LOST",
  "DEVICE_LOST",
  "IDENTITY_DOUBT",
  "RECHECK_NEEDED",
  "SECOND_PERSON_NEEDED",
  "CONNECTION_UNSTABLE",
  "ANSWERS_ON_DEVICE",
  "PAUSED",
  "ON_BREAK",
  "BATTERY_LOW",
  "IDENTITY_TO_CHECK",
  "INCIDENT_OPEN",
] as const;
export type AttentionReason = (typeof attentionReasons)[number];

/** Worst first. */
export const attentionLevels = ["LOOK", "WATCH", "CALM", "ENDED"] as const;
export type AttentionLevel = (typeof attentionLevels)[number];

const lookReasons: readonly AttentionReason[] = [
  "HELP_CALLED",
  "SEAT_REQUESTED",
  "CONNECTION_LOST",
  "DEVICE_LOST",
  "IDENTITY_DOUBT",
  "RECHECK_NEEDED",
  "SECOND_PERSON_NEEDED",
];

export interface AttentionFacts {
  readonly sittingState: SittingState;
  readonly connection: ConnectionClass;
  readonly hasOpenRun: boolean;
  readonly isOnBreak: boolean;
  readonly hasSeatRequest: boolean;
  readonly hasHelpCall: boolean;
  readonly hasDeviceLost: boolean;
  readonly hasIdentityDoubt: boolean;
  /** Back after a gap, and not yet looked at again. */
  readonly hasRecheck: boolean;
  /** An incident that counts is not decided yet; `WAITS_FOR_SECOND`: one of two people has asked to stop the activity. */
  readonly incident: "NONE" | "OPEN" | "WAITS_FOR_SECOND";
  /** One of two people has asked that an activity end without a submission. */
  readonly hasEndAsked: boolean;
  readonly unsent: number;
  readonly battery: number | null;
}

const lowBattery = 15;

const isEnded = (state: SittingState): boolean =>
  state === "COMPLETED" || state === "NOT_COMPLETED" || state === "ABSENT";

/** What an adviser should know about somebody now. A fact is a reason to look, never a reproach. */
export function attentionOf(facts: AttentionFacts): { level: AttentionLevel; reasons: AttentionReason[] } {
  const reasons: AttentionReason[] = [];
  const add = (isSo: boolean, reason: AttentionReason): void => void (isSo && reasons.push(reason));
  // Silence only matters while somebody should be heard.
  const isExpected =
    facts.hasOpenRun || facts.sittingState === "WAITING" || facts.sittingState === "IDENTITY_CONFIRMED";
  add(facts.hasHelpCall, "HELP_CALLED");
  if (!isEnded(facts.sittingState)) {
    add(facts.hasSeatRequest, "SEAT_REQUESTED");
    add(isExpected && facts.connection === "LOST", "CONNECTION_LOST");
    add(facts.hasDeviceLost, "DEVICE_LOST");
    add(facts.hasIdentityDoubt, "IDENTITY_DOUBT");
    add(facts.hasRecheck, "RECHECK_NEEDED");
    add(facts.incident === "WAITS_FOR_SECOND" || facts.hasEndAsked, "SECOND_PERSON_NEEDED");
    add(isExpected && facts.connection === "UNSTABLE", "CONNECTION_UNSTABLE");
    add(facts.unsent > 0, "ANSWERS_ON_DEVICE");
    add(facts.sittingState === "INTERRUPTED", "PAUSED");
    add(facts.isOnBreak && facts.sittingState !== "INTERRUPTED", "ON_BREAK");
    add(facts.battery !== null && facts.battery <= lowBattery, "BATTERY_LOW");
    add(facts.sittingState === "WAITING" && !facts.hasIdentityDoubt, "IDENTITY_TO_CHECK");
    add(facts.incident === "OPEN", "INCIDENT_OPEN");
  }
  return { level: levelOf(reasons, facts.sittingState), reasons };
}

function levelOf(reasons: readonly AttentionReason[], state: SittingState): AttentionLevel {
  if (reasons.some((reason) => lookReasons.includes(reason))) return "LOOK";
  if (reasons.length > 0) return "WATCH";
  return isEnded(state) ? "ENDED" : "CALM";
}

const leadersReasons: readonly AttentionReason[] = ["SECOND_PERSON_NEEDED", "INCIDENT_OPEN"];

/** What somebody who only watches learns of it: an incident is for those who lead. */
export function watchersAttention(reasons: readonly AttentionReason[], state: SittingState): { level: AttentionLevel; reasons: AttentionReason[] } {
  const shown = reasons.filter((reason) => !leadersReasons.includes(reason));
  return { level: levelOf(shown, state), reasons: shown };
}

/** Worst first and stable: within a class people keep the order of their names, so that a tile moves only with its class. */
export function byAttention<T extends { level: AttentionLevel; name: string; sittingId: string }>(
  people: readonly T[],
): T[] {
  return people.toSorted(
    (a, b) =>
      attentionLevels.indexOf(a.level) - attentionLevels.indexOf(b.level) ||
      a.name.localeCompare(b.name, "fr-CA") ||
      (a.sittingId < b.sittingId ? -1 : 1),
  );
}
