import { describe, expect, test } from "vitest";
import { answerDueAt, reviewDueAt } from "./incident-deadlines.ts";
import { incidentMachine, incidentStates } from "./incident-machine.ts";
import { effectsOpen, holdsResult, incidentEffects, mayBeDecided, signaturesNeeded } from "./incident-rules.ts";
import { holidaysOf, isWorkingDay, workingDayAfter } from "./working-days.ts";

describe("working days", () => {
  test("[INC-1] the holidays of a year are those of Québec", () => {
    expect([...holidaysOf(2026)].toSorted()).toEqual([
      "2026-01-01",
      "2026-01-02",
      "2026-04-03",
      "2026-04-06",
      "2026-05-18",
      "2026-06-24",
      "2026-07-01",
      "2026-09-07",
      "2026-10-12",
      "2026-12-24",
      "2026-12-25",
      "2026-12-26",
      "2026-12-28",
      "2026-12-31",
    ]);
    // A holiday on a Sunday is kept on the Monday.
    expect(isWorkingDay("2028-01-03")).toBe(false);
    expect(isWorkingDay("2029-07-02")).toBe(false);
    expect(isWorkingDay("2026-05-25")).toBe(true);
  });

  test("[INC-1] ten working days after a day do not count that day, weekends or holidays", () => {
    expect(workingDayAfter("2026-11-30", 10)).toBe("2026-12-14");
    expect(workingDayAfter("2026-12-18", 10)).toBe("2027-01-11");
    expect(workingDayAfter("2026-11-28", 10)).toBe("2026-12-11");
  });

  test("[INC-1] the time to answer ends at midnight in Québec, in winter and in summer", () => {
    expect(answerDueAt(new Date("2026-11-30T15:00:00Z")).toISOString()).toBe("2026-12-15T04:59:59.999Z");
    expect(answerDueAt(new Date("2026-06-02T15:00:00Z")).toISOString()).toBe("2026-06-17T03:59:59.999Z");
    // Late in the evening it is still the same day in Québec.
    expect(answerDueAt(new Date("2026-12-01T03:00:00Z")).toISOString()).toBe("2026-12-15T04:59:59.999Z");
    expect(reviewDueAt(new Date("2026-12-14T15:00:00Z")).toISOString()).toBe("2027-02-13T04:59:59.999Z");
    // Before midnight in winter is after it in summer: the day is counted, not the hours.
    expect(reviewDueAt(new Date("2027-02-02T04:30:00Z")).toISOString()).toBe("2027-04-03T03:59:59.999Z");
  });
});

describe("what may follow", () => {
  test("[INC-2] severity 0 and 1 hold nothing up and never weigh on anybody", () => {
    expect(effectsOpen(incidentEffects, { severity: 1, isStopped: false })).toEqual(["NONE", "RESIT_ACTIVITY"]);
    expect(incidentStates.some((state) => holdsResult({ severity: 1, state }))).toBe(false);
    expect(incidentStates.filter((state) => !holdsResult({ severity: 2, state }))).toEqual(["DECIDED"]);
  });

  test("[INC-3] two people sign at severity 3, to annul, and where an activity was stopped", () => {
    const plain = { severity: 2, isStopped: false };
    expect(incidentEffects.map((effect) => signaturesNeeded(plain, effect))).toEqual([1, 1, 1, 2, 2]);
    expect(signaturesNeeded({ severity: 3, isStopped: false }, "NONE")).toBe(2);
    expect(signaturesNeeded({ severity: 2, isStopped: true }, "RESIT_ACTIVITY")).toBe(2);
    expect(effectsOpen(["NONE", "RESIT_ACTIVITY", "VOID_EXAM"], { severity: 3, isStopped: true })).toEqual([
      "RESIT_ACTIVITY",
      "VOID_EXAM",
    ]);
  });

  test("[INC-4] nothing is decided before an answer or the end of the time to answer", () => {
    const answerDueAt = new Date("2026-12-15T04:59:59.999Z");
    const at = (state: (typeof incidentStates)[number], now: string): boolean =>
      mayBeDecided({ severity: 3, state, answerDueAt }, new Date(now));
    expect(at("FACTS_SENT", "2026-12-15T04:59:59.999Z")).toBe(false);
    expect(at("FACTS_SENT", "2026-12-15T05:00:00Z")).toBe(true);
    expect(at("ANSWERED", "2026-12-02T05:00:00Z")).toBe(true);
    expect(at("OPEN", "2027-12-02T05:00:00Z")).toBe(false);
    expect(mayBeDecided({ severity: 1, state: "OPEN", answerDueAt: null }, answerDueAt)).toBe(true);
    expect(Object.keys(incidentMachine.DECIDED)).toEqual([]);
  });
});
