import { z } from "zod";
import { criteria, unitIds } from "../domain/marking/units.ts";

export const wordsView = z.object({ fr: z.string(), en: z.string() });

/** The grid of one unit: the words of the version of the rules that the report of that sitting is computed by. */
export const gridView = z.object({
  unit: z.enum(unitIds),
  criteria: z.array(
    z.object({
      criterion: z.enum(criteria),
      name: wordsView,
      /** One per band, from 0 to 5. */
      descriptors: z.array(wordsView).length(6),
    }),
  ),
});
export type GridView = z.infer<typeof gridView>;
