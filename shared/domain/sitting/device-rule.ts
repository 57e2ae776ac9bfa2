import type { ObservationKind } from "../integrity/observation-kinds.ts";
import type { DisconnectionPolicy } from "./disconnection-policy.ts";

/**
 * A whole screen that is no longer shared, a camera or a microphone that gives nothing: after its delay content is
 * hidden, the clock stands still and a person is called. What was lost is found again by its counterpart. What has never
 * been there is missing too: whoever opens an activity has the delay of a device to press, for a screen as well.
 */
const sources = [
  { lost: "SHARE_STOPPED", never: "SHARE_MISSING", found: "SHARE_RESUMED", delay: "shareSeconds", hides: ["SHARE_STOPPED", "SHARE_MISSING"] },
  { lost: "CAMERA_LOST", never: "CAMERA_MISSING", found: "CAMERA_RESTORED", delay: "deviceSeconds", hides: [] },
  { lost: "MICROPHONE_LOST", never: "MICROPHONE_MISSING", found: "MICROPHONE_RESTORED", delay: "deviceSeconds", hides: [] },
  // All three at once: whoever has never come to the room that shows them has not shared a screen there either.
  { lost: "LIVE_LOST", never: "LIVE_MISSING", found: "LIVE_RESTORED", delay: "deviceSeconds", hides: ["LIVE_MISSING"] },
] as const satisfies readonly {
  readonly lost: ObservationKind;
  readonly never: ObservationKind;
  readonly found: ObservationKind;
  readonly delay: keyof DisconnectionPolicy;
  /** After which of these facts nothing of the exam is in view. */
  readonly hides: readonly ObservationKind[];
}[];

/** Each fact that says that something is missing, with the one that says that it is found again. */
export const devicePairs: readonly { readonly lost: ObservationKind; readonly found: ObservationKind }[] = sources.flatMap(
  ({ lost, never, found }) => [{ lost, found }, { lost: never, found }],
);
export const deviceKinds: readonly ObservationKind[] = sources.flatMap(({ lost, never, found }) => [lost, never, found]);

/** What only the server itself writes, from its own facts, of one activity: another one begins anew. */
const serversOwn: readonly string[] = ["LIVE_LOST", "LIVE_MISSING", "LIVE_RESTORED"] satisfies readonly ObservationKind[];

/** A loss is noticed within so long; a media node's word about an earlier one is not believed. */
const noticedWithinMs = 20_000;
/** A rule that acts later than this after its time was not there: with a picture missing, what was in view was worked on. */
const actedWithinMs = 5_000;

/** When something was lost: at the moment that the evidence names, within reason, else when it was written down. */
export function lostAtMs(kind: string, writtenAtMs: number, namedAtMs: number | null): number {
  const earliestMs = serversOwn.includes(kind) ? 0 : writtenAtMs - noticedWithinMs;
  return namedAtMs === null ? writtenAtMs : Math.min(writtenAtMs, Math.max(earliestMs, namedAtMs));
}

interface Noted {
  readonly kind: string;
  /** When it was written down: nobody knew of it before. */
  readonly writtenAtMs: number;
}
interface NotedLoss extends Noted {
  readonly atMs: number;
  /** It was lost because another page of the same person took over. */
  readonly isHandedOver: boolean;
}

interface Missing<N> extends Pick<(typeof sources)[number], "delay" | "never"> {
  readonly first: N;
  readonly isHidden: boolean;
  /** The screen is missing with it. */
  readonly isOfScreen: boolean;
}

/** What is lost and not found again, newest fact first: the fact that said so, and which delay it has. */
function losses<N extends Noted>(allNewestFirst: readonly N[], startedAtMs: number): readonly Missing<N>[] {
  const newestFirst = allNewestFirst.filter(({ kind, writtenAtMs }) => writtenAtMs >= startedAtMs || !serversOwn.includes(kind));
  return sources.flatMap(({ lost, never, found, delay, hides }) => {
    const since = newestFirst.findIndex(({ kind }) => kind === found);
    const open = (since === -1 ? newestFirst : newestFirst.slice(0, since)).filter(({ kind }) => kind === lost || kind === never);
    const first = open.at(-1);
    return first ? [{ first, delay, never, isHidden: hides.some((kind) => kind === first.kind), isOfScreen: hides.length > 0 }] : [];
  });
}

/** `startedAtMs`: when the newest supervised activity was opened; null where none has been. */
export const isDeviceMissing = (newestFirst: readonly Noted[], startedAtMs: number | null): boolean =>
  losses(newestFirst, startedAtMs ?? 0).length > 0;

/** Whoever of the staff last let the clock run knew of it. */
const isReleased = (first: Noted, releasedAtMs: number | null): boolean => releasedAtMs !== null && releasedAtMs >= first.writtenAtMs;

/** The clock runs without the screen, because a person of the staff let it: then the exam is in view without it too. */
export const isScreenReleased = (newestFirst: readonly Noted[], startedAtMs: number, releasedAtMs: number | null): boolean =>
  losses(newestFirst, startedAtMs).some(({ first, isOfScreen }) => isOfScreen && isReleased(first, releasedAtMs));

export interface DeviceFacts {
  readonly nowMs: number;
  readonly startedAtMs: number;
  readonly isRunning: boolean;
  /** The clock stands still because of this very rule. */
  readonly isStoppedByRule: boolean;
  /** When a person of the staff last let the clock run: they knew what was missing then. */
  readonly releasedAtMs: number | null;
  /** When the clock last ran again, whatever had stopped it: what came before is given back already. */
  readonly restartedAtMs: number | null;
  readonly newestFirst: readonly NotedLoss[];
}

export type DeviceAct =
  /** The clock stands still since then: what it ran since is given back. */
  | { readonly act: "STOP"; readonly sinceMs: number }
  | { readonly act: "RESUME" }
  /** If nothing is found until then, the clock stops. */
  | { readonly act: "NONE"; readonly dueAtMs: number | null };

export function deviceAct(policy: DisconnectionPolicy, facts: DeviceFacts): DeviceAct {
  const missing = losses(facts.newestFirst, facts.startedAtMs);
  if (facts.isStoppedByRule) return missing.length === 0 ? { act: "RESUME" } : { act: "NONE", dueAtMs: null };
  if (!facts.isRunning) return { act: "NONE", dueAtMs: null };
  const counted = missing.flatMap(({ first, delay, never, isHidden }) => {
    if (isReleased(first, facts.releasedAtMs)) return [];
    // Whoever has to press first, on a page that is new, is given time for it: even a screen has the delay of a device.
    const hasTime = first.isHandedOver || first.kind === never;
    const seconds = hasTime ? Math.max(policy[delay], policy.deviceSeconds) : policy[delay];
    const fromMs = Math.max(first.atMs, facts.startedAtMs, facts.restartedAtMs ?? 0);
    const dueAtMs = fromMs + seconds * 1000;
    // Without the screen nothing of the exam has been in view since it was lost, whatever its delay.
    return [{ dueAtMs, sinceMs: isHidden ? fromMs : Math.max(dueAtMs, facts.nowMs - actedWithinMs) }];
  });
  const due = counted.filter(({ dueAtMs }) => dueAtMs <= facts.nowMs);
  if (due.length === 0) return { act: "NONE", dueAtMs: counted.length === 0 ? null : Math.min(...counted.map(({ dueAtMs }) => dueAtMs)) };
  return { act: "STOP", sinceMs: Math.min(...due.map(({ sinceMs }) => sinceMs)) };
}
