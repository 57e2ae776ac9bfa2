import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { annotationList } from "../domain/marking/annotations.ts";
import { draftRoom, markLimits } from "../domain/marking/mark-limits.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { referralKinds, referralResolutions, textReferralKinds } from "../domain/marking/referral.ts";
import { bands, oralActivities, unitIds, type Band } from "../domain/marking/units.ts";
import { defineRoute } from "./define.ts";
import { gridView } from "./grid.ts";

const isBand = (value: number): value is Band => (bands as readonly number[]).includes(value);
export const band = z.number().refine(isBand, "a band is 0, 1, 2, 3, 4 or 5");
/** One entry per criterion of the unit; null while not given. */
export const givenBands = z.array(band.nullable()).min(1).max(5);
/** What is written with a mark, or so many times as much with its draft. */
const written = (times: number) => ({
  comments: z.string().max(times * markLimits.comments),
  criterionComments: z.array(z.string().max(times * markLimits.criterionComment)).max(5),
  annotations: annotationList.max(times * markLimits.remarks),
});
export const { comments, criterionComments, annotations } = written(1);
/** Of a draft: what two pages wrote is joined, and shortened before it is handed in. */
const kept = written(draftRoom);
export const revision = z.number().int().min(0);

/** A marker's queue: a code, a unit, a deadline, and nothing about anybody. */
export const blindTaskView = z.object({
  taskId: id,
  blindCode: z.string(),
  unit: z.enum(unitIds),
  dueAt: instant,
  isLate: z.boolean(),
  /** A draft has been saved. */
  isStarted: z.boolean(),
});
export type BlindTaskView = z.infer<typeof blindTaskView>;

/** A text in the one typography, with what its writer had to do. */
export const scriptParts = {
  /** Of the case and of the text: both are read in it, whatever the language of the page. */
  language: z.enum(formLanguages),
  task: z.string(),
  recipient: z.string(),
  minWords: z.number().int(),
  maxWords: z.number().int(),
  situation: z.object({ title: z.string(), paragraphs: z.array(z.string()) }),
  documents: z.array(z.object({ kind: z.string(), title: z.string(), paragraphs: z.array(z.string()) })),
  paragraphs: z.array(z.string()),
  wordCount: z.number().int(),
};

/**
 * What a marker sees of a script. The same for every way of writing: there is no field for a name, a body, a session,
 * a mode, a tool, the order of arrival, or another mark. All documents of the case are given, not the person's own, since
 * the one that a person held tells their place in the group.
 */
export const blindScriptView = z.object({
  blindCode: z.string(),
  unit: z.enum(unitIds),
  dueAt: instant,
  grid: gridView,
  ...scriptParts,
  draft: z.object({ bands: givenBands, ...kept, revision }),
  /** What the marker said of this text, and what the directorate answered when it gave it back. */
  referral: z.object({ kind: z.enum(referralKinds), answer: z.string() }).nullable(),
});
export type BlindScriptView = z.infer<typeof blindScriptView>;

const taskParams = z.object({ taskId: id });
/** What a marker gives; `revision` is that of the draft that the page knows, 0 before there is one. */
const given = (words: ReturnType<typeof written>) =>
  z.object({
    bands: givenBands,
    comments: words.comments,
    criterionComments: words.criterionComments.default([]),
    annotations: words.annotations.default([]),
    revision: revision.default(0),
  });
const givenMark = given(written(1));
const givenDraft = given(kept);
export type GivenMark = z.infer<typeof givenMark>;

export const markingTasks = defineRoute({
  name: "markingTasks",
  method: "GET",
  path: "/api/marking/tasks",
  summary: "The marker's own queue, the next deadline first.",
  allow: ["RATER"],
  output: z.object({
    tasks: z.array(blindTaskView),
    markedCount: z.number().int(),
    markedToday: z.number().int(),
    /** Texts a day that keep every deadline. */
    neededPerDay: z.number().int(),
    /** Texts that wait for the directorate. */
    referredCount: z.number().int(),
    /** Texts handed in whose typed history may be opened: none unless the rules of their session allow it. */
    replayable: z.array(z.object({ taskId: id, blindCode: z.string() })),
  }),
  errors: [],
});

export const markingScript = defineRoute({
  name: "markingScript",
  method: "GET",
  path: "/api/marking/tasks/:taskId",
  summary: "One text to mark, blind.",
  allow: ["RATER"],
  params: taskParams,
  output: blindScriptView,
  errors: ["ALREADY_LOCKED", "TASK_WITHDRAWN", "NOT_ALLOWED_NOW"],
});

export const saveMarkDraft = defineRoute({
  name: "saveMarkDraft",
  method: "PUT",
  path: "/api/marking/tasks/:taskId/draft",
  summary: "Keeps what the marker has given so far; nobody else sees it.",
  allow: ["RATER"],
  params: taskParams,
  body: givenDraft,
  output: z.object({ savedAt: instant, revision }),
  errors: ["ALREADY_LOCKED", "TASK_WITHDRAWN", "NOT_ALLOWED_NOW", "DRAFT_CONFLICT"],
});

export const recordMark = defineRoute({
  name: "recordMark",
  method: "POST",
  path: "/api/marking/tasks/:taskId/mark",
  summary: "Hands in the mark of one text; it does not change any more.",
  allow: ["RATER"],
  params: taskParams,
  body: givenMark,
  output: z.object({}),
  errors: ["BANDS_INCOMPLETE", "ALREADY_LOCKED", "TASK_WITHDRAWN", "NOT_ALLOWED_NOW", "STATE_CHANGED", "DRAFT_CONFLICT", "TEXT_ON_HOLD"],
});

export const giveTaskBack = defineRoute({
  name: "giveTaskBack",
  method: "POST",
  path: "/api/marking/tasks/:taskId/give-back",
  summary: "«Je connais cette personne»: the text goes to somebody else, and no reason is asked for.",
  allow: ["RATER"],
  params: taskParams,
  output: z.object({}),
  errors: ["ALREADY_LOCKED", "TASK_WITHDRAWN", "STATE_CHANGED"],
});

export const referScript = defineRoute({
  name: "referScript",
  method: "POST",
  path: "/api/marking/tasks/:taskId/refer",
  summary: "Says that a text cannot be judged as it stands; the directorate decides, blind as well.",
  allow: ["RATER"],
  params: taskParams,
  body: z.object({ kind: z.enum(textReferralKinds), note: z.string().trim().max(1_000) }),
  output: z.object({}),
  errors: ["ALREADY_LOCKED", "TASK_WITHDRAWN", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const scriptReferrals = defineRoute({
  name: "scriptReferrals",
  method: "GET",
  path: "/api/marking/referrals",
  summary: "Texts that a marker could not judge, and recordings that they could not hear, for the directorate, under their codes.",
  allow: ["DIRECTOR"],
  output: z.object({
    referrals: z.array(
      z.object({
        referralId: id,
        blindCode: z.string(),
        kind: z.enum(referralKinds),
        note: z.string(),
        createdAt: instant,
        dueAt: instant,
        isLate: z.boolean(),
        /** Of a recording, which nobody hears here and which has no paragraphs; null of a text. */
        activity: z.enum(oralActivities).nullable(),
        language: z.enum(formLanguages),
        paragraphs: z.array(z.string()),
      }),
    ),
  }),
  errors: [],
});

export const resolveReferral = defineRoute({
  name: "resolveReferral",
  method: "POST",
  path: "/api/marking/referrals/:referralId/resolve",
  summary: "Gives such a text or recording back to its marker with an answer, or to somebody else, or takes a recording from everybody for good.",
  allow: ["DIRECTOR"],
  params: z.object({ referralId: id }),
  body: z.object({ resolution: z.enum(referralResolutions), answer: z.string().trim().max(1_000) }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "STATE_CHANGED", "NOT_ALLOWED_NOW"],
});

/** An adviser's own mark of one activity. Never the other adviser's. */
export const oralMarksView = z.object({
  /** The activity is open or over, so marks may be given. */
  isOpen: z.boolean(),
  /** Was there, and is one of those who mark it; or was asked for a further mark. */
  isEvaluator: z.boolean(),
  /** A further mark was asked of them, and is not any more. */
  isWithdrawn: z.boolean(),
  lockedAt: instant.nullable(),
  /** The units that this adviser marks here; none when the activity already has the marks that it needs. */
  units: z.array(z.object({ unit: z.enum(unitIds), bands: givenBands, comments: z.string(), revision })),
  /** Of every unit of the activity. */
  grids: z.array(gridView),
});
export type OralMarksView = z.infer<typeof oralMarksView>;

const oralParams = z.object({ sittingId: id, activity: z.enum(oralActivities) });

export const oralMarks = defineRoute({
  name: "oralMarks",
  method: "GET",
  path: "/api/sittings/:sittingId/oral-marks/:activity",
  summary: "The adviser's own draft or mark of a discussion or an interview.",
  allow: ["ADVISER"],
  params: oralParams,
  output: oralMarksView,
  errors: [],
});

export const saveOralMarks = defineRoute({
  name: "saveOralMarks",
  method: "PUT",
  path: "/api/sittings/:sittingId/oral-marks/:activity",
  summary: "Keeps the adviser's draft while the activity goes on. What was taken back meanwhile is left out; the units of the answer are still asked.",
  allow: ["ADVISER"],
  params: oralParams,
  body: z.object({
    units: z.array(z.object({ unit: z.enum(unitIds), bands: givenBands, comments: kept.comments, revision: revision.optional() })).min(1).max(2),
  }),
  output: oralMarksView,
  errors: ["NOT_ALLOWED_NOW", "ALREADY_LOCKED", "NOT_EVALUATOR", "TASK_WITHDRAWN", "DRAFT_CONFLICT"],
});

export const lockOralMarks = defineRoute({
  name: "lockOralMarks",
  method: "POST",
  path: "/api/sittings/:sittingId/oral-marks/:activity/lock",
  summary: "Turns the saved draft into a mark that does not change any more.",
  allow: ["ADVISER"],
  params: oralParams,
  /** The drafts that the page knows: another window’s, which nobody saw here, are not locked. Absent from a page of before. */
  body: z.object({ known: z.array(z.object({ unit: z.enum(unitIds), revision })).max(2).optional() }),
  output: oralMarksView,
  errors: ["NOT_ALLOWED_NOW", "ALREADY_LOCKED", "NOT_EVALUATOR", "TASK_WITHDRAWN", "BANDS_INCOMPLETE", "DRAFT_CONFLICT"],
});

export const oralTasks = defineRoute({
  name: "oralTasks",
  method: "GET",
  path: "/api/marking/oral-tasks",
  summary: "Further marks of an activity that were asked of this adviser, who attended it.",
  allow: ["ADVISER"],
  output: z.object({
    tasks: z.array(
      z.object({
        taskId: id,
        sittingId: id,
        activity: z.enum(oralActivities),
        candidateName: z.string(),
        dueAt: instant,
        isLate: z.boolean(),
      }),
    ),
  }),
  errors: [],
});

export const allotOralMark = defineRoute({
  name: "allotOralMark",
  method: "POST",
  path: "/api/sittings/:sittingId/oral-tasks",
  summary: "Asks a third mark of an activity of an adviser of the session who attended it and has not marked it.",
  allow: ["DIRECTOR"],
  params: z.object({ sittingId: id }),
  body: z.object({ unit: z.enum(unitIds), adviserId: id }),
  output: z.object({ taskId: id }),
  errors: ["NOT_ALLOWED_NOW", "NO_ELIGIBLE_RATER"],
});

export const releaseOralMark = defineRoute({
  name: "releaseOralMark",
  method: "POST",
  path: "/api/sittings/:sittingId/oral-marks/:activity/release",
  summary: "Gives a mark that an adviser who was there has not locked to somebody who hears the recording, by lot, with a reason.",
  allow: ["DIRECTOR"],
  params: oralParams,
  body: z.object({ reason: z.string().trim().max(1_000) }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "NO_ELIGIBLE_RATER"],
});
