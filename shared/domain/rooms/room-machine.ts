import { defineMachine } from "../../kernel/machine.ts";

export const roomStates = ["OPEN", "LIVE", "CLOSED"] as const;
export type RoomState = (typeof roomStates)[number];
export type RoomEvent = "enter" | "close";

/** A room is live once somebody has entered it; it opens once and closes once. */
export const roomMachine = defineMachine<RoomState, RoomEvent>({
  OPEN: { enter: "LIVE", close: "CLOSED" },
  LIVE: { close: "CLOSED" },
  CLOSED: {},
});
