import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { criteriaOf, oralActivities, unitIds } from "../domain/marking/units.ts";
import { draftRoom, markLimits } from "../domain/marking/mark-limits.ts";
import { moment } from "../domain/marking/moments.ts";
import { gridView } from "./grid.ts";
import { defineRoute, file } from "./define.ts";
import { givenBands, revision } from "./marking.ts";

/** Marking an oral activity from its sound: who speaks is a role and a number, never a name, a face or a mode. */

const interval = z.tuple([z.number(), z.number()]);

/** What is written with a mark, or so many times as much with its draft. */
const written = (times: number) => ({
  comments: z.string().max(times * markLimits.comments),
  moments: z.array(moment.extend({ note: z.string().max(times * markLimits.note) })).max(times * markLimits.moments),
});
const kept = written(draftRoom);

const draftUnit = z.object({ unit: z.enum(unitIds), bands: givenBands, ...kept, revision });

export const listeningView = z.object({
  blindCode: z.string(),
  activity: z.enum(oralActivities),
  dueAt: instant,
  /** Of the case. */
  language: z.enum(formLanguages),
  situation: z.object({ title: z.string(), paragraphs: z.array(z.string()) }),
  /** What this marker is asked to mark, with their draft. */
  units: z.array(draftUnit),
  /** What the directorate answered when it gave a recording back that this marker could not hear. */
  answer: z.string().nullable(),
  grids: z.array(gridView),
  durationMs: z.number(),
  voices: z.array(
    z.object({
      speaker: z.enum(["EVALUATED", "ADVISER", "PARTICIPANT"]),
      /** Tells those of one kind apart. */
      number: z.number().int(),
      /** When they are heard to speak. */
      speech: z.array(interval),
      isDamaged: z.boolean(),
    }),
  ),
});
export type ListeningView = z.infer<typeof listeningView>;

const taskParams = z.object({ taskId: id });
const givenUnit = (words: ReturnType<typeof written>) =>
  z
    .object({
      unit: z.enum(unitIds),
      bands: givenBands,
      comments: words.comments,
      moments: words.moments.default([]),
      revision: revision.default(0),
    })
    .refine(({ unit, moments }) => moments.every(({ criterion }) => criterion === null || criteriaOf[unit].includes(criterion)), {
      path: ["moments"],
      message: "a moment speaks of a criterion of its unit",
    });
const given = (words: ReturnType<typeof written>) => z.object({ units: z.array(givenUnit(words)).min(1).max(2) });
const givenMarks = given(written(1));
export type GivenListening = z.infer<typeof givenMarks>;

export const listeningTasks = defineRoute({
  name: "listeningTasks",
  method: "GET",
  path: "/api/marking/recordings",
  summary: "Recordings that wait for this marker: a code, an activity, a deadline.",
  allow: ["RATER"],
  output: z.object({
    tasks: z.array(
      z.object({ taskId: id, blindCode: z.string(), activity: z.enum(oralActivities), dueAt: instant, isLate: z.boolean() }),
    ),
    /** Those of which the directorate has still to decide. */
    referredCount: z.number().int(),
  }),
  errors: [],
});

export const openListening = defineRoute({
  name: "openListening",
  method: "POST",
  path: "/api/marking/recordings/:taskId/open",
  summary: "Opens one recording for its marker. Each opening is noted in the record of everybody whose voice is in it.",
  allow: ["RATER"],
  params: taskParams,
  output: listeningView,
  errors: ["ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN"],
});

/** Heard again: the voices, and nothing to mark. No voice once the recording is kept no more; then nothing is noted either. */
const heardAgain = listeningView.pick({ durationMs: true, voices: true });

export const listenAgain = defineRoute({
  name: "listenAgain",
  method: "POST",
  path: "/api/marking/recordings/:taskId/again",
  summary: "Opens a recording again for whoever marked from it and may still correct that mark. It is noted as every opening is.",
  allow: ["RATER"],
  params: taskParams,
  output: heardAgain,
  errors: ["CORRECTION_CLOSED"],
});

export const listeningVoice = defineRoute({
  name: "listeningVoice",
  method: "GET",
  path: "/api/marking/recordings/:taskId/voices/:index",
  summary: "One voice of the recording, brought to the loudness of the others.",
  allow: ["RATER"],
  params: z.object({ taskId: id, index: z.coerce.number().int().min(0).max(60) }),
  output: file("audio/ogg"),
  errors: ["ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN", "RECORDING_NOT_OPENED"],
});

export const listeningDraft = defineRoute({
  name: "listeningDraft",
  method: "GET",
  path: "/api/marking/recordings/:taskId/draft",
  summary: "The marker’s draft of what is still asked of them, as another of their pages may have left it. It opens nothing.",
  allow: ["RATER"],
  params: taskParams,
  output: z.object({ units: z.array(draftUnit) }),
  errors: ["ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN"],
});

export const saveListening = defineRoute({
  name: "saveListening",
  method: "PUT",
  path: "/api/marking/recordings/:taskId/draft",
  summary:
    "Keeps what the marker has given so far; nobody else sees it. What was taken back meanwhile is left out, and its comments on moments go to what is left.",
  allow: ["RATER"],
  params: taskParams,
  body: given(kept),
  output: z.object({
    savedAt: instant,
    /** What is still asked of this marker, with the revision that the page knows from now on. */
    asked: z.array(z.object({ unit: z.enum(unitIds), revision })),
  }),
  errors: ["ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN", "DRAFT_CONFLICT"],
});

export const recordListening = defineRoute({
  name: "recordListening",
  method: "POST",
  path: "/api/marking/recordings/:taskId/mark",
  summary: "Hands in the marks of one recording; they do not change any more.",
  allow: ["RATER"],
  params: taskParams,
  body: givenMarks,
  output: z.object({}),
  errors: ["BANDS_INCOMPLETE", "ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN", "STATE_CHANGED", "DRAFT_CONFLICT"],
});

export const giveListeningBack = defineRoute({
  name: "giveListeningBack",
  method: "POST",
  path: "/api/marking/recordings/:taskId/give-back",
  summary: "«Je connais cette personne»: the recording goes to somebody else with all that was asked of it, and no reason is asked for.",
  allow: ["RATER"],
  params: taskParams,
  output: z.object({}),
  errors: ["ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN", "STATE_CHANGED"],
});

export const referListening = defineRoute({
  name: "referListening",
  method: "POST",
  path: "/api/marking/recordings/:taskId/refer",
  summary: "Says that a recording cannot be heard, and what was heard from when to when; the directorate decides, blind as well.",
  allow: ["RATER"],
  params: taskParams,
  body: z.object({ note: z.string().trim().max(1_000) }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "ALREADY_LOCKED", "NOT_ALLOWED_NOW", "TASK_WITHDRAWN", "STATE_CHANGED"],
});
