import type { ClientMessageKey } from "../../i18n/translator.ts";
import { bands, type Band, type Criterion } from "./units.ts";

/** The assessment grid, as keys of the catalogue: its words are shown to markers and, later, to candidates. */
export interface CriterionText {
  readonly name: ClientMessageKey;
  /** One descriptor per band, from 0 to 5. */
  readonly descriptors: readonly { readonly band: Band; readonly text: ClientMessageKey }[];
}

export function criterionText(criterion: Criterion): CriterionText {
  return {
    name: `marking.${criterion}.name`,
    descriptors: bands.map((band) => ({ band, text: band === 0 ? "marking.band0" : `marking.${criterion}.${band}` })),
  };
}
