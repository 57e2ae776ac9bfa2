import { z } from "zod";
import { draftStates, formActs, formStates } from "../domain/forms/draft-machine.ts";
import { draftContent, draftKeys, formContent, formKeys } from "../domain/forms/form-content.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { qtiLimits, qtiLosses, qtiRefusals } from "../domain/forms/qti-note.ts";
import { itemTypes } from "../domain/forms/item-parts.ts";
import { day, id, instant } from "../kernel/wire.ts";
import { defineRoute, file, raw } from "./define.ts";

/** Forms: written by the directorate, approved by the examination committee. What is approved never changes; sessions use nothing else. */

const allow = ["DIRECTOR"] as const;
const readers = ["DIRECTOR", "COMMITTEE"] as const;
const reason = z.string().trim().max(1_000);
const count = z.number().int();
const draftParams = z.object({ draftId: id });
const formParams = z.object({ formId: id });
/** Of cases: INF-2026-A. */
const code = z
  .string()
  .trim()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,29}$/);
/** Which revision the page knows: what somebody else saved meanwhile is never written over unseen. */
const revision = z.number().int().nonnegative();

/** What an approved form is now; of one that was replaced, by which version of its case. */
const standing = {
  state: z.enum(formStates),
  effectiveFrom: instant,
  replacedBy: count.nullable(),
};

const named = z.object({
  code: z.string(),
  version: count,
  title: z.string(),
  /** In which the title is, whatever the language of the page. */
  language: z.enum(formLanguages),
  profession: z.string(),
  isPractice: z.boolean(),
});

export const formDesk = defineRoute({
  name: "formDesk",
  method: "GET",
  path: "/api/forms",
  summary:
    "Every form with its state, its approval and how often it was sat; what is being written; for whom one can be begun.",
  allow: readers,
  output: z.object({
    forms: z.array(
      named.extend({
        formId: id,
        ...standing,
        /** Null: it came with the installation. */
        approval: z.object({ submittedBy: z.string(), approvedBy: z.string(), at: instant }).nullable(),
        retirement: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
        /** Sittings that used it, and sessions to come that will. */
        exposures: count,
        upcoming: count,
      }),
    ),
    drafts: z.array(
      named.extend({
        draftId: id,
        state: z.enum(["WRITTEN", "IN_REVIEW"]),
        savedBy: z.string(),
        savedAt: instant,
        authors: z.array(z.string()),
        /** The committee's, and nobody approves what they wrote. */
        mayApprove: z.boolean(),
      }),
    ),
    professions: z.array(z.object({ key: z.string(), profession: z.string() })),
    mayWrite: z.boolean(),
  }),
  errors: [],
});

export const formContents = defineRoute({
  name: "formContents",
  method: "GET",
  path: "/api/forms/:formId",
  summary: "An approved form as it is, keys included, and what it is now.",
  allow: readers,
  params: formParams,
  output: z.object({ content: formContent, keys: formKeys, ...standing }),
  errors: [],
});

export const retireForm = defineRoute({
  name: "retireForm",
  method: "POST",
  path: "/api/forms/:formId/retirement",
  summary: "No new session uses this form, for a reason. Those that have it keep it.",
  allow,
  params: formParams,
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "STATE_CHANGED"],
});

export const startDraft = defineRoute({
  name: "startDraft",
  method: "POST",
  path: "/api/forms/drafts",
  summary: "Begins a form from nothing, or the next version of one that was approved.",
  allow,
  body: z.discriminatedUnion("from", [
    z.object({ from: z.literal("NOTHING"), code, professionKey: z.string().min(1).max(100) }),
    z.object({ from: z.literal("FORM"), formId: id }),
  ]),
  output: z.object({ draftId: id }),
  errors: ["FORM_CODE_TAKEN"],
});

export const formDraft = defineRoute({
  name: "formDraft",
  method: "GET",
  path: "/api/forms/drafts/:draftId",
  summary: "A form while it is written, with what was decided about it.",
  allow: readers,
  params: draftParams,
  output: z.object({
    draftId: id,
    state: z.enum(draftStates),
    revision,
    content: draftContent,
    keys: draftKeys,
    savedBy: z.string(),
    savedAt: instant,
    authors: z.array(z.string()),
    mayApprove: z.boolean(),
    mayWrite: z.boolean(),
    isOfCommittee: z.boolean(),
    /** The version that it was begun from, to say what changed since; null where it was begun from nothing. */
    before: z.object({ version: count, content: formContent, keys: formKeys }).nullable(),
    /**
     * Of the questions of this draft and of the version before it, those that were voided somewhere; `words` are those that
     * were, so that a question that was corrected is told from them.
     */
    voided: z.array(z.object({ itemId: z.string(), prompt: z.string(), reason: z.string(), voidedAt: instant, words: z.string() })),
    /** Of the questions of this draft, the other cases that hold them, each in its newest version that does. */
    heldBy: z.record(z.string(), z.array(z.object({ code: z.string(), version: count }))),
    /** Ids that other cases use already: no part of this one may have one of them. */
    takenIds: z.array(z.string()),
    /** Of the questions of this draft, what was approved under their ids: an anchor must be equal to it. */
    approvedItems: z.record(z.string(), z.string()),
    acts: z.array(z.object({ kind: z.enum(formActs), by: z.string(), at: instant, reason: z.string() })),
    today: day,
  }),
  errors: [],
});

export const saveDraft = defineRoute({
  name: "saveDraft",
  method: "PUT",
  path: "/api/forms/drafts/:draftId",
  summary: "Saves a draft over the revision that the page knows; its code, version and profession stay.",
  allow,
  params: draftParams,
  body: z.object({ revision, content: draftContent, keys: draftKeys }),
  output: z.object({ revision, savedAt: instant }),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const submitDraft = defineRoute({
  name: "submitDraft",
  method: "POST",
  path: "/api/forms/drafts/:draftId/submission",
  summary: "Puts a draft without fault up for review; from then on it stands still.",
  allow,
  params: draftParams,
  body: z.object({ revision }),
  output: z.object({}),
  errors: ["FORM_FAULTS", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const returnDraft = defineRoute({
  name: "returnDraft",
  method: "POST",
  path: "/api/forms/drafts/:draftId/return",
  summary: "Sends a draft back to those who write it, with reasons.",
  allow: readers,
  params: draftParams,
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const approveDraft = defineRoute({
  name: "approveDraft",
  method: "POST",
  path: "/api/forms/drafts/:draftId/approval",
  summary:
    "The committee approves what was submitted, by somebody who wrote nothing in it, with the day from which sessions may use it.",
  allow: ["COMMITTEE"],
  params: draftParams,
  body: z.object({ effectiveOn: day }),
  output: z.object({ formId: id }),
  errors: ["OWN_WORK", "DAY_PAST", "FORM_FAULTS", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const abandonDraft = defineRoute({
  name: "abandonDraft",
  method: "POST",
  path: "/api/forms/drafts/:draftId/abandonment",
  summary: "Gives a draft up, with a reason; what was written stays in the record.",
  allow,
  params: draftParams,
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const exportForm = defineRoute({
  name: "exportForm",
  method: "GET",
  path: "/api/forms/:formId/qti",
  summary: "The items of an approved form with their keys, as a QTI 3.0 package; who took it is recorded.",
  allow,
  params: formParams,
  output: file("application/zip"),
  errors: [],
});

export const exportDraft = defineRoute({
  name: "exportDraft",
  method: "GET",
  path: "/api/forms/drafts/:draftId/qti",
  summary: "The items of a draft as they are saved, with their keys, as a QTI 3.0 package; who took it is recorded.",
  allow,
  params: draftParams,
  output: file("application/zip"),
  errors: [],
});

export const importItems = defineRoute({
  name: "importItems",
  method: "POST",
  path: "/api/forms/drafts/:draftId/items",
  summary:
    "Adds the items of a QTI 3.0 package after those of a draft, over the revision that the page knows, and says file by file what was taken and what was not.",
  allow,
  params: draftParams,
  query: z.object({ revision: z.coerce.number().int().nonnegative() }),
  body: raw(qtiLimits.packageBytes, "application/zip"),
  output: z.object({
    /** Of the draft as it now is: the same as before where nothing was taken. */
    revision,
    report: z.array(
      z.object({
        file: z.string(),
        /** Empty where the file has none or could not be read. */
        title: z.string(),
        taken: z.enum(itemTypes).nullable(),
        notes: z.array(z.object({ code: z.enum([...qtiLosses, ...qtiRefusals]), what: z.string() })),
      }),
    ),
  }),
  errors: ["QTI_NOT_A_ZIP", "QTI_TOO_BIG", "QTI_UNSAFE", "QTI_NO_MANIFEST", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
  perMinute: 20,
});
