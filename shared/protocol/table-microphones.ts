import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";
import { roomEntry, roomRoles } from "./rooms.ts";

/** A table is a room too: microphones of the centre join as devices, each for the voice of one person. */

const roomParams = z.object({ roomId: id });

export const tableMicrophones = defineRoute({
  name: "tableMicrophones",
  method: "GET",
  path: "/api/rooms/:roomId/microphones",
  summary: "The people at a table, and whether a microphone of theirs is connected.",
  allow: ["ADVISER"],
  params: roomParams,
  output: z.object({
    people: z.array(
      z.object({ peer: id, name: z.string(), role: z.enum(roomRoles), isGiven: z.boolean(), isConnected: z.boolean() }),
    ),
  }),
  errors: [],
});

export const giveMicrophone = defineRoute({
  name: "giveMicrophone",
  method: "POST",
  path: "/api/rooms/:roomId/microphones",
  summary: "A one-time code that lets one device in as the microphone of one person at the table; shown once.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ peer: id }),
  output: z.object({ code: z.string(), expiresAt: instant }),
  errors: ["ROOM_NOT_OPEN", "NOT_ALLOWED_NOW"],
});

export const enterMicrophone = defineRoute({
  name: "enterMicrophone",
  method: "POST",
  path: "/api/microphones/enter",
  summary: "Uses a microphone's code, once: the device may join that room, as that microphone, until the room closes.",
  allow: "PUBLIC",
  body: z.strictObject({ code: z.string().min(1).max(20) }),
  output: z.object({ token: z.string() }),
  errors: ["STATION_CODE_UNKNOWN", "STATION_CODE_EXPIRED", "STATION_CODE_USED", "ROOM_NOT_OPEN"],
  perMinute: 30,
});

export const joinTable = defineRoute({
  name: "joinTable",
  method: "POST",
  path: "/api/microphones/join",
  summary: "A ticket of a few minutes for a device that used its code. Asked again at each new connection.",
  allow: "PUBLIC",
  body: z.strictObject({ token: z.string().min(1).max(100) }),
  output: roomEntry
    .pick({ roomId: true, mediaUrl: true, iceServers: true, isRecorded: true })
    .extend({ ticket: z.string(), peer: id, name: z.string() }),
  errors: ["ROOM_NOT_OPEN"],
  // Several devices behind one address, on a bad line.
  perMinute: 240,
});
