import { describe, expect, test } from "vitest";
import type { FormKeys, ReadingItem } from "../forms/form-content.ts";
import { itemStatistics } from "./item-statistics.ts";
import { storedJustified } from "./justified-answer.ts";
import { openAnswerKey, openAnswersOf, withOpenAnswers } from "./open-answers.ts";
import { scoreReading } from "./score-answer.ts";

const short: ReadingItem = { type: "SHORT_ANSWER", id: "s", about: "SITUATION", prompt: "?", max: 2, maxLength: 80 };
const justified: ReadingItem = {
  type: "TRUE_FALSE_JUSTIFIED",
  id: "j",
  about: "SITUATION",
  prompt: "?",
  max: 2,
  maxLength: 100,
};
const items = [short, justified];
const keys: FormKeys = {
  s: { type: "SHORT_ANSWER", accepted: ["deux heures"] },
  j: { type: "TRUE_FALSE_JUSTIFIED", value: true, evidence: ["chaque soir"] },
};
const openOf = (s: string, judgement: boolean | null, words: string) => {
  const answers = [
    { key: "s", value: s },
    { key: "j", value: storedJustified({ judgement, words }) },
  ];
  const scored = scoreReading(items, keys, answers);
  return { scored, open: openAnswersOf(items, keys, answers, scored) };
};

describe("open answers", () => {
  test("[ITM-1] what a key accepts, what is empty and what a wrong judgement settles is not open", () => {
    expect(openOf("Deux heures.", true, "chaque soir").open).toEqual([]);
    expect(openOf("  ", true, "").open).toEqual([]);
    expect(openOf("", false, "le matin").open).toEqual([]);
    expect(openOf("2 h", true, "tous les soirs").open).toEqual([
      { itemId: "s", answer: "2 h", sample: "2 h" },
      { itemId: "j", answer: "tous les soirs", sample: "tous les soirs" },
    ]);
  });

  test("[ITM-2] an open answer that nobody marked leaves the whole reading undecided; marked, it adds its points", () => {
    const { scored, open } = openOf("2 h", true, "tous les soirs");
    const marks = new Map([[openAnswerKey({ itemId: "s", answer: "2 h" }), 2]]);
    expect(withOpenAnswers(scored, open, marks)).toBeUndefined();
    marks.set(openAnswerKey({ itemId: "j", answer: "tous les soirs" }), 1);
    expect(withOpenAnswers(scored, open, marks)).toEqual([
      { id: "s", max: 2, points: 2 },
      { id: "j", max: 2, points: 2 },
    ]);
  });
});

describe("item statistics", () => {
  test("[ITM-4] difficulty is the mean share of points, discrimination the correlation with the rest, options by who chose them", () => {
    const person = (a: number, option: string | null, b: number, c: number) => [
      { itemId: "a", points: a, max: 1, chosen: option === null ? [] : [option] },
      { itemId: "b", points: b, max: 2 },
      { itemId: "c", points: c, max: 1 },
    ];
    const statistics = itemStatistics([
      person(1, "right", 2, 1),
      person(1, "right", 2, 0),
      person(0, "lure", 1, 0),
      person(0, null, 0, 0),
    ]);
    const [a, b] = statistics;
    expect(a).toMatchObject({ itemId: "a", people: 4, difficulty: 0.5 });
    expect(a?.discrimination).toBeCloseTo(0.8944, 3);
    expect(a?.options).toEqual([
      { option: "right", share: 0.5, restShare: (1 + 2 / 3) / 2 },
      { option: "lure", share: 0.25, restShare: 1 / 3 },
      { option: null, share: 0.25, restShare: 0 },
    ]);
    expect(b?.options).toEqual([]);
    expect(itemStatistics([person(1, "right", 2, 1)])[0]?.discrimination).toBeNull();
  });

  test("[ITM-4] where several options may be chosen, each counts for everybody who chose it", () => {
    const person = (points: number, chosen: readonly string[], rest: number) => [
      { itemId: "several", points, max: 1, chosen },
      { itemId: "rest", points: rest, max: 1 },
    ];
    const people = [person(1, ["a", "c"], 1), person(0, ["a", "lure"], 0), person(0, ["a", "a"], 1), person(0, [], 0)];
    expect(itemStatistics(people)[0]).toMatchObject({
      people: 4,
      difficulty: 0.25,
      options: [
        { option: "a", share: 0.75, restShare: 2 / 3 },
        { option: "c", share: 0.25, restShare: 1 },
        { option: "lure", share: 0.25, restShare: 0 },
        { option: null, share: 0.25, restShare: 0 },
      ],
    });
  });
});
