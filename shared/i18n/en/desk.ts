import type { desk as french } from "../fr/desk.ts";

export const desk: Readonly<Record<keyof typeof french, string>> = {
  "desk.title": "Session in progress",
  "desk.pause": "Pause",
  "desk.pauseAll": "Pause for all",
  "desk.messageAll": "Message to all",
  "desk.speak": "Speak",
  "desk.credit": "Give time back",
  "desk.observation": "Observation",
  "desk.note": "Note",
  "desk.log": "Log",
  "desk.toLookAt": "look first",
};
