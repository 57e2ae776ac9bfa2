import type { scheduling as french } from "../fr/scheduling.ts";

export const scheduling: Readonly<Record<keyof typeof french, string>> = {
  "scheduling.chooseSession": "Choose a session",
  "scheduling.seatsLeft": "{count, plural, =0 {session full} one {# seat} other {# seats}}",
  "scheduling.sessionAt": "Session on {date}",
  "scheduling.localTime": "{place} time: {time}",
  "scheduling.waitingList": "Join the waiting list",
};
