import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { scoreReading } from "#shared/domain/reading/score-answer.ts";
import type { ResultDetail } from "#shared/protocol/results.ts";
import type { Db } from "../../platform/db.ts";
import { sealedReading } from "./scoring-facts.ts";

/** The answers that did not get all their points, beside what was expected: what a person looks at again (rule 8). */
export async function readingReview(db: Db, sittingId: string): Promise<NonNullable<ResultDetail["reading"]>> {
  const reading = await sealedReading(db, sittingId);
  if (!reading) return [];
  const scored = new Map(
    scoreReading(reading.items, reading.keys, reading.answers).map((item) => [item.id, item.points]),
  );
  return reading.items.flatMap((item) => {
    const points = scored.get(item.id) ?? 0;
    const key = reading.keys[item.id];
    if (points === item.max || !key) return [];
    const given = reading.answers.find((answer) => answer.key === item.id)?.value ?? null;
    return [
      {
        itemId: item.id,
        prompt: item.prompt,
        given: inWords(item, given),
        expected: inWords(item, answerOf(item, key)),
        points,
        max: item.max,
      },
    ];
  });
}

/** A key in the shape of an answer; several accepted short answers are listed. */
function answerOf(item: ReadingItem, key: ItemKey): AnswerValue {
  switch (key.type) {
    case "SINGLE_CHOICE":
      return key.option;
    case "MULTIPLE_CHOICE":
      return key.options;
    case "TRUE_FALSE":
      return key.value;
    case "MATCHING":
      return key.pairs;
    case "ORDERING":
      return key.order;
    case "GAP_FILL":
      return key.fills;
    case "SHORT_ANSWER":
      return item.type === "SHORT_ANSWER" ? key.accepted.join(" / ") : null;
  }
}

const nothing = "—";

function inWords(item: ReadingItem, value: AnswerValue): string {
  if (value === null || value === "") return nothing;
  const texts = new Map(entriesOf(item).map(({ id, text }) => [id, text]));
  const textOf = (id: string | null): string => (id === null ? nothing : (texts.get(id) ?? id));
  if (typeof value === "boolean") return value ? "Vrai" : "Faux";
  if (typeof value === "string") return textOf(value);
  if (Array.isArray(value)) return value.map(textOf).join(" · ") || nothing;
  const pairs = Object.entries(value).map(([left, right]) => `${textOf(left)} → ${textOf(right)}`);
  return pairs.join(" · ") || nothing;
}

function entriesOf(item: ReadingItem): readonly { readonly id: string; readonly text: string }[] {
  switch (item.type) {
    case "SINGLE_CHOICE":
    case "MULTIPLE_CHOICE":
      return item.options;
    case "MATCHING":
      return [...item.left, ...item.right];
    case "ORDERING":
      return item.entries;
    case "GAP_FILL":
      return item.bank;
    case "TRUE_FALSE":
    case "SHORT_ANSWER":
      return [];
  }
}
