/**
 * Somebody at home whose page is heard by the server and whose picture, sound and screen come from nowhere: the page did
 * not get as far as the room that shows them, or its line lets nothing live through. All times are the servers' own.
 */
export interface UnseenFacts {
  /** When their page was last heard. */
  readonly heardAtMs: number;
  /** When a media node last had them connected; a ticket alone connects nobody. */
  readonly connectedAtMs: number | null;
  /** When the activity was opened. */
  readonly startedAtMs: number;
  /** When its clock last ran again, whatever had stopped it. */
  readonly restartedAtMs: number | null;
  readonly isRunning: boolean;
  /** As long as a page may be silent before it reads as unstable: a person has to press, and a browser to ask them. */
  readonly patienceMs: number;
  /** What was last written about this, and when. */
  readonly newest: { readonly kind: string; readonly writtenAtMs: number } | null;
}

export type UnseenFact =
  | { readonly kind: "LIVE_MISSING" | "LIVE_LOST"; readonly sinceMs: number }
  | { readonly kind: "LIVE_RESTORED" };

export const unseenKinds = ["LIVE_MISSING", "LIVE_LOST", "LIVE_RESTORED"] as const satisfies readonly UnseenFact["kind"][];

/** What is to be written now: each fact once. A page that is not heard either is silent, which is another rule's. */
export function unseenFact(facts: UnseenFacts): UnseenFact | null {
  const { heardAtMs, connectedAtMs, startedAtMs, restartedAtMs, isRunning, patienceMs, newest } = facts;
  if (newest !== null && newest.kind !== "LIVE_RESTORED")
    return connectedAtMs !== null && connectedAtMs > newest.writtenAtMs ? { kind: "LIVE_RESTORED" } : null;
  if (!isRunning) return null;
  const sinceMs = Math.max(startedAtMs, restartedAtMs ?? 0, connectedAtMs ?? 0);
  if (heardAtMs - sinceMs < patienceMs) return null;
  return { kind: connectedAtMs !== null && connectedAtMs >= startedAtMs ? "LIVE_LOST" : "LIVE_MISSING", sinceMs };
}
