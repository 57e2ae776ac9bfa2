import { isOffline, SignalError } from "./signal.ts";

/** The first attempt is immediate; nobody who sits an exam should have to press a button, so the last delay repeats. */
const delaysMs = [0, 300, 1_200, 2_700, 4_800, 7_000] as const;

/** How long to wait before the next attempt; not everybody at once. */
export const delayBefore = (attempt: number): number =>
  (delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 0) * (0.8 + Math.random() * 0.4);

/** The web tier says that the room is over, or not for this person: trying again would not change it. */
const finalRefusals: readonly string[] = ["ROOM_NOT_OPEN", "NOT_FOUND", "FORBIDDEN", "NOT_SIGNED_IN"];
/** To the media node `NOT_FOUND` is a transport of which it knows nothing any more, not a room. */
const finalForNode = "ROOM_NOT_OPEN";

/** The code of a refusal by the web tier; undefined for whatever else went wrong. */
export const refusalCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

/**
 * What becomes of an attempt that failed: `again` takes up what the server has kept, `anew` enters without it, the others
 * end it. Whatever is not understood is `anew`: taken up again, it would fail again in the same way, and for ever.
 */
export function afterFailure(error: unknown): "again" | "anew" | "unsupported" | "closed" {
  if (error instanceof Error && error.name === "UnsupportedError") return "unsupported";
  if (isOffline(error)) return "again";
  if (error instanceof SignalError) return error.code === finalForNode ? "closed" : "anew";
  const code = refusalCode(error);
  if (code === undefined) return "anew";
  return finalRefusals.includes(code) ? "closed" : "again";
}
