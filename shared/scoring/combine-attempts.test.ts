import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { anyInput } from "#tests/support/scoring-input.ts";

import { combineInputs } from "./combination.ts";
import { type Attempt, type RetakeRule, combineAttempts, standingCredits } from "./combine-attempts.ts";
import { computeReport } from "./report.ts";
import { type Flag, type Outcome, type Report, forEachUnit } from "./types.ts";

type Scores = Report["competencies"];

function attempt(
  heldOn: string,
  outcome: Outcome,
  scores: Partial<Scores>,
  flags: readonly Flag[] = [],
  cut = 60,
): Attempt {
  const competencies = { CE: null, CO: null, EE: null, EO: null, ...scores };
  return {
    heldOn,
    cut,
    report: { outcome, competencies, units: forEachUnit(() => ({ score: null, marks: 0 })), needs: [], flags },
  };
}

const first = attempt("2026-01-15", "FAIL", { CE: 75, CO: 70, EO: 64, EE: 52 });
const FAILED_ONLY: RetakeRule = { scope: "FAILED_ONLY", creditMonths: 12 };
const FULL: RetakeRule = { scope: "FULL", creditMonths: 12 };
const threeCredits = ["CE", "CO", "EO"].map((competency) => ({ competency, heldOn: "2026-01-15" }));

describe("retakes", () => {
  test("[SC-13] V15 FULL: the latest attempt stands alone", () => {
    const second = attempt("2026-09-15", "FAIL", { CE: 70, CO: 62, EO: 55, EE: 66 });
    expect(combineAttempts([first, second], FULL)).toEqual({
      outcome: "FAIL",
      competencies: { CE: 70, CO: 62, EE: 66, EO: 55 },
      credits: [],
    });
  });

  test("[SC-13] V15 FAILED_ONLY: written expression sat again at 8 months passes with the credits", () => {
    expect(combineAttempts([first, attempt("2026-09-15", "FAIL", { EE: 66 })], FAILED_ONLY)).toEqual({
      outcome: "PASS",
      competencies: { CE: 75, CO: 70, EE: 66, EO: 64 },
      credits: threeCredits,
    });
  });

  test("[SC-13] V15 FAILED_ONLY: at 14 months the credits have expired", () => {
    expect(combineAttempts([first, attempt("2027-03-15", "FAIL", { EE: 66 })], FAILED_ONLY)).toEqual({
      outcome: "FAIL",
      competencies: { CE: null, CO: null, EE: 66, EO: null },
      credits: [],
    });
  });

  test("[SC-13] a credit counts on its last day, not on the next", () => {
    const onTheDay = combineAttempts([first, attempt("2027-01-15", "FAIL", { EE: 66 })], FAILED_ONLY);
    const dayAfter = combineAttempts([first, attempt("2027-01-16", "FAIL", { EE: 66 })], FAILED_ONLY);
    expect([onTheDay.outcome, dayAfter.outcome]).toEqual(["PASS", "FAIL"]);
  });

  test("[SC-13] a month that is too short ends the credit on its last day", () => {
    const rule: RetakeRule = { scope: "FAILED_ONLY", creditMonths: 1 };
    const on = (heldOn: string) =>
      combineAttempts([{ ...first, heldOn: "2028-01-31" }, attempt(heldOn, "FAIL", { EE: 66 })], rule).outcome;
    expect([on("2028-02-29"), on("2028-03-01")]).toEqual(["PASS", "FAIL"]);
  });

  test("[SC-13] the order in which attempts are given does not matter, their days do", () => {
    const second = attempt("2026-09-15", "FAIL", { EE: 66 });
    expect(combineAttempts([second, first], FAILED_ONLY)).toEqual(combineAttempts([first, second], FAILED_ONLY));
  });

  test("[SC-13] a competency that the latest attempt fails keeps an earlier pass, the most recent one", () => {
    const middle = attempt("2026-05-01", "FAIL", { CE: 50, CO: 61, EO: 63, EE: 50 });
    const last = attempt("2026-09-15", "FAIL", { CE: 80, CO: 62, EO: 55, EE: 66 });
    expect(combineAttempts([first, middle, last], FAILED_ONLY)).toEqual({
      outcome: "PASS",
      competencies: { CE: 80, CO: 62, EE: 66, EO: 63 },
      credits: [{ competency: "EO", heldOn: "2026-05-01" }],
    });
  });

  test("[SC-13] a pass is judged by the cut that its own sitting pinned", () => {
    const stricter = attempt("2026-01-15", "FAIL", { CE: 75, CO: 70, EO: 64, EE: 52 }, [], 65);
    expect(combineAttempts([stricter, attempt("2026-09-15", "FAIL", { EE: 66 })], FAILED_ONLY)).toEqual({
      outcome: "FAIL",
      competencies: { CE: 75, CO: 70, EE: 66, EO: null },
      credits: threeCredits.slice(0, 2),
    });
  });

  test.each<[Outcome, readonly Flag[]]>([
    ["NOT_COMPLETED", []],
    ["ON_HOLD", []],
    ["PENDING", []],
    ["FAIL", ["PARTICIPATION"]],
  ])("[SC-13] credits do not turn %s %j into a pass", (outcome, flags) => {
    expect(combineAttempts([first, attempt("2026-09-15", outcome, { EE: 66 }, flags)], FAILED_ONLY)).toEqual({
      outcome,
      competencies: { CE: 75, CO: 70, EE: 66, EO: 64 },
      credits: threeCredits,
    });
  });

  test("[SC-13] combining never lowers: an outcome stays or becomes a pass, what is passed stays passed", () => {
    const day = fc.date({ min: new Date("2025-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
    const attempts = fc.array(fc.record({ day, input: anyInput }), { minLength: 1, maxLength: 4 });
    const rule = fc.record({ scope: fc.constantFrom("FULL" as const, "FAILED_ONLY" as const), creditMonths: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(attempts, rule, (given, one) => {
        const inputs = given
          .map((attempted) => ({ heldOn: attempted.day.toISOString().slice(0, 10), input: attempted.input }))
          .toSorted((a, b) => a.heldOn.localeCompare(b.heldOn));
        const last = inputs.at(-1);
        if (!last) throw new Error("Somebody sat.");
        const latest = computeReport(last.input);
        const cut = last.input.policy?.cut ?? 60;
        const combined = combineInputs({ rule: one, attempts: inputs });
        if (combined.outcome !== latest.outcome) expect([latest.outcome, combined.outcome]).toEqual(["FAIL", "PASS"]);
        if (one.scope === "FULL") expect(combined).toEqual({ ...combined, outcome: latest.outcome, competencies: latest.competencies, credits: [] });
        for (const key of ["CE", "CO", "EE", "EO"] as const)
          if ((latest.competencies[key] ?? -1) >= cut) expect(combined.competencies[key]).toBe(latest.competencies[key]);
      }),
      { numRuns: 300 },
    );
  });

  test("[SC-17] what stands is told with its last day, by calendar months, and nothing under FULL", () => {
    const standing = (today: string, rule = FAILED_ONLY, attempts: readonly Attempt[] = [first]) =>
      standingCredits(attempts, rule, today).map(({ competency, until }) => `${competency} ${until}`);
    expect(standing("2026-02-01")).toEqual(["CE 2027-01-15", "CO 2027-01-15", "EO 2027-01-15"]);
    expect(standing("2027-01-15")).toHaveLength(3);
    expect(standing("2027-01-16")).toEqual([]);
    expect(standing("2026-02-01", FULL)).toEqual([]);
    const endOfMonth = attempt("2026-08-31", "FAIL", { CE: 61, CO: 50 });
    expect(standing("2026-09-01", { ...FAILED_ONLY, creditMonths: 6 }, [first, endOfMonth])).toEqual(["CE 2027-02-28"]);
  });

  test("[SC-13] one attempt is its own result, and none is no result", () => {
    expect(combineAttempts([first], FAILED_ONLY)).toEqual({
      outcome: "FAIL",
      competencies: first.report.competencies,
      credits: [],
    });
    expect(() => combineAttempts([], FULL)).toThrow(RangeError);
  });
});
