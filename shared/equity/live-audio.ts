import type { Group } from "./group.ts";

/** How much more the person who was there gives than the one who heard the recording, online beside in person. */
export interface LiveAudioGap {
  /** Points: mean of live less audio online, less the same in person. */
  readonly gap: number;
  /** Of the gap; 0 where nothing varies. */
  readonly se: number;
}

/** Undefined where a mode has no pair. Values: live less audio, in points. */
export function liveAudioGap(online: Group | undefined, inPerson: Group | undefined): LiveAudioGap | undefined {
  if (!online || !inPerson) return undefined;
  const se = Math.sqrt(online.sd ** 2 / online.n + inPerson.sd ** 2 / inPerson.n);
  return { gap: online.mean - inPerson.mean, se };
}
