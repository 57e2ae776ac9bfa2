import type { rooms as french } from "../fr/rooms.ts";

export const rooms: Readonly<Record<keyof typeof french, string>> = {
  "rooms.waitingRoom": "Waiting room",
  "rooms.discussion": "Group discussion",
  "rooms.interview": "Interview",
  "rooms.adviser": "Adviser",
  "rooms.raiseHand": "Raise hand",
  "rooms.lowerHand": "Lower hand",
  "rooms.handRaised": "Hand raised",
  "rooms.speaking": "Speaking",
  "rooms.microphoneOff": "Microphone off",
  "rooms.noVideo": "No picture",
  "rooms.heardWell": "We can hear you well",
};
