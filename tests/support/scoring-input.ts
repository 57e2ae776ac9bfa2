import fc from "fast-check";

import type { GivenMark, ScoringInput } from "#shared/scoring/input.ts";
import { WEIGHTS } from "#shared/scoring/policy.ts";
import { type UnitId, forEachUnit } from "#shared/scoring/types.ts";

/** Bands crowd around the level expected, where every rule about the cut lives. */
const band = fc.oneof(
  { weight: 3, arbitrary: fc.constant(3) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 4 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 5 }),
  },
);

export function anyMarks(unit: UnitId, counts: { minLength: number; maxLength: number }): fc.Arbitrary<GivenMark[]> {
  const size = WEIGHTS[unit].length;
  return fc
    .array(fc.array(band, { minLength: size, maxLength: size }), counts)
    .map((rows) => rows.map((bands, index) => ({ rater: `r${index + 1}`, bands })));
}

export function anyMarkTable(counts: { minLength: number; maxLength: number }): fc.Arbitrary<ScoringInput["marks"]> {
  return fc.record(forEachUnit((unit) => anyMarks(unit, counts)));
}

export const anyReading: fc.Arbitrary<ScoringInput["reading"]> = fc.record({
  items: fc
    .array(
      fc.record({ max: fc.integer({ min: 1, max: 5 }), share: fc.integer({ min: 0, max: 5 }), void: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((items) =>
      items.map((item, index) => ({
        id: `i${index}`,
        max: item.max,
        points: Math.min(item.share, item.max),
        void: item.void,
      })),
    ),
  humanChecked: fc.boolean(),
});

export const anyInput: fc.Arbitrary<ScoringInput> = fc.record({
  reading: anyReading,
  marks: anyMarkTable({ minLength: 0, maxLength: 3 }),
});
export const anyMarkedInput: fc.Arbitrary<ScoringInput> = fc.record({
  reading: anyReading,
  marks: anyMarkTable({ minLength: 2, maxLength: 3 }),
});

/** The input with the marks of each unit rewritten. */
export function withMarks(
  input: ScoringInput,
  rewrite: (marks: readonly GivenMark[], unit: UnitId) => readonly GivenMark[],
): ScoringInput {
  const marks = forEachUnit((unit) =>
    rewrite(input.marks[unit] ?? [], unit).map(({ rater, bands }) => ({ rater, bands })),
  );
  return { ...input, marks };
}

/** A candidate of whom only the text was marked. */
export const writing = (...rows: readonly (readonly number[])[]): ScoringInput => ({
  reading: { items: [{ id: "i1", max: 1, points: 1 }] },
  marks: { "writing.EE": rows.map((bands, index) => ({ rater: `r${index + 1}`, bands })) },
});
