import { z } from "zod";

/**
 * A form is one versioned case study: what everybody reads, what only one person of the group reads, the items, and
 * the frames of the discussion, the text and the interview. The keys live apart, so that a view built from the content
 * can never carry an answer.
 */

const text = z.string().min(1);
const paragraphs = z.array(text).min(1);
const option = z.object({ id: text, text });

const itemBase = {
  id: text,
  /** `SITUATION` for items that everybody answers, else the id of the partial document that the item is about. */
  about: text,
  prompt: text,
  /** Highest number of points, a whole number: partial credit counts whole parts (one pair, one gap, one rank). */
  max: z.number().int().positive(),
};

export const readingItem = z.discriminatedUnion("type", [
  z.object({ type: z.literal("SINGLE_CHOICE"), ...itemBase, options: z.array(option).min(3) }),
  z.object({ type: z.literal("MULTIPLE_CHOICE"), ...itemBase, options: z.array(option).min(4) }),
  z.object({ type: z.literal("TRUE_FALSE"), ...itemBase }),
  /** True or false, and the words of the text that show it: one point each, the second only under the right judgement. */
  z.object({
    type: z.literal("TRUE_FALSE_JUSTIFIED"),
    ...itemBase,
    max: z.literal(2),
    maxLength: z.number().int().positive().max(120),
  }),
  /** Each left entry is paired with one right entry; `max` is the number of left entries. */
  z.object({ type: z.literal("MATCHING"), ...itemBase, left: z.array(option).min(2), right: z.array(option).min(2) }),
  /** Entries shown in an arbitrary order, to be put in the right one; worth all its points or none. */
  z.object({ type: z.literal("ORDERING"), ...itemBase, entries: z.array(option).min(3) }),
  /** `segments` has one entry more than there are gaps; each gap is filled from `bank`; `max` is the number of gaps. */
  z.object({
    type: z.literal("GAP_FILL"),
    ...itemBase,
    segments: z.array(z.string()).min(2),
    bank: z.array(option).min(2),
  }),
  z.object({ type: z.literal("SHORT_ANSWER"), ...itemBase, maxLength: z.number().int().positive() }),
]);
export type ReadingItem = z.infer<typeof readingItem>;

export const itemKey = z.discriminatedUnion("type", [
  z.object({ type: z.literal("SINGLE_CHOICE"), option: text }),
  /** Right only when exactly these options are chosen. */
  z.object({ type: z.literal("MULTIPLE_CHOICE"), options: z.array(text).min(1) }),
  z.object({ type: z.literal("TRUE_FALSE"), value: z.boolean() }),
  /** Whoever copies more of the sentence is right too: one of these must occur in what was written. */
  z.object({ type: z.literal("TRUE_FALSE_JUSTIFIED"), value: z.boolean(), evidence: z.array(text).min(1) }),
  z.object({ type: z.literal("MATCHING"), pairs: z.record(text, text) }),
  z.object({ type: z.literal("ORDERING"), order: z.array(text).min(3) }),
  z.object({ type: z.literal("GAP_FILL"), fills: z.array(text).min(1) }),
  /** Accepted answers, compared without case, accents, punctuation or extra spaces. */
  z.object({ type: z.literal("SHORT_ANSWER"), accepted: z.array(text).min(1) }),
]);
export type ItemKey = z.infer<typeof itemKey>;

export const partialDocument = z.object({
  id: text,
  /** What kind of paper it is: «Note de service», «Courriel», «Relevé». */
  kind: text,
  title: text,
  paragraphs,
  /** The facts that only this document holds, one sentence each: read aloud from the relay sheet in an absence. */
  facts: z.array(text).min(2),
});
export type PartialDocument = z.infer<typeof partialDocument>;

export const interviewSection = z.object({
  id: text,
  title: text,
  minutes: z.number().int().positive(),
  /** What the adviser says, word for word. */
  script: text,
  prompts: z.array(option).min(1),
});

export const formContent = z.object({
  code: text,
  version: z.number().int().positive(),
  professionKey: text,
  /** As printed on the attestation: «infirmière ou infirmier». */
  profession: text,
  title: text,
  isPractice: z.boolean(),
  situation: z.object({ title: text, paragraphs }),
  documents: z.array(partialDocument).min(2),
  items: z.array(readingItem).min(4),
  discussion: z.object({
    /** What the group must agree on. */
    task: text,
    instructions: z.array(text).min(1),
    /** Said by the adviser to open and to close, word for word. */
    opening: text,
    closing: text,
    /** Neutral prompts for somebody who has not spoken, in the order of use. */
    prompts: z.array(option).min(3),
  }),
  writing: z.object({
    task: text,
    recipient: text,
    instructions: z.array(text).min(1),
    minWords: z.number().int().positive(),
    maxWords: z.number().int().positive(),
  }),
  interview: z.object({
    opening: text,
    sections: z.array(interviewSection).min(2),
    /** New elements of the case, revealed one by one by the adviser. */
    newElements: z.array(z.object({ id: text, title: text, text })).min(1),
    closing: text,
  }),
});
export type FormContent = z.infer<typeof formContent>;

export const formKeys = z.record(text, itemKey);
export type FormKeys = z.infer<typeof formKeys>;

/** What an item or a highlight is about when it is not a partial document. */
export const situationId = "SITUATION";

/** The items that the holder of `documentId` answers: those about the situation and those about their own document. */
export function itemsFor(content: Pick<FormContent, "items">, documentId: string): ReadingItem[] {
  return content.items.filter((item) => item.about === situationId || item.about === documentId);
}
