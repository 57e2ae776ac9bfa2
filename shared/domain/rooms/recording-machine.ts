import { defineMachine } from "../../kernel/machine.ts";

export const recordingStates = ["LIVE", "SEALED", "DESTROYED"] as const;
export type RecordingState = (typeof recordingStates)[number];
export type RecordingEvent = "seal" | "destroy";

/** Written while its room lives, then signed as it is; destroyed with its keys. */
export const recordingMachine = defineMachine<RecordingState, RecordingEvent>({
  LIVE: { seal: "SEALED" },
  SEALED: { destroy: "DESTROYED" },
  DESTROYED: {},
});
