import type { ObservationKind } from "../integrity/observation-kinds.ts";
import type { DisconnectionPolicy } from "./disconnection-policy.ts";

/**
 * A whole screen that is no longer shared, a camera or a microphone that gives nothing: after its delay content is
 * hidden, the clock stands still and a person is called. What was lost is found again by its counterpart.
 */
const sources = [
  { lost: ["SHARE_STOPPED"], found: "SHARE_RESUMED", delay: "shareSeconds" },
  { lost: ["CAMERA_LOST"], found: "CAMERA_RESTORED", delay: "deviceSeconds" },
  { lost: ["MICROPHONE_LOST"], found: "MICROPHONE_RESTORED", delay: "deviceSeconds" },
] as const satisfies readonly {
  readonly lost: readonly ObservationKind[];
  readonly found: ObservationKind;
  readonly delay: keyof DisconnectionPolicy;
}[];

export const deviceKinds: readonly ObservationKind[] = sources.flatMap(({ lost, found }) => [...lost, found]);

interface Noted {
  readonly kind: string;
  readonly atMs: number;
}

/** What is lost and not found again, newest fact first: since when, and with which delay. */
function losses(policy: DisconnectionPolicy, newestFirst: readonly Noted[]): { readonly atMs: number; readonly delayMs: number }[] {
  return sources.flatMap(({ lost, found, delay }) => {
    const isLost = (kind: string): boolean => lost.some((one) => one === kind);
    const since = newestFirst.findIndex(({ kind }) => kind === found);
    const open = (since === -1 ? newestFirst : newestFirst.slice(0, since)).filter(({ kind }) => isLost(kind));
    const first = open.at(-1);
    return first ? [{ atMs: first.atMs, delayMs: policy[delay] * 1000 }] : [];
  });
}

export const isDeviceMissing = (policy: DisconnectionPolicy, newestFirst: readonly Noted[]): boolean =>
  losses(policy, newestFirst).length > 0;

export interface DeviceFacts {
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly isRunning: boolean;
  /** The clock stands still because of this very rule. */
  readonly isStoppedByRule: boolean;
  /** When a person of the staff last let the clock run: they knew what was missing then. */
  readonly releasedAtMs: number | null;
  readonly newestFirst: readonly Noted[];
}

export function deviceAct(policy: DisconnectionPolicy, facts: DeviceFacts): "STOP" | "RESUME" | "NONE" {
  const missing = losses(policy, facts.newestFirst);
  if (facts.isStoppedByRule) return missing.length === 0 ? "RESUME" : "NONE";
  if (!facts.isRunning) return "NONE";
  const isDue = missing.some(({ atMs, delayMs }) => {
    if (facts.releasedAtMs !== null && facts.releasedAtMs >= atMs) return false;
    return facts.nowMs - Math.max(atMs, facts.startedAtMs) >= delayMs;
  });
  return isDue ? "STOP" : "NONE";
}
