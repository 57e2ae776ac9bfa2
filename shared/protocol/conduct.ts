import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { attentionLevels, attentionReasons, connectionClasses } from "../domain/conduct/attention.ts";
import { daySteps } from "../domain/conduct/next-step.ts";
import { groupActivities, notReadyReasons } from "../domain/conduct/readiness.ts";
import { identityDocuments, identityOutcomes } from "../domain/identity/identity-check.ts";
import { measures, readAloudActivities } from "../domain/accommodations/measures.ts";
import { sideCameraStates } from "../domain/rooms/side-camera.ts";
import { deliveryModes, sessionStates, writingTools } from "../domain/scheduling/session-machine.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { defineRoute } from "./define.ts";
import { observationView } from "./integrity.ts";
import { broadcastView } from "./messages.ts";
import { readerView, roomKinds, runView } from "./sitting.ts";

/** What advisers do in a session of theirs. Nothing here reaches marking. */

const allow = ["ADVISER"] as const;
const sessionParams = z.object({ sessionId: id });
const sittingParams = z.object({ sittingId: id });
/** Why somebody acts on a person who reads it. */
export const reason = z.string().trim().min(3).max(200);
/** As many as are needed; the bound is only what a column of whole seconds can hold. */
const minutes = z.number().int().min(1).max(30_000_000);
/** Null: everybody whom it concerns. */
const whom = z.array(id).min(1).max(8).nullable();

const sessionSummary = z.object({
  sessionId: id,
  state: z.enum(sessionStates),
  deliveryMode: z.enum(deliveryModes),
  startsAt: instant,
  timeZone: z.string(),
  place: z.string(),
  bodyName: z.string(),
  advisers: z.array(z.object({ accountId: id, name: z.string() })),
});

export const deskSessions = defineRoute({
  name: "deskSessions",
  method: "GET",
  path: "/api/desk/sessions",
  summary: "The sessions that one conducts: those that are not over first, by date.",
  allow,
  output: z.object({
    sessions: z.array(sessionSummary.extend({ people: z.number().int(), capacity: z.number().int() })),
    /** Sessions of others under way whose people one was asked to watch over. */
    watching: z.number().int(),
    serverNow: instant,
  }),
  errors: [],
});

export const boardSitting = z.object({
  sittingId: id,
  name: z.string(),
  state: z.enum(sittingStates),
  writingTool: z.enum(writingTools),
  /** A, B, C…: which partial document this person holds. */
  documentLetter: z.string(),
  arrivedAt: instant.nullable(),
  identity: z
    .object({
      documentType: z.enum(identityDocuments),
      outcome: z.enum(identityOutcomes),
      at: instant,
      byName: z.string(),
    })
    .nullable(),
  /** Another machine asks to go on: an adviser looks at the person again. */
  seatRequestedAt: instant.nullable(),
  /** Readmitted: the clock waits for the person's «Continuer». */
  isFrozen: z.boolean(),
  runs: z.array(runView),
  lastSeenAt: instant.nullable(),
  page: z.string().nullable(),
  battery: z.number().int().nullable(),
  unsent: z.number().int(),
  lastSavedAt: instant.nullable(),
  connection: z.enum(connectionClasses),
  level: z.enum(attentionLevels),
  reasons: z.array(z.enum(attentionReasons)),
  readiness: z.object({
    READING: z.enum(["READY", ...notReadyReasons]),
    WRITING: z.enum(["READY", ...notReadyReasons]),
  }),
  /** What was granted to this person beforehand, so that it is given; the extra time is in the ledgers. */
  granted: measures.pick({ readAloud: true, hasCaptions: true }).extend({
    breaks: z.object({ count: z.number().int(), minutes: z.number().int(), taken: z.number().int() }).nullable(),
  }),
  reader: readerView.nullable(),
  /** The telephone that the person paired, as they read it themselves. */
  sideCamera: z.enum(sideCameraStates),
  helpCalls: z.array(z.object({ helpCallId: id, text: z.string(), createdAt: instant })),
  /** Came to nothing by no fault of theirs: another date can be chosen with them. */
  isReleased: z.boolean(),
  /** Supervised now, and the rules of recordings let the minute before an observation be kept. */
  canKeepExtract: z.boolean(),
  /** Somebody asked that an activity that has begun end; it waits for another adviser. */
  endAsked: z
    .object({ requestId: id, activity: z.enum(activities), reason: z.string(), at: instant, byId: id, byName: z.string() })
    .nullable(),
  /** Back after a gap in the supervision, and not yet looked at again. */
  recheck: z.object({ gapId: id, seconds: z.number().int(), at: instant }).nullable(),
  /** The newest first, five at most; all of them are in the record. */
  observations: z.array(observationView),
});
export type BoardSitting = z.infer<typeof boardSitting>;

export const sessionBoard = defineRoute({
  name: "sessionBoard",
  method: "GET",
  path: "/api/sessions/:sessionId/board",
  summary: "The adviser's board: everybody of the session, worst first, and the next step of the day.",
  allow,
  params: sessionParams,
  output: z.object({
    session: sessionSummary,
    sittings: z.array(boardSitting),
    openRooms: z.array(
      z.object({
        roomId: id,
        kind: z.enum(roomKinds),
        sittingId: id.nullable(),
        openedByName: z.string(),
        openedAt: instant,
      }),
    ),
    /** Set while everybody stands still. */
    hold: z.object({ reason: z.string(), since: instant, byName: z.string() }).nullable(),
    /** The newest first. */
    broadcasts: z.array(broadcastView),
    next: z.object({ step: z.enum(daySteps), sittingId: id.nullable() }),
    serverNow: instant,
  }),
  errors: [],
});

export const recordReader = defineRoute({
  name: "recordReader",
  method: "POST",
  path: "/api/sittings/:sittingId/reader",
  summary: "Records who reads aloud for somebody to whom that was granted, or that they have left.",
  allow,
  params: z.object({ sittingId: id }),
  body: z.strictObject({
    activity: z.enum(readAloudActivities),
    /** Null: whoever read has left. */
    readerName: z.string().trim().min(1).max(80).nullable(),
  }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
});

export const startSession = defineRoute({
  name: "startSession",
  method: "POST",
  path: "/api/sessions/:sessionId/start",
  summary: "The session begins: people may be called and activities opened.",
  allow,
  params: sessionParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

const notOpened = z.array(z.object({ sittingId: id, reason: z.enum(notReadyReasons) }));

export const openActivity = defineRoute({
  name: "openActivity",
  method: "POST",
  path: "/api/sessions/:sessionId/activities/:activity/open",
  summary:
    "Opens reading or writing for everybody who is ready, and says who is not and why. Opening twice opens once.",
  allow,
  params: sessionParams.extend({ activity: z.enum(groupActivities) }),
  body: z.strictObject({ sittingIds: whom }),
  output: z.object({ opened: z.array(id), notOpened }),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED", "IDENTITY_NOT_CONFIRMED"],
});

const touched = z.object({ sittingIds: z.array(id) });

export const creditTime = defineRoute({
  name: "creditTime",
  method: "POST",
  path: "/api/sessions/:sessionId/credit",
  summary: "Gives minutes back to one person or to all whose activity is open; the ledger keeps the reason.",
  allow,
  params: sessionParams,
  body: z.strictObject({ sittingIds: whom, minutes, reason }),
  output: touched,
  errors: ["RUN_NOT_OPEN"],
});

export const pauseSittings = defineRoute({
  name: "pauseSittings",
  method: "POST",
  path: "/api/sessions/:sessionId/pause",
  summary: "Stops the clock of one person or of all. The time that passes is given back when it goes on.",
  allow,
  params: sessionParams,
  body: z.strictObject({ sittingIds: whom, reason }),
  output: touched,
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const callAgain = defineRoute({
  name: "callAgain",
  method: "POST",
  path: "/api/sittings/:sittingId/call-again",
  summary:
    "Calls somebody whose identity was confirmed before, to compare face and document again: their clock stops, and nothing of the exam is in view while the call goes on. Calling twice opens one room.",
  allow,
  params: sittingParams,
  body: z.strictObject({ reason }),
  output: z.object({ roomId: id }),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const resumeSittings = defineRoute({
  name: "resumeSittings",
  method: "POST",
  path: "/api/sessions/:sessionId/resume",
  summary: "Starts the clock again, with every second of the pause given back.",
  allow,
  params: sessionParams,
  body: z.strictObject({ sittingIds: whom }),
  output: touched,
  errors: ["SESSION_HELD", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const holdSession = defineRoute({
  name: "holdSession",
  method: "POST",
  path: "/api/sessions/:sessionId/hold",
  summary: "Everything stops for everybody at once, as for a fire alarm; nothing opens until one act lets all go on.",
  allow,
  params: sessionParams,
  body: z.strictObject({ reason }),
  output: touched,
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const releaseSession = defineRoute({
  name: "releaseSession",
  method: "POST",
  path: "/api/sessions/:sessionId/release",
  summary: "Everybody goes on whom the general stop had stopped, with every second given back.",
  allow,
  params: sessionParams,
  output: touched,
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const markAbsent = defineRoute({
  name: "markAbsent",
  method: "POST",
  path: "/api/sittings/:sittingId/absent",
  summary: "The person did not come.",
  allow,
  params: sittingParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const postponeSitting = defineRoute({
  name: "postponeSitting",
  method: "POST",
  path: "/api/sittings/:sittingId/postpone",
  summary: "The person came but cannot sit today, before any content was shown: a new date, without loss. In person by the support staff too.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: z.strictObject({ reason }),
  output: z.object({}),
  errors: ["NEEDS_TWO_ADVISERS", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const closeSession = defineRoute({
  name: "closeSession",
  method: "POST",
  path: "/api/sessions/:sessionId/close",
  summary: "The session is over; refused while somebody is not done. The board says who.",
  allow,
  params: sessionParams,
  output: z.object({}),
  errors: ["SITTINGS_NOT_ENDED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});
