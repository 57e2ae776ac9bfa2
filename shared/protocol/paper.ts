import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { answerValue, maxTextLength } from "../domain/answers/answer-value.ts";
import { readingItem } from "../domain/forms/form-content.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { identityOutcomes } from "../domain/identity/identity-check.ts";
import { maxScanBytes, maxScanPages, scanMimes } from "../domain/paper/scan-type.ts";
import { textStates } from "../domain/paper/second-typist.ts";
import { sessionStates, writingTools } from "../domain/scheduling/session-machine.ts";
import { activities, runStates } from "../domain/sitting/run-machine.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { meView } from "./accounts.ts";
import { defineRoute, file, raw } from "./define.ts";

/** The in-person session: arrivals, stations, and what comes on paper. */

const staff = ["SUPPORT", "ADVISER"] as const;
const sittingParams = z.object({ sittingId: id });
const paperActivities = ["READING", "WRITING"] as const;

const paperPerson = z.object({
  sittingId: id,
  name: z.string(),
  state: z.enum(sittingStates),
  writingTool: z.enum(writingTools),
  arrivedAt: instant.nullable(),
  identityOutcome: z.enum(identityOutcomes).nullable(),
  runs: z.record(z.enum(activities), z.enum(runStates)),
  stationCodeGivenAt: instant.nullable(),
  /** When the server last heard the page of the exam station. */
  lastSeenAt: instant.nullable(),
  scans: z.number().int(),
  isReadingSealed: z.boolean(),
  isWritingSealed: z.boolean(),
  hasTranscription: z.boolean(),
  /** Typed, and waits for a second person. */
  awaitsCheck: z.boolean(),
  /** That person may be the one who asks: they have not typed it. */
  mayCheck: z.boolean(),
  /** Came to nothing by no fault of theirs: another date can be chosen with them. */
  isReleased: z.boolean(),
});
export type PaperPerson = z.infer<typeof paperPerson>;

export const paperSessions = defineRoute({
  name: "paperSessions",
  method: "GET",
  path: "/api/paper/sessions",
  summary: "In-person sessions that are not over, and those that still have papers to key in or to transcribe.",
  allow: staff,
  output: z.object({
    sessions: z.array(
      z.object({
        sessionId: id,
        state: z.enum(sessionStates),
        startsAt: instant,
        timeZone: z.string(),
        place: z.string(),
        bodyName: z.string(),
        people: z.array(paperPerson),
      }),
    ),
    serverNow: instant,
  }),
  errors: [],
});

export const recordArrival = defineRoute({
  name: "recordArrival",
  method: "POST",
  path: "/api/sittings/:sittingId/arrival",
  summary: "Staff receive somebody at the door of an in-person session.",
  allow: staff,
  params: sittingParams,
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const giveStationCode = defineRoute({
  name: "giveStationCode",
  method: "POST",
  path: "/api/sittings/:sittingId/station-code",
  summary: "A one-time code with which somebody who writes at a keyboard enters at an exam station; shown once.",
  allow: staff,
  params: sittingParams,
  output: z.object({ code: z.string(), expiresAt: instant }),
  errors: ["NOT_ALLOWED_NOW", "IDENTITY_NOT_CONFIRMED"],
});

export const enterStation = defineRoute({
  name: "enterStation",
  method: "POST",
  path: "/api/stations/enter",
  summary: "Uses a station code, once.",
  allow: "PUBLIC",
  body: z.strictObject({ code: z.string().min(1).max(20) }),
  output: z.object({ account: meView, sittingId: id }),
  errors: ["STATION_CODE_UNKNOWN", "STATION_CODE_EXPIRED", "STATION_CODE_USED"],
  // A whole centre begins at one hour, behind one address; a code is one of many and lives for minutes.
  perMinute: 120,
});

export const paperKit = defineRoute({
  name: "paperKit",
  method: "GET",
  path: "/api/sittings/:sittingId/paper-kit/:activity",
  summary: "What somebody who writes by hand is given on paper, once the activity is open.",
  allow: staff,
  params: sittingParams.extend({ activity: z.enum(paperActivities) }),
  output: z.object({
    name: z.string(),
    activity: z.enum(paperActivities),
    /** Of the case, and so of every word that is printed. */
    language: z.enum(formLanguages),
    title: z.string(),
    startsAt: instant,
    timeZone: z.string(),
    minutes: z.number().int(),
    situation: z.object({ title: z.string(), paragraphs: z.array(z.string()) }),
    document: z.object({ kind: z.string(), title: z.string(), paragraphs: z.array(z.string()) }),
    items: z.array(readingItem),
    writing: z
      .object({
        task: z.string(),
        recipient: z.string(),
        instructions: z.array(z.string()),
        minWords: z.number().int(),
        maxWords: z.number().int(),
      })
      .nullable(),
  }),
  errors: ["NOT_HANDWRITTEN", "IDENTITY_NOT_CONFIRMED", "RUN_NOT_OPEN"],
});

export const collectPaper = defineRoute({
  name: "collectPaper",
  method: "POST",
  path: "/api/sittings/:sittingId/activities/:activity/collect",
  summary: "Somebody who writes by hand has handed in their paper.",
  allow: staff,
  params: sittingParams.extend({ activity: z.enum(paperActivities) }),
  output: z.object({}),
  errors: ["NOT_HANDWRITTEN", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

const keyedAnswer = z.object({ key: z.string().min(1).max(60), value: answerValue });

export const readingSheet = defineRoute({
  name: "readingSheet",
  method: "GET",
  path: "/api/sittings/:sittingId/reading-sheet",
  summary: "The items that somebody answered on paper, and what has been keyed in; never the keys.",
  allow: staff,
  params: sittingParams,
  output: z.object({
    name: z.string(),
    language: z.enum(formLanguages),
    items: z.array(readingItem),
    answers: z.array(keyedAnswer),
    isSealed: z.boolean(),
  }),
  errors: ["NOT_HANDWRITTEN", "RUN_NOT_ENDED"],
});

export const keyReading = defineRoute({
  name: "keyReading",
  method: "PUT",
  path: "/api/sittings/:sittingId/reading-sheet",
  summary: "Keys in answers given on paper; null takes one back.",
  allow: staff,
  params: sittingParams,
  body: z.strictObject({ answers: z.array(keyedAnswer).min(1).max(60) }),
  output: z.object({}),
  errors: ["NOT_HANDWRITTEN", "RUN_NOT_ENDED", "ALREADY_LOCKED"],
});

export const sealReading = defineRoute({
  name: "sealReading",
  method: "POST",
  path: "/api/sittings/:sittingId/reading-sheet/seal",
  summary: "All that was on paper is keyed in: the answers are frozen.",
  allow: staff,
  params: sittingParams,
  /** How many questions without an answer the person was told of: a sheet is never sealed emptier than that. */
  body: z.strictObject({ blank: z.number().int().min(0) }),
  output: z.object({}),
  errors: ["NOT_HANDWRITTEN", "RUN_NOT_ENDED", "ALREADY_LOCKED", "MORE_BLANKS"],
});

const page = z.coerce.number().int().min(1).max(maxScanPages);

export const uploadScan = defineRoute({
  name: "uploadScan",
  method: "PUT",
  path: "/api/sittings/:sittingId/scans/:page",
  summary: "A page of the text written by hand: PDF, JPEG or PNG, ten megabytes at most.",
  allow: staff,
  params: sittingParams.extend({ page }),
  body: raw(maxScanBytes, ...scanMimes),
  output: z.object({ page: z.number().int(), sha256: z.string() }),
  errors: ["NOT_HANDWRITTEN", "RUN_NOT_ENDED", "UPLOAD_EMPTY", "UPLOAD_MISLABELLED", "ALREADY_LOCKED"],
});

export const scanFile = defineRoute({
  name: "scanFile",
  method: "GET",
  path: "/api/sittings/:sittingId/scans/:page",
  summary: "A page as it was scanned.",
  allow: staff,
  params: sittingParams.extend({ page }),
  output: file(...scanMimes),
  errors: [],
});

export const transcription = defineRoute({
  name: "transcription",
  method: "GET",
  path: "/api/sittings/:sittingId/transcription",
  summary: "The pages of a text written by hand, and what has been typed of it.",
  allow: ["SUPPORT"],
  params: sittingParams,
  output: z.object({
    name: z.string(),
    /** Of the case, and so of what was written. */
    language: z.enum(formLanguages),
    scans: z.array(
      z.object({ page: z.number().int(), mime: z.enum(scanMimes), sha256: z.string(), createdAt: instant }),
    ),
    text: z.string(),
    typedByName: z.string().nullable(),
    savedAt: instant.nullable(),
    state: z.enum(textStates),
    /** The second person's version; null while nobody checks it, and where nobody has to. */
    check: z.object({ text: z.string(), checkedByName: z.string(), savedAt: instant }).nullable(),
    /** Whoever asks has not typed it, and it waits for a second person. */
    mayCheck: z.boolean(),
  }),
  errors: ["NOT_HANDWRITTEN"],
});

const typedText = z.strictObject({ text: z.string().max(maxTextLength) });

export const saveTranscription = defineRoute({
  name: "saveTranscription",
  method: "PUT",
  path: "/api/sittings/:sittingId/transcription",
  summary: "Keeps what has been typed so far, and who typed it; that person never marks this text.",
  allow: ["SUPPORT"],
  params: sittingParams,
  body: typedText,
  output: z.object({ savedAt: instant }),
  errors: ["NOT_HANDWRITTEN", "RUN_NOT_ENDED", "NO_SCAN", "ALREADY_LOCKED"],
});

export const sealTranscription = defineRoute({
  name: "sealTranscription",
  method: "POST",
  path: "/api/sittings/:sittingId/transcription/seal",
  summary: "The text is typed word for word: it waits for a second person, or becomes the answer and is frozen where none was drawn.",
  allow: ["SUPPORT"],
  params: sittingParams,
  body: typedText,
  output: z.object({ awaitsCheck: z.boolean() }),
  errors: ["NOT_HANDWRITTEN", "RUN_NOT_ENDED", "NO_SCAN", "ALREADY_LOCKED"],
});

const checkErrors = ["NOT_HANDWRITTEN", "RUN_NOT_ENDED", "NOT_ALLOWED_NOW", "NEEDS_TWO_PEOPLE", "ALREADY_LOCKED"] as const;

export const saveTextCheck = defineRoute({
  name: "saveTextCheck",
  method: "PUT",
  path: "/api/sittings/:sittingId/transcription/check",
  summary: "Keeps what a second person has corrected so far; never somebody who typed the text.",
  allow: ["SUPPORT"],
  params: sittingParams,
  body: typedText,
  output: z.object({ savedAt: instant }),
  errors: checkErrors,
});

export const finishTextCheck = defineRoute({
  name: "finishTextCheck",
  method: "POST",
  path: "/api/sittings/:sittingId/transcription/check/finish",
  summary: "A second person has compared the text with the pages: theirs becomes the answer and is frozen; both versions stay.",
  allow: ["SUPPORT"],
  params: sittingParams,
  body: typedText,
  output: z.object({}),
  errors: checkErrors,
});
