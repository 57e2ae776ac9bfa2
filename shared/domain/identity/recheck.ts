import type { ObservationKind } from "../integrity/observation-kinds.ts";

/** After a gap in the supervision somebody looks again: who was away, for how long, and which line of the record says so. */

/** Said when somebody is back, with the seconds that they were away. */
const told: readonly ObservationKind[] = ["CONNECTION_LOST", "DEVICE_SLEPT"];

const pairs = [
  { lost: "SHARE_STOPPED", found: "SHARE_RESUMED" },
  { lost: "CAMERA_LOST", found: "CAMERA_RESTORED" },
  { lost: "MICROPHONE_LOST", found: "MICROPHONE_RESTORED" },
] as const satisfies readonly { readonly lost: ObservationKind; readonly found: ObservationKind }[];

export const gapKinds: readonly ObservationKind[] = [...told, ...pairs.flatMap(({ lost, found }) => [lost, found])];

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

/** The newest gap that is over and lasted longer than allowed. */
export function newestGap(recheckSeconds: number, oldestFirst: readonly GapFact[]): Gap | undefined {
  const since = new Map<string, number>();
  let newest: Gap | undefined;
  for (const { id, kind, atMs, seconds, isFromPage } of oldestFirst) {
    if (isFromPage) continue;
    const pair = pairs.find(({ lost, found }) => kind === lost || kind === found);
    if (pair?.lost === kind) since.set(pair.lost, since.get(pair.lost) ?? atMs);
    const start = pair?.found === kind ? since.get(pair.lost) : undefined;
    if (start !== undefined && pair) since.delete(pair.lost);
    const lasted = start === undefined ? (told.some((one) => one === kind) ? (seconds ?? 0) : 0) : (atMs - start) / 1000;
    if (lasted > recheckSeconds) newest = { id, atMs, seconds: Math.round(lasted) };
  }
  return newest;
}
