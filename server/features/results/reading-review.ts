import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { ItemKey } from "#shared/domain/forms/form-content.ts";
import { answerInWords } from "#shared/domain/reading/answer-words.ts";
import { storedJustified } from "#shared/domain/reading/justified-answer.ts";
import { rightAnswer } from "#shared/domain/reading/right-answer.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import type { ResultDetail } from "#shared/protocol/results.ts";
import type { Db } from "../../platform/db.ts";
import { answerJudgements } from "../marking/queries.ts";
import { judgedReadings, sealedReading } from "./sealed-readings.ts";

/**
 * The answers that did not get all their points, as keys and people judged them, beside what was expected: what a person
 * looks at again (rule 8). What is void has been looked at.
 */
export async function readingReview(db: Db, sittingId: string): Promise<NonNullable<ResultDetail["reading"]>> {
  const reading = await sealedReading(db, sittingId);
  if (!reading) return [];
  const judged = (await judgedReadings(db, new Map([[sittingId, reading]]))).get(sittingId)?.items ?? [];
  return judged.flatMap(({ id, points, isVoid }) => {
    const item = reading.items.find((one) => one.id === id);
    const key = reading.keys[id];
    if (!item || !key || isVoid || points === item.max) return [];
    const given = reading.answers.find((answer) => answer.key === item.id)?.value ?? null;
    return [
      {
        itemId: item.id,
        prompt: item.prompt,
        given: answerInWords(item, given, reading.language),
        expected: answerInWords(item, expectedOf(key), reading.language),
        points,
        max: item.max,
      },
    ];
  });
}

/** Answers that whoever judged them judged again, each change with its reason. */
export async function correctedAnswers(db: Db, sittingId: string): Promise<ResultDetail["correctedAnswers"]> {
  const judged = await answerJudgements(db, sittingId);
  if ([...judged.values()].every((all) => all.length < 2)) return [];
  const items = (await sealedReading(db, sittingId))?.items ?? [];
  return items.flatMap(({ id, prompt }) =>
    (judged.get(id) ?? []).flatMap(({ points, markedAt, reason }, place, all) => {
      const before = all[place - 1];
      return before && reason !== null
        ? [{ prompt, before: before.points, after: points, reason, correctedOn: officeDay(markedAt) }]
        : [];
    }),
  );
}

/** What was expected; several accepted texts are all named. */
function expectedOf(key: ItemKey): AnswerValue {
  if (key.type === "SHORT_ANSWER") return key.accepted.join(" / ");
  if (key.type === "TRUE_FALSE_JUSTIFIED")
    return storedJustified({ judgement: key.value, words: key.evidence.join(" / ") });
  return rightAnswer(key);
}
