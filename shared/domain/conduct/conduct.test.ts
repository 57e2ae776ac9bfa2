import { describe, expect, test } from "vitest";
import { runStatesOf, type Activity, type RunState } from "../sitting/run-states.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";
import { attentionOf, byAttention, connectionClass, watchersAttention, type AttentionFacts } from "./attention.ts";
import { nextStep, type DayPerson } from "./next-step.ts";
import { readinessFor } from "./readiness.ts";

const runs = (given: Partial<Record<Activity, RunState>> = {}) =>
  runStatesOf(Object.entries(given).map(([activity, state]) => ({ activity: activity as Activity, state })));

const person = (sittingId: string, state: SittingState, given: Partial<DayPerson> = {}): DayPerson => ({
  sittingId,
  state,
  arrivedAtMs: null,
  runs: runs(),
  isGateDecided: false,
  isInCall: false,
  ...given,
});

const afterReading = { READING: "COMPLETED" } as const;
const afterDiscussion = { ...afterReading, DISCUSSION: "COMPLETED" } as const;
const afterWriting = { ...afterDiscussion, WRITING: "COMPLETED" } as const;
const under = (given: Partial<Record<Activity, RunState>>, isGateDecided = true) =>
  person("a", "IN_PROGRESS", { runs: runs(given), isGateDecided });

describe("the next step of the day", () => {
  test("[CDT-16] goes through the day in order", () => {
    const stepOf = (people: DayPerson[]) => nextStep("IN_PROGRESS", people).step;
    expect(nextStep("OPEN", [person("a", "SCHEDULED")]).step).toBe("START");
    expect(stepOf([person("a", "SCHEDULED")])).toBe("WAIT_ARRIVALS");
    expect(stepOf([person("a", "IDENTITY_CONFIRMED"), person("b", "SCHEDULED")])).toBe("OPEN_READING");
    expect(stepOf([under({ READING: "OPEN" })])).toBe("WAIT_READING");
    expect(stepOf([under(afterReading)])).toBe("DISCUSSION");
    expect(stepOf([under({ ...afterReading, DISCUSSION: "OPEN" })])).toBe("DISCUSSION");
    expect(stepOf([under(afterDiscussion, false)])).toBe("GATE");
    expect(stepOf([under(afterDiscussion)])).toBe("OPEN_WRITING");
    expect(stepOf([under({ ...afterDiscussion, WRITING: "OPEN" })])).toBe("WAIT_WRITING");
    expect(nextStep("IN_PROGRESS", [under(afterWriting)])).toEqual({ step: "INTERVIEW", sittingId: "a" });
    expect(stepOf([person("a", "COMPLETED"), person("b", "ABSENT")])).toBe("CLOSE");
    expect(nextStep("HELD", []).step).toBe("DONE");
  });

  test("[CDT-16] receives whoever waits longest before anything else, and resumes what is paused", () => {
    const waiting = [person("late", "WAITING", { arrivedAtMs: 20 }), person("first", "WAITING", { arrivedAtMs: 10 })];
    expect(nextStep("IN_PROGRESS", [under({ READING: "OPEN" }), ...waiting])).toEqual({
      step: "CHECK_IDENTITY",
      sittingId: "first",
    });
    expect(nextStep("IN_PROGRESS", [person("a", "INTERRUPTED", { runs: runs({ READING: "INTERRUPTED" }) })]).step).toBe(
      "RESUME",
    );
    // Whoever is compared with their document goes on when that is over: nothing is offered that would cut it.
    expect(nextStep("IN_PROGRESS", [person("a", "INTERRUPTED", { runs: runs({ READING: "INTERRUPTED" }), isInCall: true })]).step).toBe(
      "WAIT_READING",
    );
  });

  test("[CDT-6] somebody who was absent from the discussion, or lost it, writes without a gate", () => {
    for (const state of ["ABSENT", "TECHNICAL"] as const) {
      const facts = { sessionState: "IN_PROGRESS", sittingState: "IN_PROGRESS", isHeld: false, isGateDecided: false } as const;
      expect(readinessFor("WRITING", { ...facts, runs: runs({ ...afterReading, DISCUSSION: state }) })).toBe("READY");
      expect(readinessFor("WRITING", { ...facts, runs: runs(afterDiscussion) })).toBe("GATE_PENDING");
    }
  });
});

describe("who needs a look", () => {
  const calm: AttentionFacts = {
    sittingState: "IN_PROGRESS",
    connection: "OK",
    hasOpenRun: true,
    isOnBreak: false,
    hasSeatRequest: false,
    hasHelpCall: false,
    hasDeviceLost: false,
    hasIdentityDoubt: false,
    hasRecheck: false,
    incident: "NONE",
    hasEndAsked: false,
    unsent: 0,
    battery: null,
  };

  test("[CDT-14] silence is unstable after 15 s and lost after 60 s; a page never heard is neither", () => {
    const classes = [0, 15, 16, 60, 61].map((seconds) => connectionClass(0, seconds * 1000));
    expect(classes).toEqual(["OK", "OK", "UNSTABLE", "UNSTABLE", "LOST"]);
    expect(connectionClass(null, 61_000)).toBe("UNKNOWN");
  });

  test("[CDT-14] silence between two activities and after the end asks for nobody", () => {
    expect(attentionOf(calm)).toEqual({ level: "CALM", reasons: [] });
    expect(attentionOf({ ...calm, connection: "LOST" })).toEqual({ level: "LOOK", reasons: ["CONNECTION_LOST"] });
    expect(attentionOf({ ...calm, connection: "LOST", hasOpenRun: false })).toEqual({ level: "CALM", reasons: [] });
    expect(attentionOf({ ...calm, sittingState: "COMPLETED", connection: "LOST", unsent: 3 })).toEqual({
      level: "ENDED",
      reasons: [],
    });
  });

  test("[CDT-14] an incident that is not decided shows until the person has ended, and one that waits for a second person asks for a look", () => {
    expect(attentionOf({ ...calm, incident: "OPEN" })).toEqual({ level: "WATCH", reasons: ["INCIDENT_OPEN"] });
    expect(attentionOf({ ...calm, incident: "WAITS_FOR_SECOND" })).toEqual({ level: "LOOK", reasons: ["SECOND_PERSON_NEEDED"] });
    expect(attentionOf({ ...calm, hasEndAsked: true })).toEqual({ level: "LOOK", reasons: ["SECOND_PERSON_NEEDED"] });
    expect(attentionOf({ ...calm, sittingState: "COMPLETED", incident: "OPEN" })).toEqual({ level: "ENDED", reasons: [] });
  });

  test("[SUP-12] whoever only watches learns of no incident, and of everything else", () => {
    const of = (facts: Partial<AttentionFacts>) => watchersAttention(attentionOf({ ...calm, ...facts }).reasons, "IN_PROGRESS");
    expect(of({ incident: "OPEN" })).toEqual({ level: "CALM", reasons: [] });
    expect(of({ incident: "WAITS_FOR_SECOND", connection: "LOST" })).toEqual({ level: "LOOK", reasons: ["CONNECTION_LOST"] });
    expect(of({ incident: "WAITS_FOR_SECOND", battery: 3 })).toEqual({ level: "WATCH", reasons: ["BATTERY_LOW"] });
  });

  test("[CDT-14] the order is by class, then by name, so that a tile moves only with its class", () => {
    const people = [
      { sittingId: "4", name: "Zoé", level: "LOOK" },
      { sittingId: "1", name: "Élise", level: "CALM" },
      { sittingId: "2", name: "Amina", level: "CALM" },
      { sittingId: "3", name: "Amina", level: "WATCH" },
    ] as const;
    const order = byAttention(people).map(({ sittingId }) => sittingId);
    expect(order).toEqual(["4", "3", "2", "1"]);
    expect(byAttention(people.toReversed()).map(({ sittingId }) => sittingId)).toEqual(order);
  });
});
