import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { outcomes } from "./results.ts";
import { defineRoute } from "./define.ts";

/** Reading items: their open answers, marked blind by question, and how they behaved, for the directorate. */

const itemParams = z.object({ formId: id, itemId: z.string().min(1).max(100) });
const points = z.number().int().min(0).max(20);

export const openItems = defineRoute({
  name: "openItems",
  method: "GET",
  path: "/api/marking/items",
  summary: "Questions with answers that no key settles. Nothing about anybody.",
  allow: ["RATER"],
  output: z.object({
    items: z.array(
      z.object({
        formId: id,
        itemId: z.string(),
        /** Of the question. */
        language: z.enum(formLanguages),
        prompt: z.string(),
        waiting: z.number().int(),
      }),
    ),
  }),
  errors: [],
});

/** The same words of several people are one answer: no count, no person, no order of arrival. */
export const openItem = defineRoute({
  name: "openItem",
  method: "GET",
  path: "/api/marking/items/:formId/:itemId",
  summary: "One question, what its key accepts, and the answers that wait.",
  allow: ["RATER"],
  params: itemParams,
  output: z.object({
    /** Of the case and of the answers. */
    language: z.enum(formLanguages),
    prompt: z.string(),
    accepted: z.array(z.string()),
    max: points,
    source: z.object({ title: z.string(), paragraphs: z.array(z.string()) }),
    answers: z.array(z.object({ answer: z.string(), sample: z.string() })),
  }),
  errors: [],
});

export const markOpenAnswer = defineRoute({
  name: "markOpenAnswer",
  method: "POST",
  path: "/api/marking/items/:formId/:itemId/marks",
  summary: "Says what an answer is worth, for everybody who gave it.",
  allow: ["RATER"],
  params: itemParams,
  body: z.object({ answer: z.string().min(1).max(1_000), points }),
  output: z.object({}),
  errors: ["ALREADY_LOCKED"],
});

const share = z.number();
export const formItems = defineRoute({
  name: "formItems",
  method: "GET",
  path: "/api/items",
  summary: "How the items of each form behaved: difficulty, discrimination, options. Never a person.",
  allow: ["DIRECTOR"],
  output: z.object({
    enoughPeople: z.number().int(),
    forms: z.array(
      z.object({
        formId: id,
        code: z.string(),
        version: z.number().int(),
        title: z.string(),
        /** Of the questions, their options and the title. */
        language: z.enum(formLanguages),
        items: z.array(
          z.object({
            itemId: z.string(),
            prompt: z.string(),
            people: z.number().int(),
            difficulty: share.nullable(),
            discrimination: share.nullable(),
            options: z.array(z.object({ text: z.string().nullable(), share, restShare: share, isKey: z.boolean() })),
            waiting: z.number().int(),
            /** Where the same question stands in other forms; null for what is no anchor. */
            anchor: z
              .object({
                /** Sealed readings that held it, in all forms together. */
                seenBy: z.number().int(),
                elsewhere: z.array(
                  z.object({
                    formId: id,
                    code: z.string(),
                    version: z.number().int(),
                    people: z.number().int(),
                    /** Null with fewer people than are enough. */
                    difficulty: share.nullable(),
                  }),
                ),
              })
              .nullable(),
            voided: z.object({ reason: z.string(), by: z.string(), at: instant, raised: z.number().int() }).nullable(),
          }),
        ),
      }),
    ),
  }),
  errors: [],
});

export const voidEffectView = z.object({
  people: z.number().int(),
  raised: z.number().int(),
  unchanged: z.number().int(),
  /** Raised less than items that were voided before raise them now, and no lower than without any. */
  gainsLost: z.number().int(),
  /** Lower than without any void item. */
  lowered: z.number().int(),
  outcomes: z.array(z.object({ outcome: z.enum(outcomes), before: z.number().int(), after: z.number().int() })),
  /** Results that were sent already and would be raised: they come back to be confirmed. */
  sentRaised: z.number().int(),
  /** Names exactly the reports that were looked at. */
  fingerprint: z.string(),
});

export const voidEffect = defineRoute({
  name: "voidEffect",
  method: "GET",
  path: "/api/items/:formId/:itemId/void-effect",
  summary: "What voiding an item would change, before anybody decides it.",
  allow: ["DIRECTOR"],
  params: itemParams,
  output: voidEffectView,
  errors: ["NOT_ALLOWED_NOW"],
});

export const voidItem = defineRoute({
  name: "voidItem",
  method: "POST",
  path: "/api/items/:formId/:itemId/void",
  summary: "Voids an item for everybody, with a reason, as the effect was shown; nobody is worse off.",
  allow: ["DIRECTOR"],
  params: itemParams,
  body: z.object({ reason: z.string().trim().max(1_000), fingerprint: z.string().max(100) }),
  output: z.object({}),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED", "SOMEBODY_LOWERED"],
});
