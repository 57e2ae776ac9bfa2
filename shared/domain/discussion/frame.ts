import { z } from "zod";
import { id, instant } from "../../kernel/wire.ts";

/** The frame of a discussion: who takes part, who evaluates, and which part is on. Kept with the room. */

export const discussionParts = ["PREPARATION", "OPENING", "FREE", "CLOSING"] as const;
export type DiscussionPart = (typeof discussionParts)[number];

export const discussionFrame = z.object({
  /** The two who evaluate and decide on the gate (DISC-1): who opened, and whom they named. */
  evaluators: z.tuple([id, id]),
  /** The sittings of those who take part. */
  participants: z.array(id),
  part: z.enum(discussionParts),
  partSince: instant,
  /** When it began, or began again: what was said before is no part of it any more. */
  startedAt: instant.optional(),
  /** Who asks for the floor, in the order in which they asked. */
  hands: z.array(z.object({ sittingId: id, since: instant })).default([]),
});
export type DiscussionFrame = z.infer<typeof discussionFrame>;

export const handOf = (frame: Pick<DiscussionFrame, "hands">, sittingId: string) =>
  frame.hands.find((hand) => hand.sittingId === sittingId);

/** A hand that is up keeps its place; one that goes down gives it up. */
export function withHand<F extends Pick<DiscussionFrame, "hands">>(
  frame: F,
  sittingId: string,
  since: string | null,
): F {
  if (since !== null && handOf(frame, sittingId)) return frame;
  const others = frame.hands.filter((hand) => hand.sittingId !== sittingId);
  return { ...frame, hands: since === null ? others : [...others, { sittingId, since }] };
}

const fixedSeconds = { PREPARATION: 120, OPENING: 120, CLOSING: 180 } as const;

/** How long a part is meant to last; the free discussion has the rest. Nothing ends by itself: the adviser leads. */
export function partSeconds(part: DiscussionPart, totalSeconds: number): number {
  const { PREPARATION, OPENING, CLOSING } = fixedSeconds;
  const whole = PREPARATION + OPENING + CLOSING;
  // A rehearsal may last two minutes in all: then every part shrinks alike.
  const scale = Math.min(1, totalSeconds / (2 * whole));
  if (part !== "FREE") return Math.round(fixedSeconds[part] * scale);
  return Math.round(totalSeconds - whole * scale);
}

/** A refusal at the gate rests on what was tried: this many neutral prompts, recorded for the person. */
export const leastPromptsForGate = 2;

export type GateOutcome = "PENDING" | "CONTINUES" | "STOPPED";

/** One adviser who saw somebody take part is enough to go on; only two who did not stop a person. */
export function gateOutcome(opinions: readonly { readonly hasParticipated: boolean }[]): GateOutcome {
  if (opinions.length < 2) return "PENDING";
  return opinions.every(({ hasParticipated }) => !hasParticipated) ? "STOPPED" : "CONTINUES";
}
