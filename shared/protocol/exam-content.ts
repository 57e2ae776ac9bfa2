import { z } from "zod";
import { formContent, partialDocument, readingItem } from "../domain/forms/form-content.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { highlight } from "../domain/reading/highlights.ts";
import { id } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** Exam content, behind identity. Built from the form's content; the keys live apart and have no way in here. */

const situation = formContent.shape.situation;
/** Without `facts`: those are the adviser's relay sheet. */
const document = partialDocument.pick({ id: true, kind: true, title: true, paragraphs: true });
/** Of the case: it is read in its own, whatever the language of the page. */
const language = z.enum(formLanguages);
const sittingParams = z.object({ sittingId: id });

export const readingContent = defineRoute({
  name: "readingContent",
  method: "GET",
  path: "/api/sittings/:sittingId/reading",
  summary: "The situation, one's own partial document, and the items while the activity runs.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({ title: z.string(), language, situation, document, items: z.array(readingItem) }),
  errors: ["IDENTITY_NOT_CONFIRMED", "RUN_NOT_OPEN", "SEAT_ELSEWHERE", "STATION_NEEDED"],
});

export const writingContent = defineRoute({
  name: "writingContent",
  method: "GET",
  path: "/api/sittings/:sittingId/writing",
  summary: "The writing task, the situation, one's own document, notes and highlights.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({
    title: z.string(),
    language,
    task: formContent.shape.writing,
    situation,
    document,
    notes: z.string(),
    highlights: z.array(highlight),
  }),
  errors: ["IDENTITY_NOT_CONFIRMED", "RUN_NOT_OPEN", "SEAT_ELSEWHERE", "STATION_NEEDED"],
});

export const roomPolicy = defineRoute({
  name: "roomPolicy",
  method: "GET",
  path: "/api/sittings/:sittingId/room-policy",
  summary: "What the installation has decided about the exam room, and the key for which a rescue file is sealed.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({
    showsWordCount: z.boolean(),
    mayCopyDocuments: z.boolean(),
    clockWarningMinutes: z.array(z.number().int().positive()).max(3),
    rescueAfterMinutes: z.number().int().positive(),
    /** P-256, uncompressed, base64url. */
    rescueKey: z.string(),
  }),
  errors: [],
});
export type RoomPolicyView = z.infer<typeof roomPolicy.output>;
