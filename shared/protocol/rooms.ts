import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { devicePrograms } from "../domain/integrity/device-names.ts";
import { easingRules } from "../domain/rooms/easing.ts";
import { techCheckResults, techFailures, techParts } from "../domain/rooms/tech-check.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { answerOp } from "./answers.ts";
import { defineRoute, file, raw } from "./define.ts";
import { mediaSource, roomPart } from "./media.ts";
import { roomKinds, sideCameraView } from "./sitting.ts";

/** Live rooms: who may enter, with which ticket; the check-in call; the check of one's own device. */

/** `CAPTIONER`: listens to a discussion and writes what is said; no more. */
export const roomRoles = ["CANDIDATE", "ADVISER", "CAPTIONER"] as const;
export type RoomRole = (typeof roomRoles)[number];
const person = z.object({ peer: z.string(), name: z.string(), role: z.enum(roomRoles) });
export type RoomPerson = z.infer<typeof person>;

const sittingParams = z.object({ sittingId: id });
const roomParams = z.object({ roomId: id });
const registrationParams = z.object({ registrationId: id });

export const roomEntry = z.object({
  roomId: id,
  kind: z.enum(roomKinds),
  /** False at a table: then there is no ticket and nothing to connect to. */
  hasMedia: z.boolean(),
  /** Where the media node is signalled to; empty for the web node's own address. */
  mediaUrl: z.string(),
  ticket: z.string().nullable(),
  canPublish: z.array(mediaSource),
  part: roomPart,
  /** What of one's own pictures gives way on a weak line, and in which order; null for whoever sends none. */
  easing: easingRules.nullable(),
  iceServers: z.array(
    z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
  ),
  /** The sound of this room is recorded; who is recorded at this moment is said by the media node. */
  isRecorded: z.boolean(),
  me: person,
  /** Everybody whose room this is, present or not. */
  people: z.array(person),
});
export type RoomEntry = z.infer<typeof roomEntry>;

export const joinRoom = defineRoute({
  name: "joinRoom",
  method: "POST",
  path: "/api/rooms/:roomId/join",
  summary: "A ticket of a few minutes for one's own room. Asked again at each new connection.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT"],
  params: roomParams,
  output: roomEntry,
  errors: [
    "ROOM_NOT_OPEN",
    "IDENTITY_NOT_CONFIRMED",
    "RUN_NOT_OPEN",
    "SEAT_ELSEWHERE",
    "STATION_NEEDED",
    "STATE_CHANGED",
  ],
  // Reconnecting on a bad line asks often.
  perMinute: 120,
});

export const openCheckIn = defineRoute({
  name: "openCheckIn",
  method: "POST",
  path: "/api/sittings/:sittingId/check-in-room",
  summary: "Calls one waiting person into a video call. Calling twice opens one room.",
  allow: ["ADVISER"],
  params: sittingParams,
  output: z.object({ roomId: id }),
  errors: ["NOT_ALLOWED_NOW"],
});

export const checkInView = z.object({
  sittingId: id,
  sessionId: id,
  candidateName: z.string(),
  state: z.enum(sittingStates),
  hasMedia: z.boolean(),
  /** Another machine of the person's asks to go on: recording the identity again readmits it. */
  seatRequestId: id.nullable(),
  /** Their second camera; null where none is offered. */
  sideCamera: sideCameraView.nullable(),
  /** The call that is open now. */
  roomId: id.nullable(),
});

export const checkIn = defineRoute({
  name: "checkIn",
  method: "GET",
  path: "/api/sittings/:sittingId/check-in",
  summary: "The person whom the adviser calls, and the call that is open.",
  allow: ["ADVISER"],
  params: sittingParams,
  output: checkInView,
  errors: [],
});

export const closeCheckIn = defineRoute({
  name: "closeCheckIn",
  method: "POST",
  path: "/api/rooms/:roomId/close-check-in",
  summary: "Ends a check-in call. Ending it twice is a success.",
  allow: ["ADVISER"],
  params: roomParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const sessionSupervision = defineRoute({
  name: "sessionSupervision",
  method: "GET",
  path: "/api/sessions/:sessionId/supervision",
  summary: "The room in which the people of a session are seen while they read and write, for its advisers.",
  allow: ["ADVISER"],
  params: z.object({ sessionId: id }),
  output: z.object({
    /** Null where nobody is: in person, and before the first reading. */
    roomId: id.nullable(),
    people: z.array(z.object({ sittingId: id, peer: z.string(), name: z.string() })),
  }),
  errors: [],
});

const verdict = z.object({
  isPassed: z.boolean(),
  failures: z.array(z.object({ part: z.enum(techParts), failure: z.enum(techFailures) })),
  checkedAt: instant,
});

export const sendTechCheck = defineRoute({
  name: "sendTechCheck",
  method: "POST",
  path: "/api/registrations/:registrationId/tech-checks",
  summary: "Keeps what a candidate's device measured, with the verdict.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  body: techCheckResults,
  output: verdict,
  errors: [],
});

export const lastTechCheck = defineRoute({
  name: "lastTechCheck",
  method: "GET",
  path: "/api/registrations/:registrationId/tech-checks/last",
  summary: "The candidate's latest check, if there is one.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  output: z.object({ check: verdict.nullable() }),
  errors: [],
});

/** What an adviser may know of a check: the verdict, and whether it is as the server signed it. */
export const techCheckSeal = verdict.extend({
  contentHash: z.string(),
  isSignatureValid: z.boolean(),
  /** Devices that bore the name of a program. */
  named: z.array(z.object({ device: z.enum(["camera", "microphone"]), program: z.enum(devicePrograms) })),
});

export const techCheckOf = defineRoute({
  name: "techCheckOf",
  method: "GET",
  path: "/api/sittings/:sittingId/tech-check",
  summary: "The latest check of a candidate's equipment, for the advisers of their session.",
  allow: ["ADVISER"],
  params: sittingParams,
  output: z.object({ check: techCheckSeal.nullable() }),
  errors: [],
});

const trialSeat = z.object({ peer: z.string(), ticket: z.string() });

export const joinTrialRoom = defineRoute({
  name: "joinTrialRoom",
  method: "POST",
  path: "/api/trial-room",
  summary: "Two seats in a room of one's own on the media node: one sends, the other one receives it.",
  allow: ["CANDIDATE"],
  output: z.object({
    roomId: z.string(),
    mediaUrl: z.string(),
    iceServers: roomEntry.shape.iceServers,
    sender: trialSeat,
    receiver: trialSeat,
  }),
  errors: [],
  perMinute: 30,
});

export const saveTrial = defineRoute({
  name: "saveTrial",
  method: "POST",
  path: "/api/registrations/:registrationId/save-trial",
  summary: "One answer, checked and made durable as an answer of the exam is; the next one overwrites it.",
  allow: ["CANDIDATE"],
  params: registrationParams,
  body: answerOp,
  output: z.object({ hash: z.string() }),
  errors: [],
  perMinute: 30,
});

const probeMime = "application/octet-stream";
export const probeBytes = 512 * 1024;

export const probeDown = defineRoute({
  name: "probeDown",
  method: "GET",
  path: "/api/probe",
  summary: "Half a megabyte that cannot be compressed, to measure the way down.",
  allow: ["CANDIDATE"],
  output: file(probeMime),
  errors: [],
  perMinute: 30,
});

export const probeUp = defineRoute({
  name: "probeUp",
  method: "POST",
  path: "/api/probe",
  summary: "Takes bytes and forgets them, to measure the way up; without bytes, the way there and back.",
  allow: ["CANDIDATE"],
  body: raw(probeBytes, probeMime),
  output: z.object({ bytes: z.number().int() }),
  errors: [],
  perMinute: 120,
});
