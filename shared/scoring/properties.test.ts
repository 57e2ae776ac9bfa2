import { expect, test } from "vitest";
import type { ScoringInput } from "./input.ts";
import { computeReport } from "./report.ts";

/** A small generator with a seed, so that a failure can be found again. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}
const source = numbers(6);
const upTo = (count: number): number => Math.floor(source.next().value * count);

const sizes = {
  "writing.EE": 5,
  "discussion.CO": 2,
  "interview.CO": 2,
  "discussion.EO": 4,
  "interview.EO": 4,
} as const;
type Marks = Required<ScoringInput["marks"]>;
const mapMarks = (of: (unit: keyof typeof sizes) => Marks["writing.EE"]): Marks => ({
  "writing.EE": of("writing.EE"),
  "discussion.CO": of("discussion.CO"),
  "interview.CO": of("interview.CO"),
  "discussion.EO": of("discussion.EO"),
  "interview.EO": of("interview.EO"),
});

const person = (counts: () => number): ScoringInput & { readonly marks: Marks } => ({
  reading: { items: [{ id: "i", max: 10, points: upTo(11) }], humanChecked: true },
  marks: mapMarks((unit) =>
    Array.from({ length: counts() }, (_mark, rater) => ({
      rater: `r${rater}`,
      bands: Array.from({ length: sizes[unit] }, () => 2 + upTo(3)),
    })),
  ),
});

test("[SC-1] the order of up to three marks and the names of markers never change a report", () => {
  for (let round = 0; round < 300; round += 1) {
    const input = person(() => upTo(4));
    const marks = mapMarks((unit) =>
      input.marks[unit].map(({ bands }, place) => ({ rater: `someone-${place}`, bands })).toReversed(),
    );
    expect(computeReport({ ...input, marks })).toEqual(computeReport(input));
  }
});

test("[SC-5] of two marks a unit, one band higher never lowers a competency that stays decided", () => {
  for (let round = 0; round < 300; round += 1) {
    const input = person(() => 2);
    const before = computeReport(input);
    for (const unit of ["writing.EE", "discussion.CO", "interview.EO"] as const) {
      const raised = input.marks[unit].map((mark, place) =>
        place === 0 ? { ...mark, bands: mark.bands.map((band, at) => (at === 0 ? band + 1 : band)) } : mark,
      );
      const after = computeReport({ ...input, marks: { ...input.marks, [unit]: raised } });
      for (const key of ["CO", "EE", "EO"] as const) {
        const [was, is] = [before.competencies[key], after.competencies[key]];
        if (was !== null && is !== null) expect(is).toBeGreaterThanOrEqual(was);
      }
    }
  }
});
