import { defineMachine } from "../../kernel/machine.ts";

export const sessionStates = ["OPEN", "IN_PROGRESS", "HELD", "CANCELLED"] as const;
export type SessionState = (typeof sessionStates)[number];
export type SessionEvent = "start" | "close" | "cancel";

export const sessionMachine = defineMachine<SessionState, SessionEvent>({
  OPEN: { start: "IN_PROGRESS", cancel: "CANCELLED" },
  IN_PROGRESS: { close: "HELD" },
  HELD: {},
  CANCELLED: {},
});

export const deliveryModes = ["ONLINE", "IN_PERSON"] as const;
export type DeliveryMode = (typeof deliveryModes)[number];
export const writingTools = ["KEYBOARD", "HANDWRITTEN"] as const;
export type WritingTool = (typeof writingTools)[number];
