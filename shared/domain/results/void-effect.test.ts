import { describe, expect, test } from "vitest";
import { computeReport } from "../../scoring/report.ts";
import type { ScoringInput } from "../../scoring/input.ts";
import { effectOfVoid, isLowered, voiding } from "./void-effect.ts";

/** A small generator with a seed, so that a failure can be found again. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

function person(next: () => number): ScoringInput {
  const mark = (rater: string, size: number) => ({
    rater,
    bands: Array.from({ length: size }, () => Math.floor(next() * 6)),
  });
  const unit = (size: number) => [mark("r1", size), mark("r2", size), mark("r3", size)];
  return {
    policy: { cut: 60, sem: 4, scoreGap: 15, bandGap: 2 },
    reading: {
      items: Array.from({ length: 12 }, (_item, place) => {
        const max = 1 + Math.floor(next() * 3);
        return { id: `i${place}`, max, points: Math.floor(next() * (max + 1)) };
      }),
      humanChecked: next() < 0.5,
    },
    marks: {
      "writing.EE": unit(5),
      "discussion.CO": unit(2),
      "interview.CO": unit(2),
      "discussion.EO": unit(4),
      "interview.EO": unit(4),
    },
  };
}

describe("voiding an item", () => {
  test("[ITM-3] never lowers anybody, one item after another, over many people", () => {
    const source = numbers(20_261_122);
    const next = (): number => source.next().value;
    for (let round = 0; round < 200; round += 1) {
      const input = person(next);
      const voided = new Set<string>();
      const before = computeReport(input);
      for (const id of ["i3", "i7", "i0"]) {
        voided.add(id);
        expect(isLowered(before, computeReport(voiding(input, voided)))).toBe(false);
      }
    }
  });

  test("[ITM-3] is counted before it is decided, for those who had the item", () => {
    const source = numbers(7);
    const inputs = Array.from({ length: 40 }, () => person(() => source.next().value));
    const effect = effectOfVoid(inputs, "i5");
    expect(effect.people).toBe(40);
    expect(effect.lowered).toBe(0);
    expect(effect.raised + effect.unchanged).toBe(40);
    expect(effectOfVoid(inputs, "elsewhere")).toEqual({ people: 0, raised: 0, unchanged: 0, lowered: 0, outcomes: [] });
  });
});
