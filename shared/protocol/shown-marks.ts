import { z } from "zod";
import { day, instant } from "../kernel/wire.ts";
import { annotationList } from "../domain/marking/annotations.ts";
import { momentList } from "../domain/marking/moments.ts";

/** What whoever confirms a result sees of its marks. Markers have a number and no name. */

export const shownMark = z.object({
  ordinal: z.number().int(),
  marker: z.string(),
  score: z.number(),
  bands: z.array(z.number().int()),
  comments: z.string(),
  criterionComments: z.array(z.string()),
  annotations: annotationList,
  moments: momentList,
  lockedAt: instant,
  /** What the same marker gave before, the newest first, and why each was replaced. */
  former: z.array(
    z.object({ score: z.number(), bands: z.array(z.number().int()), comments: z.string(), lockedAt: instant, reason: z.string() }),
  ),
});

export const correctedAnswer = z.object({
  prompt: z.string(),
  before: z.number(),
  after: z.number(),
  reason: z.string(),
  correctedOn: day,
});
