import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { discussionParts } from "../domain/discussion/frame.ts";
import { absenceOutcomes } from "../domain/discussion/absence.ts";
import { formContent, partialDocument } from "../domain/forms/form-content.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { highlight } from "../domain/reading/highlights.ts";
import { deliveryModes } from "../domain/scheduling/session-machine.ts";
import { runStates } from "../domain/sitting/run-machine.ts";
import { defineRoute } from "./define.ts";

/** The group discussion. Each candidate holds a document that the others have not read: no view carries another's. */

const sessionParams = z.object({ sessionId: id });
const sittingParams = z.object({ sittingId: id });
const roomParams = z.object({ roomId: id });
const discussion = formContent.shape.discussion.shape;

/** Which part is on, since when, how long it is meant to last, and when the whole ends. */
const clock = z.object({
  part: z.enum(discussionParts),
  partSince: instant,
  partSeconds: z.number().int(),
  /** Null while the clock stands still. */
  endsAt: instant.nullable(),
});

/** Somebody is missing: since when, what is to be done now, and what the written rule says. */
const absence = z.object({
  since: instant,
  stage: z.enum(["HELD", "RELAY", "TO_DECIDE"]),
  rule: z.enum(absenceOutcomes),
});

/** What an adviser may know of the gate: never the other's opinion before their own is given. */
const gate = z.object({
  outcome: z.enum(["PENDING", "CONTINUES", "STOPPED"]),
  mine: z.object({ hasParticipated: z.boolean(), reasons: z.string() }).nullable(),
  isOtherGiven: z.boolean(),
  mayGive: z.boolean(),
});

export const adviserDiscussionView = z.object({
  sessionId: id,
  /** Where the session is held: its hours are said in this zone. */
  timeZone: z.string(),
  deliveryMode: z.enum(deliveryModes),
  hasMedia: z.boolean(),
  state: z.enum(["NOT_OPENED", "OPEN", "CLOSED"]),
  roomId: id.nullable(),
  mayOpen: z.boolean(),
  clock: clock.nullable(),
  /** Who has the floor; null while it is everybody's. */
  floor: z.object({ sittingId: id, since: instant }).nullable(),
  /** Of the case. */
  language: z.enum(formLanguages),
  task: discussion.task,
  instructions: discussion.instructions,
  opening: discussion.opening,
  closing: discussion.closing,
  prompts: discussion.prompts,
  /** Who listens and writes down what is said, beside the advisers. */
  captioners: z.array(z.string()),
  advisers: z.array(z.object({ accountId: id, name: z.string(), isMe: z.boolean(), isEvaluator: z.boolean() })),
  people: z.array(
    z.object({
      sittingId: id,
      /** The person's name in the live room. */
      peer: id,
      name: z.string(),
      isParticipant: z.boolean(),
      /** Reading is over, so that the discussion may begin with this person. */
      isReady: z.boolean(),
      runState: z.enum(runStates),
      documentTitle: z.string(),
      /** The relay sheet: read aloud by an adviser when the person is missing. */
      facts: z.array(z.string()),
      given: z.array(z.object({ text: z.string(), byName: z.string(), at: instant })),
      /** Since when the hand is up; the earliest is first in the queue. */
      handAt: instant.nullable(),
      /** Null for somebody who is there, and wherever the server cannot know. */
      absence: absence.nullable(),
      /** How the discussion went on without the person, and why. */
      absences: z.array(
        z.object({ outcome: z.enum(absenceOutcomes), reason: z.string(), byName: z.string(), at: instant }),
      ),
      gate,
    }),
  ),
  serverNow: instant,
});
export type AdviserDiscussionView = z.infer<typeof adviserDiscussionView>;

export const discussionDesk = defineRoute({
  name: "discussionDesk",
  method: "GET",
  path: "/api/sessions/:sessionId/discussion",
  summary: "The advisers' view of the discussion, before, while and after it takes place.",
  allow: ["ADVISER"],
  params: sessionParams,
  output: adviserDiscussionView,
  errors: [],
});

export const openDiscussion = defineRoute({
  name: "openDiscussion",
  method: "POST",
  path: "/api/sessions/:sessionId/discussion",
  summary: "Opens the room and the activity for everybody who has finished reading, with two distinct advisers (DISC-1).",
  allow: ["ADVISER"],
  params: sessionParams,
  body: z.strictObject({ secondAdviserId: id }),
  output: z.object({ roomId: id }),
  errors: ["NEEDS_TWO_ADVISERS", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const setDiscussionPart = defineRoute({
  name: "setDiscussionPart",
  method: "PUT",
  path: "/api/rooms/:roomId/part",
  summary: "Says to everybody which part of the discussion is on.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ part: z.enum(discussionParts) }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN"],
});

export const recordPrompt = defineRoute({
  name: "recordPrompt",
  method: "POST",
  path: "/api/rooms/:roomId/prompts",
  summary: "Writes down that a neutral prompt was offered to a person.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ sittingId: id, promptId: z.string().min(1).max(60) }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN"],
});

export const closeDiscussion = defineRoute({
  name: "closeDiscussion",
  method: "POST",
  path: "/api/rooms/:roomId/close-discussion",
  summary: "Ends the discussion for everybody. Ending it twice is a success.",
  allow: ["ADVISER"],
  params: roomParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const giveGateOpinion = defineRoute({
  name: "giveGateOpinion",
  method: "POST",
  path: "/api/sittings/:sittingId/gate-opinion",
  summary:
    "One evaluator's opinion on the participation gate. Two who say no, with reasons and two prompts, stop a person.",
  allow: ["ADVISER"],
  params: sittingParams,
  body: z.strictObject({ hasParticipated: z.boolean(), reasons: z.string().trim().max(2_000) }),
  output: z.object({ outcome: z.enum(["PENDING", "CONTINUES", "STOPPED"]) }),
  errors: [
    "NEEDS_TWO_ADVISERS",
    "NEEDS_TWO_PROMPTS",
    "REASON_REQUIRED",
    "ALREADY_LOCKED",
    "NOT_ALLOWED_NOW",
    "STATE_CHANGED",
  ],
});

export const candidateDiscussionView = z.object({
  sittingId: id,
  roomId: id,
  runId: id,
  hasMedia: z.boolean(),
  clock,
  task: discussion.task,
  instructions: discussion.instructions,
  /** Of the case. */
  language: z.enum(formLanguages),
  situation: formContent.shape.situation,
  /** One's own, never another's. */
  document: partialDocument.pick({ id: true, kind: true, title: true, paragraphs: true }),
  notes: z.string(),
  highlights: z.array(highlight),
  /** Captions were granted to the person. */
  hasCaptions: z.boolean(),
  participants: z.array(
    z.object({ peer: id, name: z.string(), isMe: z.boolean(), isHandRaised: z.boolean(), hasFloor: z.boolean() }),
  ),
  advisers: z.array(z.object({ peer: id, name: z.string() })),
  /** Who listens and writes down what is said. */
  captioners: z.array(z.string()),
  serverNow: instant,
});
export type CandidateDiscussionView = z.infer<typeof candidateDiscussionView>;

export const myDiscussion = defineRoute({
  name: "myDiscussion",
  method: "GET",
  path: "/api/sittings/:sittingId/discussion",
  summary:
    "The candidate's view of the discussion that is open: the task, one's own document and notes, who takes part.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: candidateDiscussionView,
  errors: ["ROOM_NOT_OPEN", "IDENTITY_NOT_CONFIRMED", "RUN_NOT_OPEN", "SEAT_ELSEWHERE", "STATION_NEEDED"],
});
