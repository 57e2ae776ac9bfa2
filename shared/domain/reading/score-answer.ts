import type { FormKeys, ItemKey, ReadingItem } from "../forms/form-content.ts";
import type { AnswerValue, KeyedAnswer } from "../answers/answer-value.ts";
import { comparableText } from "./comparable-text.ts";
import { justifiedOf } from "./justified-answer.ts";

/** As the scoring model takes it: `points` is null only where nothing was asked of the person. */
export interface ScoredItem {
  readonly id: string;
  readonly max: number;
  readonly points: number;
}

/**
 * Points of every item of a completed reading activity. An item without an answer gives 0 points: the person had it
 * before them and the time to answer. Whole points only; matching and gap fill count one point a pair or gap, a justified
 * true or false one for the judgement and one for the words, every other type gives all its points or none.
 * @throws Error when an item has no key of its own type: a form is checked before it is published.
 */
export function scoreReading(
  items: readonly ReadingItem[],
  keys: FormKeys,
  answers: readonly KeyedAnswer[],
): ScoredItem[] {
  const given = new Map(answers.map(({ key, value }) => [key, value]));
  return items.map((item) => {
    const key = keys[item.id];
    if (key?.type !== item.type) throw new Error(`The item ${item.id} has no key of its type.`);
    return {
      id: item.id,
      max: item.max,
      points: Math.min(item.max, pointsFor(item.max, key, given.get(item.id) ?? null)),
    };
  });
}

function pointsFor(max: number, key: ItemKey, value: AnswerValue): number {
  const allOrNone = (isRight: boolean): number => (isRight ? max : 0);
  switch (key.type) {
    case "SINGLE_CHOICE":
      return allOrNone(value === key.option);
    case "MULTIPLE_CHOICE":
      return allOrNone(Array.isArray(value) && isSameSet(value, key.options));
    case "TRUE_FALSE":
      return allOrNone(value === key.value);
    case "TRUE_FALSE_JUSTIFIED": {
      const { judgement, words } = justifiedOf(value);
      if (judgement !== key.value) return 0;
      return key.evidence.some((evidence) => occursIn(evidence, words)) ? 2 : 1;
    }
    case "MATCHING":
      return isPairs(value) ? Object.entries(key.pairs).filter(([left, right]) => value[left] === right).length : 0;
    case "ORDERING":
      return allOrNone(Array.isArray(value) && isSameList(value, key.order));
    case "GAP_FILL":
      return Array.isArray(value) ? key.fills.filter((fill, index) => value[index] === fill).length : 0;
    case "SHORT_ANSWER": {
      if (typeof value !== "string") return 0;
      const answer = comparableText(value);
      return allOrNone(answer !== "" && key.accepted.some((accepted) => comparableText(accepted) === answer));
    }
  }
}

/** Whole words, compared as short answers are. */
const occursIn = (evidence: string, words: string): boolean =>
  ` ${comparableText(words)} `.includes(` ${comparableText(evidence)} `);
const isSameSet = (given: readonly (string | null)[], wanted: readonly string[]): boolean =>
  new Set(given).size === wanted.length && given.length === wanted.length && wanted.every((id) => given.includes(id));
const isSameList = (given: readonly (string | null)[], wanted: readonly string[]): boolean =>
  given.length === wanted.length && wanted.every((id, index) => given[index] === id);
const isPairs = (value: AnswerValue): value is Record<string, string> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
