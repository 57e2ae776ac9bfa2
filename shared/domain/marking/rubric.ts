import type { Rubric, Words } from "../policies/exam-rules.ts";
import { bands, criteriaOf, type Criterion, type UnitId } from "./units.ts";

/** The grid of one unit in the words of one version of the rules, whose number would tell a marker when the exam was sat. */
export interface Grid {
  readonly unit: UnitId;
  readonly criteria: {
    readonly criterion: Criterion;
    readonly name: Words;
    /** One per band, from 0 to 5. */
    readonly descriptors: Words[];
  }[];
}

export const gridOf = ({ criteria, nothing }: Rubric, unit: UnitId): Grid => ({
  unit,
  criteria: criteriaOf[unit].map((criterion) => ({
    criterion,
    name: criteria[criterion].name,
    descriptors: bands.map((band) => criteria[criterion].bands[band - 1] ?? nothing),
  })),
});
