import { examBrowser } from "./exam-browser.ts";
import { exam } from "./exam.ts";
import { identity } from "./identity.ts";
import { record } from "./record.ts";
import { room } from "./room.ts";
import { roomLook } from "./room-look.ts";
import { rooms } from "./rooms.ts";
import { sideCamera } from "./side-camera.ts";
import { techCheck } from "./tech-check.ts";
import { watch } from "./watch.ts";

/** What is seen from the device check to the end of the exam, and the record of it: loaded with those pages. */
export const enForDay = {
  ...exam,
  ...examBrowser,
  ...identity,
  ...record,
  ...room,
  ...roomLook,
  ...rooms,
  ...sideCamera,
  ...techCheck,
  ...watch,
};
