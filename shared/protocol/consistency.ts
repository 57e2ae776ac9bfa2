import { z } from "zod";
import { id } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

const share = z.number().min(0).max(1);

export const consistencyView = z.object({
  /** Texts that somebody else has marked too. */
  texts: z.number().int(),
  /** Null while there are too few texts. */
  agreement: z
    .object({ pairs: z.number().int(), exact: share, adjacent: share, weightedKappa: z.number().nullable() })
    .nullable(),
  severity: z.number().nullable(),
  /** Beside anchors, whose bands were agreed on beforehand; null while there are too few. Points are those of a score. */
  drift: z.object({ texts: z.number().int(), exact: share, adjacent: share, points: z.number() }).nullable(),
  needsTraining: z.boolean(),
});
export type ConsistencyView = z.infer<typeof consistencyView>;

export const ownConsistency = defineRoute({
  name: "ownConsistency",
  method: "GET",
  path: "/api/marking/consistency",
  summary: "How one marks texts beside the others, for oneself alone.",
  allow: ["RATER"],
  output: consistencyView.extend({ enoughTexts: z.number().int() }),
  errors: [],
});

export const teamConsistency = defineRoute({
  name: "teamConsistency",
  method: "GET",
  path: "/api/marking/team-consistency",
  summary: "How the markers mark texts, for their training; nothing of whoever has marked too few.",
  allow: ["DIRECTOR"],
  output: z.object({
    enoughTexts: z.number().int(),
    /** With how many marks of texts each has put in the place of former ones. */
    markers: z.array(consistencyView.extend({ accountId: id, name: z.string(), corrections: z.number().int() })),
  }),
  errors: [],
});
