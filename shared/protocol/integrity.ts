import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { identityDocuments, identityOutcomes } from "../domain/identity/identity-check.ts";
import { observationContexts, pageContexts } from "../domain/integrity/away.ts";
import { devicePrograms } from "../domain/integrity/device-names.ts";
import { observationCategories, observationKinds, pageKinds } from "../domain/integrity/observation-kinds.ts";
import { clipStates } from "../domain/rooms/clip-machine.ts";
import { activities } from "../domain/sitting/run-machine.ts";
import { timeCauses } from "../domain/sitting/time-ledger.ts";
import { defineRoute } from "./define.ts";

const sittingParams = z.object({ sittingId: id });

/** What a sentence of the record may need; nothing else is ever stored with an observation of the page. */
const pageDetails = z.strictObject({
  activity: z.enum(activities).optional(),
  seconds: z.number().int().min(0).max(86_400).optional(),
  characters: z.number().int().min(0).max(1_000_000).optional(),
  context: z.enum(pageContexts).optional(),
  program: z.enum(devicePrograms).optional(),
});

export const reportObservation = defineRoute({
  name: "reportObservation",
  method: "POST",
  path: "/api/sittings/:sittingId/observations",
  summary: "The candidate's own page reports a fact from a closed list.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.strictObject({
    /** The page's own name for this fact: sent again after a lost answer, it is still one fact. */
    reportId: id.optional(),
    kind: z.enum(pageKinds),
    details: pageDetails.default({}),
    /** By the server's clock as the page knew it. It is only read of what is told after the end. */
    noticedAt: instant.optional(),
  }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
  perMinute: 60,
});

export const addStaffNote = defineRoute({
  name: "addStaffNote",
  method: "POST",
  path: "/api/sittings/:sittingId/notes",
  summary: "A member of staff writes a note into the record, which the candidate reads too.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: z.strictObject({ text: z.string().trim().min(1).max(500) }),
  output: z.object({}),
  errors: [],
});

/** Whether an extract was asked for with an observation; the observation stands either way. */
const extractAnswers = ["NOT_WANTED", "ASKED", "NOT_POSSIBLE"] as const;

export const addStaffObservation = defineRoute({
  name: "addStaffObservation",
  method: "POST",
  path: "/api/sittings/:sittingId/staff-observations",
  summary: "A member of staff notes what they see or hear, at this moment, under a category; the candidate reads it too.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  body: z.strictObject({
    category: z.enum(observationCategories),
    text: z.string().trim().max(500).default(""),
    /** With the minute before it, where the rules of recordings allow it and the person is supervised. */
    keepsExtract: z.boolean().default(false),
  }),
  output: z.object({ observationId: id, extract: z.enum(extractAnswers) }),
  errors: ["REASON_REQUIRED"],
});

/** What a line of the record tells: a fact, time that was given back, or a check of identity. */
export const recordLineKinds = ["FACT", "TIME", "IDENTITY"] as const;

const recordLine = z.strictObject({ kind: z.enum(recordLineKinds), id });
export type RecordLine = z.infer<typeof recordLine>;

export const addOwnNote = defineRoute({
  name: "addOwnNote",
  method: "POST",
  path: "/api/sittings/:sittingId/own-notes",
  summary: "The person writes their own words beside a line of their record; everybody who reads the record reads them.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.strictObject({ line: recordLine, text: z.string().trim().min(1).max(1_000) }),
  output: z.object({}),
  errors: [],
  perMinute: 20,
});

/** What the person concerned says of a line, in the order in which they said it. */
const ownNotes = z.array(z.object({ text: z.string(), at: instant }));
export type OwnNotes = z.infer<typeof ownNotes>;

/** Who noticed a fact. */
export const observers = ["SERVER", "PAGE", "STAFF"] as const;

export const observationView = z.object({
  observationId: id,
  kind: z.enum(observationKinds),
  observer: z.enum(observers),
  authorName: z.string().nullable(),
  /** Of an observation of the staff. */
  category: z.enum(observationCategories).nullable(),
  activity: z.enum(activities).nullable(),
  seconds: z.number().int().nullable(),
  characters: z.number().int().nullable(),
  /** What was going on around it, where the page can tell. */
  context: z.enum(observationContexts).nullable(),
  /** Whose name the device bears. */
  program: z.enum(devicePrograms).nullable(),
  /** A person's own words: the reason of an act, or a note. */
  text: z.string().nullable(),
  /** Of what a page told after the end of the sitting: when it noticed it, by its own word. Null of all that was told in time. */
  noticedAt: instant.nullable(),
  /** The minute before it, of what the person sent: asked for, kept, or not to be had. Null where nobody asked. */
  extract: z.enum(clipStates).nullable(),
  at: instant,
  notes: ownNotes,
});
export type ObservationView = z.infer<typeof observationView>;

/** Until when the extracts of a sitting are kept. */
export const extractsFate = z.object({
  /** Days after the result, as the rules are now. */
  days: z.number().int(),
  /** Null while it is not known yet, and while something keeps them. */
  dueAt: instant.nullable(),
  isHeld: z.boolean(),
  destroyedAt: instant.nullable(),
});

export const sittingRecord = defineRoute({
  name: "sittingRecord",
  method: "GET",
  path: "/api/sittings/:sittingId/record",
  summary: "The record of a sitting: the very same for the candidate and for the staff.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT"],
  params: sittingParams,
  output: z.object({
    sittingId: id,
    candidateName: z.string(),
    timeZone: z.string(),
    observations: z.array(observationView),
    extracts: extractsFate.nullable(),
    timeEntries: z.array(
      z.object({
        timeEntryId: id,
        activity: z.enum(activities),
        cause: z.enum(timeCauses),
        seconds: z.number().int(),
        reason: z.string(),
        authorName: z.string().nullable(),
        at: instant,
        notes: ownNotes,
      }),
    ),
    identityChecks: z.array(
      z.object({
        identityCheckId: id,
        documentType: z.enum(identityDocuments),
        outcome: z.enum(identityOutcomes),
        note: z.string().nullable(),
        checkedByName: z.string(),
        at: instant,
        notes: ownNotes,
      }),
    ),
  }),
  errors: [],
  outsideExamBrowser: true,
});

/** Who looks after a sitting at this moment, and what is recorded of the person. */
export const sittingWatch = defineRoute({
  name: "sittingWatch",
  method: "GET",
  path: "/api/sittings/:sittingId/watch",
  summary: "Who leads the session and is in a live room with the person now, what of them is shown to the team, and what is recorded.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({
    isOver: z.boolean(),
    people: z.array(z.object({ name: z.string(), isInRoom: z.boolean() })),
    /** The live room that the person is in, as far as anybody opened one. */
    room: z.enum(["CHECK_IN", "SUPERVISION", "DISCUSSION", "INTERVIEW"]).nullable(),
    /** Whoever was asked to watch with those who lead. */
    watchers: z.array(z.string()),
    /** What the team can see and hear of the person now. */
    shown: z.array(z.enum(["camera", "microphone", "screen", "side"])),
    recorded: z.array(z.object({ source: z.string(), since: instant })),
    /** Of what is shown, all but the second camera is remembered for two minutes, for an extract that the team may ask for. */
    isRemembered: z.boolean(),
  }),
  errors: [],
});
