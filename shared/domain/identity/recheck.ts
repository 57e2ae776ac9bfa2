import type { ObservationKind } from "../integrity/observation-kinds.ts";

/** After a gap in the supervision somebody looks again: who was away, for how long, and which line of the record says so. */

/** Said when somebody is back, with the seconds that they were away. */
const told: readonly ObservationKind[] = ["CONNECTION_LOST", "DEVICE_SLEPT"];

/** Somebody whose picture never came since an activity was opened has not been seen either; a screen that comes late hides nobody. */
const pairs: readonly { readonly lost: readonly ObservationKind[]; readonly found: ObservationKind }[] = [
  { lost: ["SHARE_STOPPED"], found: "SHARE_RESUMED" },
  { lost: ["CAMERA_LOST", "CAMERA_MISSING"], found: "CAMERA_RESTORED" },
  { lost: ["MICROPHONE_LOST"], found: "MICROPHONE_RESTORED" },
  { lost: ["LIVE_LOST", "LIVE_MISSING"], found: "LIVE_RESTORED" },
];

export const gapKinds: readonly ObservationKind[] = [...told, ...pairs.flatMap(({ lost, found }) => [...lost, found])];

export interface GapFact {
  readonly id: string;
  readonly kind: string;
  readonly atMs: number;
  readonly seconds?: number | undefined;
  /** A page's own word about itself asks nobody to look. */
  readonly isFromPage: boolean;
}

export interface Gap {
  /** The line of the record that says that the person was back. */
  readonly id: string;
  readonly atMs: number;
  readonly seconds: number;
}

/**
 * The newest gap that is over and lasted longer than allowed. `startedAtMs`: when the newest supervised activity was
 * opened. Between two activities nobody is connected, and others see them.
 */
export function newestGap(recheckSeconds: number, startedAtMs: number | null, oldestFirst: readonly GapFact[]): Gap | undefined {
  const since = new Map<string, number>();
  let newest: Gap | undefined;
  let isBefore = startedAtMs !== null;
  for (const { id, kind, atMs, seconds, isFromPage } of oldestFirst) {
    if (isFromPage) continue;
    if (isBefore && atMs >= (startedAtMs ?? 0)) {
      isBefore = false;
      since.delete("LIVE_RESTORED");
    }
    const gone = pairs.find(({ lost }) => lost.some((one) => one === kind));
    if (gone) since.set(gone.found, since.get(gone.found) ?? atMs);
    const start = since.get(kind);
    since.delete(kind);
    const lasted = start === undefined ? (told.some((one) => one === kind) ? (seconds ?? 0) : 0) : (atMs - start) / 1000;
    if (lasted > recheckSeconds) newest = { id, atMs, seconds: Math.round(lasted) };
  }
  return newest;
}
