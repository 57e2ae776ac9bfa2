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
interface NotedLoss extends Noted {
  /** It was lost because another page of the same person took over. */
  readonly isHandedOver: boolean;
}

/** What is lost and not found again, newest fact first: the fact that said so, and which delay it has. */
function losses<N extends Noted>(newestFirst: readonly N[]): { readonly first: N; readonly delay: "shareSeconds" | "deviceSeconds" }[] {
  return sources.flatMap(({ lost, found, delay }) => {
    const isLost = (kind: string): boolean => lost.some((one) => one === kind);
    const since = newestFirst.findIndex(({ kind }) => kind === found);
    const open = (since === -1 ? newestFirst : newestFirst.slice(0, since)).filter(({ kind }) => isLost(kind));
    const first = open.at(-1);
    return first ? [{ first, delay }] : [];
  });
}

export const isDeviceMissing = (newestFirst: readonly Noted[]): boolean => losses(newestFirst).length > 0;

export interface DeviceFacts {
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly isRunning: boolean;
  /** The clock stands still because of this very rule. */
  readonly isStoppedByRule: boolean;
  /** When a person of the staff last let the clock run: they knew what was missing then. */
  readonly releasedAtMs: number | null;
  readonly newestFirst: readonly NotedLoss[];
}

export function deviceAct(policy: DisconnectionPolicy, facts: DeviceFacts): "STOP" | "RESUME" | "NONE" {
  const missing = losses(facts.newestFirst);
  if (facts.isStoppedByRule) return missing.length === 0 ? "RESUME" : "NONE";
  if (!facts.isRunning) return "NONE";
  const isDue = missing.some(({ first: { atMs, isHandedOver }, delay }) => {
    // Whoever goes on at another page of their own has to press once there: even a screen has the delay of a device.
    const seconds = isHandedOver ? Math.max(policy[delay], policy.deviceSeconds) : policy[delay];
    if (facts.releasedAtMs !== null && facts.releasedAtMs >= atMs) return false;
    return facts.nowMs - Math.max(atMs, facts.startedAtMs) >= seconds * 1000;
  });
  return isDue ? "STOP" : "NONE";
}
