import { answerValue, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import {
  formContent,
  formKeys,
  itemsFor,
  type FormContent,
  type FormKeys,
  type ReadingItem,
} from "#shared/domain/forms/form-content.ts";
import { languageOf, type FormLanguage } from "#shared/domain/forms/language.ts";
import { openAnswersOf, withOpenAnswers, type OpenAnswer } from "#shared/domain/reading/open-answers.ts";
import { scoreReading, type ScoredItem } from "#shared/domain/reading/score-answer.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { voidedItemIds } from "../items/queries.ts";
import { openAnswerPoints } from "../marking/queries.ts";

/** Readings that are complete: on paper, that is once they have been keyed in and sealed. */

export interface SealedReading {
  readonly formId: string;
  readonly language: FormLanguage;
  readonly items: readonly ReadingItem[];
  readonly keys: FormKeys;
  readonly answers: readonly KeyedAnswer[];
}

/** By sitting; nothing for those whose reading is not complete. */
export async function sealedReadings(db: Db | Tx, sittingIds: readonly string[]): Promise<Map<string, SealedReading>> {
  const runs = await db.activityRun.findMany({
    where: { sittingId: { in: [...sittingIds] }, activity: "READING", state: "COMPLETED", seal: { isNot: null } },
    select: {
      sittingId: true,
      answers: { select: { key: true, value: true } },
      sitting: { select: { documentId: true, formId: true } },
    },
  });
  const readings = new Map<string, SealedReading>();
  for (const { sittingId, answers, sitting } of runs) {
    const { content, keys } = await formOf(db, sitting.formId);
    readings.set(sittingId, {
      formId: sitting.formId,
      language: languageOf(content),
      items: itemsFor(content, sitting.documentId),
      keys,
      answers: answers.map(({ key, value }) => ({ key, value: answerValue.parse(value) })),
    });
  }
  return readings;
}

export const sealedReading = async (db: Db | Tx, sittingId: string): Promise<SealedReading | null> =>
  (await sealedReadings(db, [sittingId])).get(sittingId) ?? null;

const readForms = new Map<string, { readonly content: FormContent; readonly keys: FormKeys }>();

/** A form never changes, the database sees to it: it is read and parsed once. */
async function formOf(
  db: Db | Tx,
  formId: string,
): Promise<{ readonly content: FormContent; readonly keys: FormKeys }> {
  const known = readForms.get(formId);
  if (known) return known;
  const { content, keys } = await db.form.findUniqueOrThrow({
    where: { id: formId },
    select: { content: true, keys: true },
  });
  const form = { content: formContent.parse(content), keys: formKeys.parse(keys) };
  readForms.set(formId, form);
  return form;
}

export interface JudgedReading {
  readonly formId: string;
  /** Words that no key settles, marked or not. */
  readonly open: readonly OpenAnswer[];
  readonly items: readonly (ScoredItem & { readonly isVoid: boolean })[];
}

/**
 * The points of sealed readings: keys, what people gave to open answers, and which items are void. No item at all while an
 * open answer waits, so that nothing is decided before it is marked.
 */
export async function judgedReadings(
  db: Db | Tx,
  readings: ReadonlyMap<string, SealedReading>,
): Promise<Map<string, JudgedReading>> {
  const scored = [...readings].map(([sittingId, { formId, items, keys, answers }]) => {
    const own = scoreReading(items, keys, answers);
    return { sittingId, formId, scored: own, open: openAnswersOf(items, keys, answers, own) };
  });
  const forms = new Map<string, { points: ReadonlyMap<string, number>; voided: ReadonlySet<string> }>();
  for (const formId of new Set(scored.map((one) => one.formId))) {
    const isAsked = scored.some((one) => one.formId === formId && one.open.length > 0);
    forms.set(formId, {
      points: isAsked ? await openAnswerPoints(db, formId) : new Map(),
      voided: await voidedItemIds(db, formId),
    });
  }
  return new Map(
    scored.map(({ sittingId, formId, scored: own, open }) => {
      const form = forms.get(formId);
      const items = withOpenAnswers(own, open, form?.points ?? new Map()) ?? [];
      return [
        sittingId,
        { formId, open, items: items.map((item) => ({ ...item, isVoid: form?.voided.has(item.id) ?? false })) },
      ];
    }),
  );
}
