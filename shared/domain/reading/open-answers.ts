import type { KeyedAnswer } from "../answers/answer-value.ts";
import type { FormKeys, ReadingItem } from "../forms/form-content.ts";
import { comparableText } from "./comparable-text.ts";
import { justifiedOf } from "./justified-answer.ts";
import type { ScoredItem } from "./score-answer.ts";

/** Words that no key accepts: a person says what they are worth, once for everybody who wrote the same. */
export interface OpenAnswer {
  readonly itemId: string;
  /** As answers are compared. */
  readonly answer: string;
  /** As it was written. */
  readonly sample: string;
}

/** Points that a person can give to the words of an item; 0 for an item without words. */
export function openPoints(item: ReadingItem): number {
  if (item.type === "SHORT_ANSWER") return item.max;
  return item.type === "TRUE_FALSE_JUSTIFIED" ? 1 : 0;
}

/** The words of a completed reading that the keys do not settle. A wrong judgement settles its words too. */
export function openAnswersOf(
  items: readonly ReadingItem[],
  keys: FormKeys,
  answers: readonly KeyedAnswer[],
  scored: readonly ScoredItem[],
): OpenAnswer[] {
  return items.flatMap((item) => {
    const key = keys[item.id];
    const value = answers.find((answer) => answer.key === item.id)?.value;
    const points = scored.find(({ id }) => id === item.id)?.points ?? 0;
    if (openPoints(item) === 0 || points === item.max || value === undefined) return [];
    const given = key?.type === "TRUE_FALSE_JUSTIFIED" ? justifiedOf(value) : undefined;
    if (key?.type === "TRUE_FALSE_JUSTIFIED" && given?.judgement !== key.value) return [];
    const sample = (given ? given.words : typeof value === "string" ? value : "").replaceAll(/\s+/g, " ").trim();
    const answer = comparableText(sample);
    return answer === "" ? [] : [{ itemId: item.id, answer, sample }];
  });
}

export const openAnswerKey = ({ itemId, answer }: Pick<OpenAnswer, "itemId" | "answer">): string =>
  `${itemId}\u0000${answer}`;

/**
 * The points with what people gave to the open answers; undefined while one of them is not marked, since missing data is
 * never a zero.
 */
export function withOpenAnswers(
  scored: readonly ScoredItem[],
  open: readonly OpenAnswer[],
  points: ReadonlyMap<string, number>,
): ScoredItem[] | undefined {
  if (open.some((answer) => !points.has(openAnswerKey(answer)))) return undefined;
  return scored.map((item) => {
    const own = open.find(({ itemId }) => itemId === item.id);
    return own ? { ...item, points: Math.min(item.max, item.points + (points.get(openAnswerKey(own)) ?? 0)) } : item;
  });
}
