import { describe, expect, test } from "vitest";
import { floorShare, giniOf, speakingHints, speakingTimes, type SpeechFact } from "./speaking-time.ts";

const said = (person: string, from: number, to: number): SpeechFact => ({
  person,
  fromMs: from * 1_000,
  toMs: to * 1_000,
});
const group = ["amina", "joseph", "wei", "fatou"];
const timeOf = (facts: readonly SpeechFact[], person: string) => speakingTimes(facts, group).find((time) => time.person === person);

describe("speaking time", () => {
  test("[SPK-3] shares, turns and the longest one; pieces that touch are one stretch, a breath does not end a turn", () => {
    const facts = [said("amina", 0, 5), said("amina", 5, 10), said("amina", 11, 15), said("joseph", 16, 22)];
    expect(speakingTimes(facts, group)).toEqual([
      { person: "amina", ms: 14_000, share: 0.7, turns: 1, longestTurnMs: 15_000, overlapMs: 0, interruptionsMade: 0, interruptionsReceived: 0, lastSpokeMs: 15_000 },
      { person: "joseph", ms: 6_000, share: 0.3, turns: 1, longestTurnMs: 6_000, overlapMs: 0, interruptionsMade: 0, interruptionsReceived: 0, lastSpokeMs: 22_000 },
      { person: "wei", ms: 0, share: 0, turns: 0, longestTurnMs: 0, overlapMs: 0, interruptionsMade: 0, interruptionsReceived: 0, lastSpokeMs: null },
      { person: "fatou", ms: 0, share: 0, turns: 0, longestTurnMs: 0, overlapMs: 0, interruptionsMade: 0, interruptionsReceived: 0, lastSpokeMs: null },
    ]);
  });

  test("[SPK-3] somebody who speaks in the pause begins a new turn for both", () => {
    const facts = [said("amina", 0, 5), said("joseph", 5.2, 6), said("amina", 6.5, 10)];
    expect(timeOf(facts, "amina")?.turns).toBe(2);
  });

  test("[SPK-3] an overlap counts for both, and what two nodes wrote of one moment counts once", () => {
    const facts = [said("amina", 0, 10), said("amina", 4, 8), said("joseph", 8, 14), said("wei", 9, 11)];
    expect(timeOf(facts, "amina")).toMatchObject({ ms: 10_000, overlapMs: 2_000 });
    expect(timeOf(facts, "joseph")).toMatchObject({ ms: 6_000, overlapMs: 3_000 });
    expect(timeOf(facts, "wei")).toMatchObject({ overlapMs: 2_000 });
  });

  test("[SPK-3] an interruption begins while another has held the floor, makes them stop, and goes on", () => {
    const interrupted = [said("amina", 0, 6), said("joseph", 5, 12)];
    expect(timeOf(interrupted, "joseph")).toMatchObject({ interruptionsMade: 1, interruptionsReceived: 0 });
    expect(timeOf(interrupted, "amina")).toMatchObject({ interruptionsMade: 0, interruptionsReceived: 1 });
    const none = [
      [said("amina", 0, 0.5), said("joseph", 0.4, 9)],
      [said("amina", 0, 9), said("joseph", 5, 12)],
      [said("amina", 0, 6), said("joseph", 5, 5.6)],
      [said("amina", 0, 6), said("joseph", 6.1, 12)],
    ];
    for (const facts of none) expect(timeOf(facts, "joseph")?.interruptionsMade).toBe(0);
  });

  test("[SPK-3] voices of others, advisers for instance, take no share", () => {
    expect(timeOf([said("marc", 0, 60), said("amina", 60, 70)], "amina")).toMatchObject({ share: 1, interruptionsMade: 0 });
  });

  test("[SPK-3] equality is a number: nobody, everybody alike, one alone", () => {
    expect(giniOf(speakingTimes([], group))).toBe(0);
    expect(giniOf(speakingTimes(group.map((person, index) => said(person, index * 5, index * 5 + 5)), group))).toBe(0);
    expect(giniOf(speakingTimes([said("amina", 0, 60)], group))).toBeCloseTo(0.75);
  });
});

describe("hints to advisers", () => {
  const minutes = (count: number): number => count * 60_000;

  test("[SPK-5] whoever has said nothing for four minutes of the free discussion is named, the longest silence first", () => {
    const facts = [said("amina", 60, 120), said("joseph", 120, 180), said("wei", 310, 330), said("fatou", 20, 30)];
    const times = speakingTimes(facts, group);
    const at = (nowMs: number, absent: readonly string[] = []) =>
      speakingHints(times, { freeSinceMs: minutes(1), nowMs, absent: new Set(absent) });
    expect(at(minutes(4))).toEqual([{ person: "fatou", kind: "BELOW_FLOOR" }]);
    expect(at(minutes(6))).toEqual([
      { person: "fatou", kind: "QUIET", minutes: 5 },
      { person: "amina", kind: "QUIET", minutes: 4 },
    ]);
    expect(at(minutes(6), ["fatou"])).toEqual([{ person: "amina", kind: "QUIET", minutes: 4 }]);
  });

  test("[SPK-5] half of an equal share is offered to everybody, once a minute has been spoken", () => {
    expect(floorShare(4)).toBe(0.125);
    const hints = (facts: readonly SpeechFact[]) =>
      speakingHints(speakingTimes(facts, group), { freeSinceMs: 0, nowMs: 120_000, absent: new Set() });
    expect(hints([said("amina", 0, 50)])).toEqual([]);
    const most = [said("amina", 0, 40), said("joseph", 40, 70), said("wei", 70, 81), said("fatou", 81, 91)];
    expect(hints(most)).toEqual([
      { person: "wei", kind: "BELOW_FLOOR" },
      { person: "fatou", kind: "BELOW_FLOOR" },
    ]);
  });
});
