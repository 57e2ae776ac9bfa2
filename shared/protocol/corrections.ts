import { z } from "zod";
import { day, id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { momentList } from "../domain/marking/moments.ts";
import { unitIds } from "../domain/marking/units.ts";
import { defineRoute } from "./define.ts";
import { gridView } from "./grid.ts";
import { annotations, comments, criterionComments, givenBands, scriptParts } from "./marking.ts";

/** Marks that their author finds to be wrong: another takes the place, with a reason, and the former stays for ever. */

const markParams = z.object({ markId: id });
const reason = z.string().trim().max(1_000);
const points = z.number().int().min(0).max(20);

/** A mark of one's own. An anchor is one like any other. */
const ownMarkRow = z.object({
  markId: id,
  unit: z.enum(unitIds),
  /** Null for an activity that one attended. */
  blindCode: z.string().nullable(),
  /** Of whoever one met; null for what is marked blind. */
  candidateName: z.string().nullable(),
  lockedAt: instant,
  isCorrected: z.boolean(),
  /** False once what rests on it is held, annulled or told, without a word on which. */
  isOpen: z.boolean(),
});
export type OwnMarkRow = z.infer<typeof ownMarkRow>;

const ownAnswerRow = z.object({
  markId: id,
  /** What was judged, which stays what it is while marks of it follow each other. */
  formId: id,
  itemId: z.string(),
  answer: z.string(),
  /** Of the question and of the answer. */
  language: z.enum(formLanguages),
  prompt: z.string(),
  /** As it was typed. */
  sample: z.string(),
  points,
  max: points,
  markedAt: instant,
  isCorrected: z.boolean(),
  isOpen: z.boolean(),
});
export type OwnAnswerRow = z.infer<typeof ownAnswerRow>;

export const ownMarks = defineRoute({
  name: "ownMarks",
  method: "GET",
  path: "/api/marking/own-marks",
  summary: "One's own latest marks that are in force, and whether each can still be corrected.",
  allow: ["RATER", "ADVISER"],
  output: z.object({ marks: z.array(ownMarkRow), answers: z.array(ownAnswerRow) }),
  errors: [],
});

/** What was given, and what it was given to. Never another mark, nor what the mark led to. */
export const ownMarkView = ownMarkRow.omit({ isOpen: true }).extend({
  grid: gridView,
  /** The text in one typography with what its writer had to do; null for an oral unit. */
  script: z.object(scriptParts).nullable(),
  /** What was heard to give it, and whether it is still kept; null for a text and for an activity that one attended. */
  recording: z.object({ taskId: id, isKept: z.boolean() }).nullable(),
  bands: givenBands,
  comments,
  criterionComments,
  annotations,
  /** What they said of moments of the recording; a correction leaves it as it is. */
  moments: momentList,
});
export type OwnMarkView = z.infer<typeof ownMarkView>;

export const ownMark = defineRoute({
  name: "ownMark",
  method: "GET",
  path: "/api/marking/own-marks/:markId",
  summary: "One mark of one's own that can still be corrected, with what it was given to.",
  allow: ["RATER", "ADVISER"],
  params: markParams,
  output: ownMarkView,
  errors: ["CORRECTION_CLOSED", "STATE_CHANGED"],
});

export const correctMark = defineRoute({
  name: "correctMark",
  method: "POST",
  path: "/api/marking/own-marks/:markId/correction",
  summary: "Puts another mark in the place of one's own, with a reason; the former stays.",
  allow: ["RATER", "ADVISER"],
  params: markParams,
  body: z.object({
    bands: givenBands,
    comments,
    criterionComments: criterionComments.default([]),
    annotations: annotations.default([]),
    reason,
  }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "BANDS_INCOMPLETE", "MARK_SAME", "CORRECTION_CLOSED", "STATE_CHANGED"],
});

export const correctAnswerMark = defineRoute({
  name: "correctAnswerMark",
  method: "POST",
  path: "/api/marking/own-answer-marks/:markId/correction",
  summary: "Says, with a reason, that an answer is worth something else, for everybody who gave it.",
  allow: ["RATER"],
  params: markParams,
  body: z.object({ points, reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "MARK_SAME", "CORRECTION_CLOSED", "STATE_CHANGED"],
});

/** For whoever leads the marking: what became of which code, without a name and without the hour. */
export const markCorrectionView = z.object({
  correctionId: id,
  unit: z.enum(unitIds),
  blindCode: z.string().nullable(),
  isAnchor: z.boolean(),
  correctedOn: day,
  before: z.array(z.number().int()),
  after: z.array(z.number().int()),
  reason: z.string(),
});
export type MarkCorrectionView = z.infer<typeof markCorrectionView>;

export const answerCorrectionView = z.object({
  correctionId: id,
  language: z.enum(formLanguages),
  prompt: z.string(),
  sample: z.string(),
  correctedOn: day,
  before: points,
  after: points,
  reason: z.string(),
});
export type AnswerCorrectionView = z.infer<typeof answerCorrectionView>;

export const markCorrections = defineRoute({
  name: "markCorrections",
  method: "GET",
  path: "/api/marking/corrections",
  summary: "The latest corrections under their codes, before and after, with their reasons. Nobody is named.",
  allow: ["DIRECTOR"],
  output: z.object({
    total: z.number().int(),
    marks: z.array(markCorrectionView),
    answers: z.array(answerCorrectionView),
  }),
  errors: [],
});
