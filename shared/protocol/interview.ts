import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { formContent } from "../domain/forms/form-content.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { highlight } from "../domain/reading/highlights.ts";
import { deliveryModes } from "../domain/scheduling/session-machine.ts";
import { runStates } from "../domain/sitting/run-machine.ts";
import { defineRoute } from "./define.ts";

/** The interview: one candidate, one or two advisers. */

const sittingParams = z.object({ sittingId: id });
const roomParams = z.object({ roomId: id });
const interview = formContent.shape.interview.shape;
const newElement = interview.newElements.element;

export const adviserInterviewView = z.object({
  sittingId: id,
  sessionId: id,
  /** Where the session is held: its hours are said in this zone. */
  timeZone: z.string(),
  peer: id,
  candidateName: z.string(),
  deliveryMode: z.enum(deliveryModes),
  hasMedia: z.boolean(),
  state: z.enum(["NOT_OPENED", "OPEN", "CLOSED"]),
  roomId: id.nullable(),
  mayOpen: z.boolean(),
  runState: z.enum(runStates),
  /** Who opened it and marks it; null before they are there. */
  heldByName: z.string().nullable(),
  /** The adviser was there and has not locked what they give. */
  isMarkDue: z.boolean(),
  /** Null before the opening and while the clock stands still. */
  endsAt: instant.nullable(),
  sectionId: z.string().nullable(),
  sectionSince: instant.nullable(),
  /** Of the case, and of what the person wrote. */
  language: z.enum(formLanguages),
  opening: interview.opening,
  sections: interview.sections,
  closing: interview.closing,
  elements: z.array(newElement.extend({ revealedAt: instant.nullable() })),
  /** What the person wrote, for the section about it; null when it was written by hand. */
  writtenText: z.string().nullable(),
  serverNow: instant,
});
export type AdviserInterviewView = z.infer<typeof adviserInterviewView>;

export const interviewDesk = defineRoute({
  name: "interviewDesk",
  method: "GET",
  path: "/api/sittings/:sittingId/interview-desk",
  summary: "The adviser's view of an interview, before, while and after it takes place.",
  allow: ["ADVISER"],
  params: sittingParams,
  output: adviserInterviewView,
  errors: [],
});

export const openInterview = defineRoute({
  name: "openInterview",
  method: "POST",
  path: "/api/sittings/:sittingId/interview",
  summary: "Opens the room and the activity for one person who has written. Opening twice opens one room.",
  allow: ["ADVISER"],
  params: sittingParams,
  output: z.object({ roomId: id }),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const setInterviewSection = defineRoute({
  name: "setInterviewSection",
  method: "PUT",
  path: "/api/rooms/:roomId/section",
  summary: "Moves to a section of the frame: `OPENING`, one of the form's, or `CLOSING`.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ sectionId: z.string().min(1).max(60) }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN"],
});

export const revealElement = defineRoute({
  name: "revealElement",
  method: "POST",
  path: "/api/rooms/:roomId/reveal",
  summary: "Shows the candidate the next new element of the case, one by one. Showing one again changes nothing.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ elementId: z.string().min(1).max(60) }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN", "NOT_ALLOWED_NOW"],
});

export const closeInterview = defineRoute({
  name: "closeInterview",
  method: "POST",
  path: "/api/rooms/:roomId/close-interview",
  summary: "Ends the interview; the sitting is completed if nothing is left. Ending it twice is a success.",
  allow: ["ADVISER"],
  params: roomParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const candidateInterviewView = z.object({
  sittingId: id,
  roomId: id,
  hasMedia: z.boolean(),
  endsAt: instant.nullable(),
  /** Null at the opening and at the closing. */
  sectionTitle: z.string().nullable(),
  /** Of the case. */
  language: z.enum(formLanguages),
  situation: formContent.shape.situation,
  /** Only what was revealed. */
  elements: z.array(newElement.extend({ revealedAt: instant })),
  /** Captions were granted to the person. */
  hasCaptions: z.boolean(),
  notes: z.string(),
  highlights: z.array(highlight),
  me: id,
  advisers: z.array(z.object({ peer: id, name: z.string() })),
  serverNow: instant,
});
export type CandidateInterviewView = z.infer<typeof candidateInterviewView>;

export const myInterview = defineRoute({
  name: "myInterview",
  method: "GET",
  path: "/api/sittings/:sittingId/interview",
  summary: "The candidate's view of the interview that is open.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: candidateInterviewView,
  errors: ["ROOM_NOT_OPEN", "IDENTITY_NOT_CONFIRMED", "RUN_NOT_OPEN", "SEAT_ELSEWHERE", "STATION_NEEDED"],
});
