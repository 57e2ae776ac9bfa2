import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { justifiedOf, storedJustified } from "#shared/domain/reading/justified-answer.ts";
import { rightAnswer } from "#shared/domain/reading/right-answer.ts";
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
        expected: inWords(item, expectedOf(key)),
        points,
        max: item.max,
      },
    ];
  });
}

/** What was expected; several accepted texts are all named. */
function expectedOf(key: ItemKey): AnswerValue {
  if (key.type === "SHORT_ANSWER") return key.accepted.join(" / ");
  if (key.type === "TRUE_FALSE_JUSTIFIED")
    return storedJustified({ judgement: key.value, words: key.evidence.join(" / ") });
  return rightAnswer(key);
}

const nothing = "—";

function inWords(item: ReadingItem, value: AnswerValue): string {
  if (value === null || value === "") return nothing;
  if (item.type === "TRUE_FALSE_JUSTIFIED") {
    const { judgement, words } = justifiedOf(value);
    const judged = judgement === null ? nothing : judgement ? "Vrai" : "Faux";
    return `${judged} · ${words.trim() === "" ? nothing : words}`;
  }
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
    case "TRUE_FALSE_JUSTIFIED":
    case "SHORT_ANSWER":
      return [];
  }
}
