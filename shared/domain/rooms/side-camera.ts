import type { SittingState } from "../sitting/sitting-machine.ts";

/**
 * A telephone as a second camera: paired by its person, for one sitting. Whether a session has one is chosen with its
 * rules; whoever has no telephone is looked at through the computer or sits in person, and loses nothing.
 */
export const sideCameraRules = ["OFF", "OFFERED", "REQUIRED"] as const;
export type SideCameraRule = (typeof sideCameraRules)[number];

/** Where nobody has chosen. */
export const usualSideCamera: SideCameraRule = "OFFERED";

export const sideCodeMinutes = 10;

/** What the person agrees to on the telephone itself, by the version of its words. */
export const sideCameraWords = 1;

/** Who ended it: a newer telephone, the page of the exam, or the telephone. */
export const sideCameraEnds = ["REPLACED", "PAGE", "TELEPHONE"] as const;
export type SideCameraEnd = (typeof sideCameraEnds)[number];

const whileHere: readonly SittingState[] = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

export interface SideCameraFacts {
  readonly rule: SideCameraRule;
  /** Seen at home, on a day that counts, with the person’s agreement. */
  readonly isSupervised: boolean;
  readonly sittingState: SittingState;
}

/** Somebody has arrived, and their day is not over. */
export const isBeforeTheEnd = (state: SittingState): boolean => whileHere.includes(state);

/** From arrival to the end of the sitting, and never against the rules of its session. */
export const maySend = ({ rule, isSupervised, sittingState }: SideCameraFacts): boolean =>
  rule !== "OFF" && isSupervised && isBeforeTheEnd(sittingState);

/** The name of a paired telephone in live rooms: a device, not its person. */
export const sidePeerOf = (cameraId: string): string => `side:${cameraId}`;

/** How a second camera stands. `READY`: the telephone is there and sends nothing. `STOPPED`: it was ended, or is not heard any more. */
export const sideCameraStates = ["NONE", "READY", "LIVE", "STOPPED"] as const;
export type SideCameraState = (typeof sideCameraStates)[number];

/** A telephone says every few seconds that it is there. */
export const telephonePollSeconds = 5;
const heardWithinMs = 3 * telephonePollSeconds * 1_000;

/** Whether a picture arrives is the media node's word; whether the telephone is there at all, its own. */
export function sideCameraState(
  paired: { readonly isLive: boolean; readonly seenAt: Date | null; readonly endedAt: Date | null } | undefined,
  now: Date,
): SideCameraState {
  if (!paired) return "NONE";
  if (paired.endedAt !== null || paired.seenAt === null || now.getTime() - paired.seenAt.getTime() > heardWithinMs) return "STOPPED";
  return paired.isLive ? "LIVE" : "READY";
}
