import { z } from "zod";
import { formLanguages } from "./language.ts";

/**
 * A form is one versioned case study: what everybody reads, what only one person of the group reads, the items, and
 * the frames of the discussion, the text and the interview. The keys live apart, so that a view built from the content
 * can never carry an answer.
 */

/** What a draft may hold at most: well above any form, well below what would hurt. */
export const draftLimits = { text: 4_000, entries: 60, count: 1_000, id: 100 } as const;

/**
 * Two sizes of one shape: `1` is a form that a person can sit, `0` is one that is still being written, where a text may
 * be empty and a list short. The types are the same.
 */
const shapesOf = (least: 0 | 1) => {
  const text = least === 1 ? z.string().min(1) : z.string().max(draftLimits.text);
  const listOf = <T extends z.ZodType>(entry: T, few: number) =>
    least === 1 ? z.array(entry).min(few) : z.array(entry).max(draftLimits.entries);
  const count = least === 1 ? z.number().int().positive() : z.number().int().nonnegative().max(draftLimits.count);
  const paragraphs = listOf(text, 1);
  // Nothing can be found again without its id, in a draft either.
  const id = z.string().min(1).max(draftLimits.id);
  const option = z.object({ id, text });

  const itemBase = {
    id,
    /** `SITUATION` for items that everybody answers, else the id of the partial document that the item is about. */
    about: id,
    prompt: text,
    /** It stands in several forms, word for word, so that they can be compared by it; candidates are not told. */
    isAnchor: z.boolean().optional(),
    /** Highest number of points, a whole number: partial credit counts whole parts (one pair, one gap, one rank). */
    max: count,
  };

  const readingItem = z.discriminatedUnion("type", [
    z.object({ type: z.literal("SINGLE_CHOICE"), ...itemBase, options: listOf(option, 3) }),
    z.object({ type: z.literal("MULTIPLE_CHOICE"), ...itemBase, options: listOf(option, 4) }),
    z.object({ type: z.literal("TRUE_FALSE"), ...itemBase }),
    /** True or false, and the words of the text that show it: one point each, the second only under the right judgement. */
    z.object({
      type: z.literal("TRUE_FALSE_JUSTIFIED"),
      ...itemBase,
      max: z.literal(2),
      maxLength: least === 1 ? count.max(120) : count,
    }),
    /** Each left entry is paired with one right entry; `max` is the number of left entries. */
    z.object({ type: z.literal("MATCHING"), ...itemBase, left: listOf(option, 2), right: listOf(option, 2) }),
    /** Entries shown in an arbitrary order, to be put in the right one; worth all its points or none. */
    z.object({ type: z.literal("ORDERING"), ...itemBase, entries: listOf(option, 3) }),
    /** `segments` has one entry more than there are gaps; each gap is filled from `bank`; `max` is the number of gaps. */
    z.object({
      type: z.literal("GAP_FILL"),
      ...itemBase,
      segments: least === 1 ? z.array(z.string()).min(2) : listOf(text, 0),
      bank: listOf(option, 2),
    }),
    z.object({ type: z.literal("SHORT_ANSWER"), ...itemBase, maxLength: count }),
  ]);

  const itemKey = z.discriminatedUnion("type", [
    z.object({ type: z.literal("SINGLE_CHOICE"), option: text }),
    /** Right only when exactly these options are chosen. */
    z.object({ type: z.literal("MULTIPLE_CHOICE"), options: listOf(text, 1) }),
    z.object({ type: z.literal("TRUE_FALSE"), value: z.boolean() }),
    /** Whoever copies more of the sentence is right too: one of these must occur in what was written. */
    z.object({ type: z.literal("TRUE_FALSE_JUSTIFIED"), value: z.boolean(), evidence: listOf(text, 1) }),
    z.object({ type: z.literal("MATCHING"), pairs: z.record(id, text) }),
    z.object({ type: z.literal("ORDERING"), order: listOf(text, 3) }),
    z.object({ type: z.literal("GAP_FILL"), fills: listOf(text, 1) }),
    /** Accepted answers, compared without case, accents, punctuation or extra spaces. */
    z.object({ type: z.literal("SHORT_ANSWER"), accepted: listOf(text, 1) }),
  ]);

  const partialDocument = z.object({
    id,
    /** What kind of paper it is: «Note de service», «Courriel», «Relevé». */
    kind: text,
    title: text,
    paragraphs,
    /** The facts that only this document holds, one sentence each: read aloud from the relay sheet in an absence. */
    facts: listOf(text, 2),
  });

  const interviewSection = z.object({
    id,
    title: text,
    minutes: count,
    /** What the adviser says, word for word. */
    script: text,
    prompts: listOf(option, 1),
  });

  const content = z.object({
    code: z.string().min(1),
    version: z.number().int().positive(),
    professionKey: z.string().min(1),
    /** As printed on the attestation: «infirmière ou infirmier». */
    profession: z.string().min(1),
    title: text,
    /** Absent: French, as every case was before there was a choice. */
    language: z.enum(formLanguages).optional(),
    isPractice: z.boolean(),
    situation: z.object({ title: text, paragraphs }),
    documents: listOf(partialDocument, 2),
    items: listOf(readingItem, 4),
    discussion: z.object({
      /** What the group must agree on. */
      task: text,
      instructions: listOf(text, 1),
      /** Said by the adviser to open and to close, word for word. */
      opening: text,
      closing: text,
      /** Neutral prompts for somebody who has not spoken, in the order of use. */
      prompts: listOf(option, 3),
    }),
    writing: z.object({
      task: text,
      recipient: text,
      instructions: listOf(text, 1),
      minWords: count,
      maxWords: count,
    }),
    interview: z.object({
      opening: text,
      sections: listOf(interviewSection, 2),
      /** New elements of the case, revealed one by one by the adviser. */
      newElements: listOf(z.object({ id, title: text, text }), 1),
      closing: text,
    }),
  });
  return { readingItem, itemKey, partialDocument, interviewSection, content, keys: z.record(id, itemKey) };
};

const whole = shapesOf(1);
export const { readingItem, itemKey, partialDocument, interviewSection } = whole;
export type ReadingItem = z.infer<typeof readingItem>;
export type ItemKey = z.infer<typeof itemKey>;
export type PartialDocument = z.infer<typeof partialDocument>;

export const formContent = whole.content;
export type FormContent = z.infer<typeof formContent>;

export const formKeys = whole.keys;
export type FormKeys = z.infer<typeof formKeys>;

const unfinished = shapesOf(0);
/** A form while it is written: the same shape, where texts may be empty and lists short. */
export const draftContent = unfinished.content;
export const draftKeys = unfinished.keys;
export const { readingItem: draftItem, itemKey: draftItemKey } = unfinished;

/** What an item or a highlight is about when it is not a partial document. */
export const situationId = "SITUATION";

/** The items that the holder of `documentId` answers: those about the situation and those about their own document. */
export function itemsFor(content: Pick<FormContent, "items">, documentId: string): ReadingItem[] {
  const own = content.items.filter((item) => item.about === situationId || item.about === documentId);
  return own.map((item) => (item.isAnchor === undefined ? item : { ...item, isAnchor: undefined }));
}
