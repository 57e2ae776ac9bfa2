import { interruptionSeconds, unstableSeconds } from "#shared/domain/sitting/time-ledger.ts";

/** How the page hears the server. `lost` after the silence that also stops the clock there. */
export type Contact = "heard" | "unstable" | "lost";

export interface Pulse {
  contact(): Contact;
  /** One more sign of life, as soon as not too many wait for their answer. */
  beat(): Promise<void>;
}

/** With answers after nineteen seconds no gap between beats is an outage yet, and saves keep connections of their own. */
const mostWaiting = 3;

/**
 * Beats do not wait for each other: on a line or a server that is slow the page is heard as often as on a fast one. Any
 * answer is contact, that to a save as much as that to a beat.
 */
export function createPulse({
  now,
  heardAt,
  send,
}: {
  /** The page's own counter, in milliseconds. */
  readonly now: () => number;
  /** What that counter said when the server last answered; null before the first answer. */
  readonly heardAt: () => number | null;
  /** `isUnanswered`: nothing came back for so long that the exam is hidden. Fails when no answer comes. */
  readonly send: (isUnanswered: boolean) => Promise<void>;
}): Pulse {
  const openedAt = now();
  let waiting = 0;
  let isOwed = false;
  const contact = (): Contact => {
    const silence = (now() - Math.max(openedAt, heardAt() ?? openedAt)) / 1000;
    return silence > interruptionSeconds ? "lost" : silence > unstableSeconds ? "unstable" : "heard";
  };
  const beat = async (): Promise<void> => {
    isOwed = waiting === mostWaiting;
    if (isOwed) return;
    waiting += 1;
    const isUnanswered = contact() === "lost";
    try {
      await send(isUnanswered);
    } catch {
      // The next beat asks again; what matters is how long nothing has been heard.
    } finally {
      waiting -= 1;
    }
    // The clock there runs again with a beat of a page that hears: the exam is shown again, so it leaves at once.
    if (isOwed || (isUnanswered && contact() !== "lost")) await beat();
  };
  return { contact, beat };
}
