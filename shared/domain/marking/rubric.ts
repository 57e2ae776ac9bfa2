import { bands, type Band, type Criterion } from "./units.ts";

/** The assessment grid, as keys of the catalogue: its words are shown to markers and, later, to candidates. */
export type CriterionNameKey = `marking.${Criterion}.name`;
export type DescriptorKey = "marking.band0" | `marking.${Criterion}.${Exclude<Band, 0>}`;

export interface CriterionText {
  readonly name: CriterionNameKey;
  /** One descriptor per band, from 0 to 5. */
  readonly descriptors: readonly { readonly band: Band; readonly text: DescriptorKey }[];
}

export function criterionText(criterion: Criterion): CriterionText {
  return {
    name: `marking.${criterion}.name`,
    descriptors: bands.map((band) => ({ band, text: band === 0 ? "marking.band0" : `marking.${criterion}.${band}` })),
  };
}
