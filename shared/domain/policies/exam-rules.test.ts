import { describe, expect, test } from "vitest";
import { computeReport } from "../../scoring/report.ts";
import { WEIGHTS, weightsOf } from "../../scoring/policy.ts";
import { differences, leavesOf, withLeaves, type Leaf } from "./differences.ts";
import { examRules } from "./exam-rules.ts";
import { firstRules } from "../recordings/retention.ts";
import { equityOf, markingOf, recordingOf, retakeOf, rulesOf, scoringPolicyOf } from "./stored-rules.ts";

const first = rulesOf({});
/** The first rules with one leaf changed. */
const changed = (at: string, leaf: Leaf): unknown => withLeaves(first, (path, was) => (path === at ? leaf : was));

describe("what rules are", () => {
  test.each([
    ["rubric/criteria/E1/bands/2/fr", ""],
    ["rubric/criteria/O5/bands/4/en", "   "],
    ["rubric/criteria/L2/name/fr", "n".repeat(61)],
    ["rubric/criteria/E4/bands/0/en", "d".repeat(201)],
    ["rubric/nothing/fr", "deux\nlignes"],
    ["rubric/levels/REACHED/en", ""],
    ["rubric/weights/writing.EE/0", 26],
    ["rubric/weights/interview.CO/1", 49],
    ["rubric/weights/discussion.EO/3", 20.5],
    ["exceededFrom", 59],
    ["cut", 0],
    ["retake/scope", "BEST"],
    ["retake/creditMonths", 0],
    ["retake/creditMonths", 61],
    ["retake/creditMonths", 1.5],
    ["recording/reviewDays", 59],
    ["recording/keepDays", -1],
    ["recording/keepDays", 3651],
    ["equity/margin", 0.4],
    ["equity/margin", 20.1],
    ["equity/margin", 3.14],
    ["marking/mayReplay", "oui"],
  ])("[POL-5] %s cannot be %j", (path, leaf) => {
    expect(leavesOf(first).has(path)).toBe(true);
    expect(examRules.safeParse(changed(path, leaf)).success).toBe(false);
  });

  test("[POL-5] a criterion, a band or a language that is missing, or one too many, is refused", () => {
    const { E1, ...others } = first.rubric.criteria;
    const withCriteria = (criteria: unknown): unknown => ({ ...first, rubric: { ...first.rubric, criteria } });
    expect(examRules.safeParse(withCriteria({ ...others, E1 })).success).toBe(true);
    for (const wrong of [others, { ...others, E1: { ...E1, bands: E1.bands.slice(1) } }, { ...others, E1, E6: E1 }])
      expect(examRules.safeParse(withCriteria(wrong)).success).toBe(false);
    expect(examRules.safeParse({ ...first, rubric: { ...first.rubric, nothing: { fr: "rien" } } }).success).toBe(false);
  });

  test("[POL-5] no weight is zero, even where the others add up", () => {
    const weights = { ...first.rubric.weights, "discussion.CO": [100, 0] };
    expect(examRules.safeParse({ ...first, rubric: { ...first.rubric, weights } }).success).toBe(false);
  });

  test("[POL-4] what differs is said leaf by leaf, and nothing where nothing does", () => {
    expect(differences(first, first)).toEqual([]);
    const path = "rubric/criteria/E3/bands/1/fr";
    expect(differences(first, examRules.parse(changed(path, "juste assez")))).toEqual([
      { path, from: "suffisant pour le simple, imprécis pour le métier", to: "juste assez" },
    ]);
  });
});

describe("what the scoring function is given", () => {
  const input = {
    reading: { items: [{ id: "i", max: 1, points: 1 }] },
    marks: {
      "writing.EE": [
        { rater: "r1", bands: [5, 3, 3, 3, 3] },
        { rater: "r2", bands: [4, 3, 3, 3, 3] },
      ],
    },
  };

  test("[POL-7] the first rules have the weights of the design, and change no report by saying so", () => {
    expect(weightsOf(scoringPolicyOf(first))).toEqual(WEIGHTS);
    expect(computeReport({ ...input, policy: scoringPolicyOf(first) })).toEqual(computeReport(input));
  });

  test("[POL-7] a version from before there were weights gives what it was approved with, and no more", () => {
    expect(scoringPolicyOf({ cut: 60, sem: 4, scoreGap: 15, bandGap: 2 })).toEqual({
      cut: 60,
      sem: 4,
      scoreGap: 15,
      bandGap: 2,
    });
    expect(scoringPolicyOf({ cut: 61 })).toEqual({ cut: 61 });
    expect(rulesOf({ cut: 61 })).toEqual({ ...first, cut: 61 });
    expect(retakeOf({ cut: 61 })).toEqual({ scope: "FULL", creditMonths: 12 });
    expect(equityOf({ cut: 61 })).toEqual({ margin: 3 });
    expect(equityOf({ ...first, equity: { margin: 2.5 } })).toEqual({ margin: 2.5 });
    expect(markingOf({ cut: 61 })).toEqual({ mayReplay: false });
    expect(markingOf(changed("marking/mayReplay", true))).toEqual({ mayReplay: true });
    expect(recordingOf({ cut: 61 })).toBeUndefined();
    const apart = { ...firstRules, version: 3, isOralFilmed: true };
    expect(rulesOf({ cut: 61 }, apart).recording).toEqual({ ...first.recording, isOralFilmed: true });
    expect(rulesOf(first, apart)).toEqual(first);
  });

  test("[POL-7] what markers may see is no part of it", () => {
    const { marking: _before, ...rules } = first;
    const inputs = [rules, first, changed("marking/mayReplay", true)].map((one) => JSON.stringify(scoringPolicyOf(one)));
    expect(new Set(inputs).size).toBe(1);
  });

  test("[POL-7] a version from before there was a highest level is read, however high its cut", () => {
    expect(rulesOf({ cut: 85 })).toEqual({ ...first, cut: 85, exceededFrom: 85 });
  });

  test("[POL-7, SC-11] any whole per cents are exact decimals, and move the score as they say", () => {
    for (let percent = 1; percent < 100; percent += 1) {
      const weights = { ...first.rubric.weights, "discussion.CO": [percent, 100 - percent] };
      const policy = scoringPolicyOf({ ...first, rubric: { ...first.rubric, weights } });
      expect(policy.weights?.["discussion.CO"]).toEqual([Number(`${percent}e-2`), Number(`${100 - percent}e-2`)]);
      const marks = ["r1", "r2"].map((rater) => ({ rater, bands: [5, 0] }));
      const report = computeReport({ ...input, marks: { "discussion.CO": marks }, policy });
      expect(report.units["discussion.CO"].score).toBe(percent);
    }
  });
});
