import { defineMachine } from "../../kernel/machine.ts";

export const clipStates = ["ASKED", "KEEPING", "KEPT", "MISSED"] as const;
export type ClipState = (typeof clipStates)[number];
export type ClipEvent = "take" | "keep" | "miss";

/** Asked for by somebody, taken by the node of the room, then on the disk; or there was nothing to keep. */
export const clipMachine = defineMachine<ClipState, ClipEvent>({
  ASKED: { take: "KEEPING", miss: "MISSED" },
  KEEPING: { keep: "KEPT", miss: "MISSED" },
  KEPT: {},
  MISSED: {},
});

/** What an extract may hold at most: two minutes, of which one is from before it was asked for. */
export const clipSeconds = { before: 60, after: 60 } as const;

/** A node that was asked and never answered has nothing to give any more. */
export const clipPatienceMs = 10 * 60_000;
