import { describe, expect, test } from "vitest";
import { computeReport } from "../../scoring/report.ts";
import type { ScoringInput } from "../../scoring/input.ts";
import type { Report } from "../../scoring/types.ts";
import { effectOfVoid, isRaised, keepingTold, voiding } from "./void-effect.ts";

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

/** Twenty questions of a point each, of which these were missed; everything else is passed. */
function reader(...missed: readonly string[]): ScoringInput {
  const mark = (rater: string, size: number) => ({ rater, bands: Array.from({ length: size }, () => 4) });
  const unit = (size: number) => [mark("r1", size), mark("r2", size)];
  const ids = Array.from({ length: 20 }, (_item, place) => `i${place}`);
  return {
    reading: {
      items: ids.map((id) => ({ id, max: 1, points: missed.includes(id) ? 0 : 1 })),
      humanChecked: false,
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
const untold = (input: ScoringInput) => ({ input, told: null, isSent: false });
const scoreOf = (input: ScoringInput) => computeReport(input).competencies.CE;
const none = new Set<string>();

const isWorse = (before: Report, after: Report): boolean =>
  (before.outcome === "PASS" && after.outcome !== "PASS") ||
  (["CE", "CO", "EE", "EO"] as const).some((key) => {
    const [was, is] = [before.competencies[key], after.competencies[key]];
    return was !== null && is !== null && is < was;
  });

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
        expect(isWorse(before, computeReport(voiding(input, voided)))).toBe(false);
      }
    }
  });

  test("[ITM-3] is counted before it is decided, for those who had the item", () => {
    const source = numbers(7);
    const inputs = Array.from({ length: 40 }, () => person(() => source.next().value));
    const effect = effectOfVoid(inputs.map(untold), none, "i5");
    expect(effect.people).toBe(40);
    expect(effect.lowered).toBe(0);
    expect(effect.raised + effect.unchanged).toBe(40);
    expect(effectOfVoid(inputs.map(untold), none, "elsewhere")).toEqual({
      people: 0,
      raised: 0,
      unchanged: 0,
      gainsLost: 0,
      lowered: 0,
      sentRaised: 0,
      outcomes: [],
    });
  });

  test("[ITM-3] a second one lowers nobody below what they would have without any: who loses an earlier gain is counted apart", () => {
    const missedFirst = voiding(reader("i0", "i1", "i2", "i3", "i4"), new Set(["i0"]));
    const missedSecond = voiding(reader("i19"), new Set(["i0"]));
    expect(scoreOf(missedFirst)).toBe(78.9);
    expect(scoreOf(voiding(missedFirst, new Set(["i0", "i19"])))).toBe(77.8);
    expect(effectOfVoid([missedFirst, missedSecond].map(untold), new Set(["i0"]), "i19")).toMatchObject({
      people: 2,
      raised: 1,
      unchanged: 0,
      gainsLost: 1,
      lowered: 0,
    });
  });

  test("[ITM-3] who was told a result keeps it, whatever is voided later", () => {
    const told = voiding(reader("i0", "i1", "i2", "i3", "i4"), new Set(["i0"]));
    const both = voiding(told, new Set(["i0", "i19"]));
    expect(scoreOf(keepingTold(both, told))).toBe(78.9);
    expect(effectOfVoid([{ input: told, told, isSent: true }], new Set(["i0"]), "i19")).toMatchObject({
      unchanged: 1,
      gainsLost: 0,
      sentRaised: 0,
    });
    // One that serves them better still counts, and what was told before it is no reason to lose it.
    const better = voiding(told, new Set(["i0", "i1"]));
    expect(keepingTold(better, told)).toEqual(better);
  });

  test("[ITM-3] a pass that would have to be looked at again is not raised, and a reading that comes into the borderline zone is", () => {
    const missed = (count: number) => Array.from({ length: count }, (_one, place) => `i${place}`);
    const passed = voiding(reader(...missed(9)), new Set(["i0", "i1"]));
    const again = voiding(passed, new Set(["i0", "i1", "i19"]));
    expect([computeReport(passed).outcome, computeReport(again).outcome]).toEqual(["PASS", "PENDING"]);
    expect(isRaised(passed, again)).toBe(false);
    const failed = reader(...missed(9));
    const zone = voiding(failed, new Set(["i0"]));
    expect([computeReport(failed).outcome, computeReport(zone).outcome]).toEqual(["FAIL", "PENDING"]);
    expect(isRaised(failed, zone)).toBe(true);
  });
});
