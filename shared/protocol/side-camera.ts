import { z } from "zod";
import { roomSteps } from "../domain/identity/room-look.ts";
import { sideCameraWords } from "../domain/rooms/side-camera.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";
import { roomEntry } from "./rooms.ts";

/** A person's own telephone as a second camera of their sitting: one picture without sound, and no other right. */

const sittingParams = z.object({ sittingId: id });
const holder = z.strictObject({ token: z.string().min(1).max(100) });

export const pairSideCamera = defineRoute({
  name: "pairSideCamera",
  method: "POST",
  path: "/api/sittings/:sittingId/side-camera",
  summary: "A code that lets one telephone in, once, as the second camera of one's own sitting; shown once, it voids the one before.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({ code: z.string(), expiresAt: instant }),
  errors: ["NOT_ALLOWED_NOW", "SEAT_ELSEWHERE", "STATION_NEEDED"],
  perMinute: 20,
});

export const stopSideCamera = defineRoute({
  name: "stopSideCamera",
  method: "POST",
  path: "/api/sittings/:sittingId/side-camera/stop",
  summary: "Ends one's own second camera and every code given for it. Ending it twice is a success.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({}),
  errors: [],
});

export const enterSideCamera = defineRoute({
  name: "enterSideCamera",
  method: "POST",
  path: "/api/side-cameras/enter",
  summary: "Uses a code, once, by whoever has read on the telephone what it sends and agreed; the telephone before it is replaced.",
  allow: "PUBLIC",
  body: z.strictObject({ code: z.string().min(1).max(20), agreedTo: z.literal(sideCameraWords) }),
  output: z.object({ token: z.string() }),
  errors: ["STATION_CODE_UNKNOWN", "STATION_CODE_EXPIRED", "STATION_CODE_USED", "SIDE_CAMERA_OVER"],
  perMinute: 30,
});

export const sideCameraNow = defineRoute({
  name: "sideCameraNow",
  method: "POST",
  path: "/api/side-cameras/now",
  summary: "The telephone is there, and asks where its picture is wanted now: nowhere, in the check-in call or in supervision.",
  allow: "PUBLIC",
  body: holder,
  /** The same word as its person and their advisers read: somebody can see its picture. */
  output: z.object({
    name: z.string(),
    roomId: id.nullable(),
    isSeen: z.boolean(),
    /** What the look at the room asks at this moment: the telephone may be what is carried around. */
    asked: z.object({ step: z.enum(roomSteps), place: z.number().int(), count: z.number().int() }).nullable(),
  }),
  errors: ["SIDE_CAMERA_OVER"],
  // Many telephones behind one address, as a carrier gives them; one that is asked for something asks every two seconds.
  perMinute: 1_200,
});

export const joinSideCamera = defineRoute({
  name: "joinSideCamera",
  method: "POST",
  path: "/api/side-cameras/join",
  summary: "A ticket of a minute that opens sending one picture into the room where it is wanted. Asked again at each new connection.",
  allow: "PUBLIC",
  body: holder,
  output: roomEntry.pick({ roomId: true, mediaUrl: true, iceServers: true }).extend({ ticket: z.string(), peer: z.string() }),
  errors: ["ROOM_NOT_OPEN", "SIDE_CAMERA_OVER"],
  perMinute: 1_200,
});

export const endSideCamera = defineRoute({
  name: "endSideCamera",
  method: "POST",
  path: "/api/side-cameras/end",
  summary: "The telephone stops for good. Ending it twice is a success.",
  allow: "PUBLIC",
  body: holder,
  output: z.object({}),
  errors: [],
  perMinute: 60,
});
