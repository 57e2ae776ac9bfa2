import { z } from "zod";
import { day, instant } from "../kernel/wire.ts";
import { annotationList } from "../domain/marking/annotations.ts";
import { momentList } from "../domain/marking/moments.ts";

/** What whoever confirms a result sees of those who judged: their marks, their reasons, and no name. */

const given = z.object({
  score: z.number(),
  bands: z.array(z.number().int()),
  comments: z.string(),
  criterionComments: z.array(z.string()),
  annotations: annotationList,
  moments: momentList,
  lockedAt: instant,
});
/** What somebody gave, down to the words beside it. */
export type GivenView = z.infer<typeof given>;

export const shownMark = given.extend({
  ordinal: z.number().int(),
  marker: z.string(),
  /** What the same marker gave before, the newest first, and why each was replaced. */
  former: z.array(given.extend({ reason: z.string() })),
});

/** What a stop at the gate rests on. */
export const gateReasons = z.object({
  prompts: z.array(z.object({ text: z.string(), at: instant })),
  opinions: z.array(z.object({ hasParticipated: z.boolean(), reasons: z.string(), at: instant })),
});
export type GateReasons = z.infer<typeof gateReasons>;

export const correctedAnswer = z.object({
  prompt: z.string(),
  before: z.number(),
  after: z.number(),
  reason: z.string(),
  correctedOn: day,
});
