import { isOffline, SignalError } from "./signal.ts";

/** The web tier says that the room is over, or not for this person: trying again would not change it. */
const finalRefusals: readonly string[] = ["ROOM_NOT_OPEN", "NOT_FOUND", "FORBIDDEN", "NOT_SIGNED_IN"];
/** To the media node `NOT_FOUND` is a transport of which it knows nothing any more, not a room. */
const finalForNode = "ROOM_NOT_OPEN";

/**
 * What becomes of an attempt that failed: `again` takes up what the server has kept, `anew` enters without it, the others
 * end it. Whatever is not understood is `anew`: taken up again, it would fail again in the same way, and for ever.
 */
export function afterFailure(error: unknown): "again" | "anew" | "unsupported" | "closed" {
  if (error instanceof Error && error.name === "UnsupportedError") return "unsupported";
  if (isOffline(error)) return "again";
  if (error instanceof SignalError) return error.code === finalForNode ? "closed" : "anew";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string") return "anew";
  return finalRefusals.includes(code) ? "closed" : "again";
}
