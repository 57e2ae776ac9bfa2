import { expect, test } from "vitest";
import { computeReport } from "../../scoring/report.ts";
import type { Report } from "../../scoring/types.ts";
import { levelOf } from "./level.ts";
import { isReviewed, notHeardAgain, scoringInputOf, type FactReview, type ScoringFacts } from "./scoring-facts.ts";
import { unusualIn } from "./unusual.ts";
import { waitOf } from "./waiting.ts";

test.each([
  [59.9, "NOT_REACHED"],
  [60, "REACHED"],
  [79.9, "REACHED"],
  [80, "EXCEEDED"],
])("[RES-13] %d is %s", (score, level) => {
  expect(levelOf(score, { cut: 60, exceededFrom: 80 })).toBe(level);
});

const facts: ScoringFacts = {
  sittingState: "COMPLETED",
  runs: [],
  policy: { cut: 60 },
  reading: { items: [{ id: "i1", max: 1, points: 1 }], isHumanChecked: false },
  marks: [
    { unit: "discussion.CO", ordinal: 2, raterId: "b", bands: [3, 3] },
    { unit: "discussion.CO", ordinal: 1, raterId: "a", bands: [4, 3] },
    { unit: "writing.EE", ordinal: 1, raterId: "c", bands: [3, 3, 3, 3, 3] },
    { unit: "interview.CO", ordinal: 1, raterId: "a", bands: [4, 4] },
  ],
};

test("[RES-1] marks are given in the order of locking, under pseudonyms that only keep markers apart", () => {
  expect(scoringInputOf(facts).marks).toEqual({
    "writing.EE": [{ rater: "r1", bands: [3, 3, 3, 3, 3] }],
    "discussion.CO": [
      { rater: "r2", bands: [4, 3] },
      { rater: "r3", bands: [3, 3] },
    ],
    "discussion.EO": [],
    "interview.CO": [{ rater: "r2", bands: [4, 4] }],
    "interview.EO": [],
  });
});

test("[RES-4] an activity that nobody closed counts as lost technically, and as an absence only if the person did not come", () => {
  const runs = [
    { activity: "READING", state: "COMPLETED" },
    { activity: "DISCUSSION", state: "INTERRUPTED" },
  ] as const;
  expect(scoringInputOf({ ...facts, runs, sittingState: "NOT_COMPLETED" }).activities).toEqual({
    reading: "COMPLETED",
    discussion: "TECHNICAL",
    writing: "TECHNICAL",
    interview: "TECHNICAL",
  });
  expect(scoringInputOf({ ...facts, runs: [], sittingState: "ABSENT" }).activities).toMatchObject({
    reading: "ABSENT",
    interview: "ABSENT",
  });
});

test("[RES-15] what was left out without a stop is nobody's failure: a postponed person is put on hold", () => {
  const leftOut = (["READING", "DISCUSSION", "WRITING", "INTERVIEW"] as const).map((activity) => ({
    activity,
    state: "NOT_EVALUATED" as const,
  }));
  const postponed = scoringInputOf({ ...facts, runs: leftOut, sittingState: "NOT_COMPLETED", marks: [] });
  expect(computeReport({ ...postponed, reading: { items: [], humanChecked: false } }).outcome).toBe("ON_HOLD");
  const stopped = leftOut.map((run) => (run.activity === "DISCUSSION" ? { ...run, state: "GATE_STOPPED" as const } : run));
  expect(scoringInputOf({ ...facts, runs: stopped }).activities).toMatchObject({
    discussion: "GATE_STOPPED",
    writing: "NOT_EVALUATED",
    interview: "NOT_EVALUATED",
  });
});

test("[REV-6] a review waits for two marks of each unit, and for none of what nobody can hear, which keeps its score", () => {
  const again = (...units: readonly ("discussion.CO" | "interview.CO")[]): FactReview["marks"] =>
    units.map((unit, place) => ({ unit, ordinal: place + 1, raterId: `${unit} ${place}`, bands: [5, 5] }));
  const one = { competencies: ["CO"], marks: again("discussion.CO", "interview.CO", "interview.CO") } as const;
  expect([isReviewed(undefined), isReviewed(one), notHeardAgain(one)]).toEqual([false, false, []]);
  const unheard: FactReview = { ...one, unusable: ["DISCUSSION"] };
  expect([isReviewed(unheard), notHeardAgain(unheard)]).toEqual([true, ["DISCUSSION"]]);
  expect(isReviewed({ ...unheard, marks: again("discussion.CO", "interview.CO") })).toBe(false);
  // A single mark of it counts nowhere; two that were given before it was declared so count.
  const pair = (unit: "discussion.CO" | "interview.CO") => again(unit, unit);
  const units = (review: FactReview) => Object.keys(scoringInputOf({ ...facts, review }).review?.CO ?? {});
  expect(units(unheard)).toEqual(["interview.CO"]);
  const both: FactReview = { ...unheard, marks: [...pair("discussion.CO"), ...pair("interview.CO")] };
  expect([notHeardAgain(both), units(both)]).toEqual([[], ["discussion.CO", "interview.CO"]]);
  const nothing: FactReview = { competencies: ["CO"], marks: [], unusable: ["DISCUSSION", "INTERVIEW"] };
  const told = computeReport(scoringInputOf(facts));
  expect(scoringInputOf({ ...facts, review: nothing }).review).toEqual({ CO: {} });
  expect(computeReport(scoringInputOf({ ...facts, review: nothing }))).toEqual(told);
});

const report: Report = {
  outcome: "PASS",
  competencies: { CE: 75, CO: 70, EE: 66, EO: 64 },
  units: {
    "writing.EE": { score: 66, marks: 2 },
    "discussion.CO": { score: 70, marks: 2 },
    "interview.CO": { score: 70, marks: 2 },
    "discussion.EO": { score: 64, marks: 2 },
    "interview.EO": { score: 64, marks: 2 },
  },
  needs: [],
  flags: [],
};
const policy = { cut: 60, sem: 4 };
const around = { ageDays: 3, dueDays: 14, isAwaited: true, lacksRater: false };

test("[RES-14] an ordinary result has no sign", () => {
  expect(unusualIn(report, policy, around)).toEqual([]);
});

test("[RES-14] each sign has its cause, the most pressing first", () => {
  const odd: Report = {
    ...report,
    outcome: "FAIL",
    competencies: { CE: 75, CO: 70, EE: 58, EO: null },
    units: { ...report.units, "writing.EE": { score: 58, marks: 3 } },
    needs: [{ unit: "interview.EO", why: "SECOND_MARK" }],
    flags: ["HELD_HARMLESS", "PARTICIPATION"],
  };
  expect(unusualIn(odd, policy, { ...around, ageDays: 12, lacksRater: true })).toEqual([
    "LATE",
    "NO_RATER",
    "NEEDS_ORAL_MARK",
    "PARTICIPATION",
    "BORDERLINE",
    "THIRD_MARK",
    "HELD_HARMLESS",
  ]);
  expect(unusualIn({ ...report, outcome: "ON_HOLD" }, policy, { ...around, ageDays: 20, isAwaited: false })).toEqual([
    "NOT_ALL_DONE",
  ]);
});

test("[RES-5, RES-6] each need says whom it waits for", () => {
  const allotted = (unit: string, count: number) =>
    Array.from({ length: count }, () => ({ unit, state: "ALLOTTED" as const }));
  const text = { isTextReady: true, tasks: allotted("writing.EE", 1) };
  expect(waitOf({ unit: "reading.CE", why: "FIRST_MARK" }, text)).toBe("SEAL");
  expect(waitOf({ unit: "reading.CE", why: "BORDERLINE" }, text)).toBe("READING_CHECK");
  expect(waitOf({ unit: "writing.EE", why: "FIRST_MARK" }, { ...text, isTextReady: false })).toBe("SEAL");
  expect(waitOf({ unit: "writing.EE", why: "FIRST_MARK" }, text)).toBe("NO_RATER");
  expect(waitOf({ unit: "writing.EE", why: "FIRST_MARK" }, { ...text, tasks: allotted("writing.EE", 2) })).toBe(
    "MARKER",
  );
  expect(waitOf({ unit: "writing.EE", why: "T1" }, text)).toBe("MARKER");
  expect(waitOf({ unit: "interview.EO", why: "SECOND_MARK" }, text)).toBe("ADVISER");
  const heard = { ...text, tasks: [{ unit: "interview.EO", state: "ALLOTTED" as const, isHeard: true }] };
  expect(waitOf({ unit: "interview.EO", why: "SECOND_MARK" }, heard)).toBe("LISTENER_ASKED");
  expect(waitOf({ unit: "interview.EO", why: "T2" }, heard)).toBe("LISTENER_ASKED");
  const referred = { ...heard, tasks: heard.tasks.map((task) => ({ ...task, state: "REFERRED" as const })) };
  expect(waitOf({ unit: "interview.EO", why: "SECOND_MARK" }, referred)).toBe("REFERRAL");
  const recorded = { ...text, oralWays: new Map([["interview.EO", "AWAITED_RECORDED" as const]]) };
  expect(waitOf({ unit: "interview.EO", why: "SECOND_MARK" }, recorded)).toBe("ADVISER_RECORDED");
  expect(waitOf({ unit: "interview.EO", why: "T2" }, text)).toBe("ADVISER_TO_ASK");
  expect(waitOf({ unit: "interview.EO", why: "T2" }, { ...text, tasks: allotted("interview.EO", 1) })).toBe(
    "ADVISER_ASKED",
  );
});
