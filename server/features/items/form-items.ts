import { ok } from "#shared/kernel/result.ts";
import { answerValue, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { formContent, formKeys, itemsFor, type ItemKey, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { enoughPeople, itemStatistics, type ItemResponse } from "#shared/domain/reading/item-statistics.ts";
import { languageOf, type FormLanguage } from "#shared/domain/forms/language.ts";
import { truthInWords } from "#shared/domain/reading/answer-words.ts";
import { openAnswersOf, withOpenAnswers } from "#shared/domain/reading/open-answers.ts";
import { scoreReading } from "#shared/domain/reading/score-answer.ts";
import { voidEffectView, type formItems as contract } from "#shared/protocol/items.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { openAnswerPoints, waitingByItem } from "../marking/queries.ts";
import { anchorsOf, withAnchors, type Readers } from "./anchor-views.ts";

/** Forms that somebody sat, with what their items did. Practice teaches nothing about an item. */
export const formItems: RouteHandler<typeof contract> = async ({ db }) => {
  const forms = await db.form.findMany({
    where: { isPractice: false, sittings: { some: { result: { isNot: null } } } },
    orderBy: [{ code: "asc" }, { version: "asc" }],
    select: {
      id: true,
      code: true,
      version: true,
      title: true,
      content: true,
      keys: true,
      voidedItems: {
        select: {
          itemId: true,
          reason: true,
          voidedAt: true,
          effect: true,
          voidedBy: { select: { givenName: true, familyName: true } },
        },
      },
    },
  });
  const views = await Promise.all(forms.map((form) => formView(db, form)));
  const unsat = await db.form.findMany({
    where: { isPractice: false, id: { notIn: forms.map(({ id }) => id) }, retirement: { is: null } },
    orderBy: [{ code: "asc" }, { version: "asc" }],
    select: { id: true, code: true, version: true, content: true, keys: true },
  });
  const readers = await readersOf(db);
  const anchors = forms.map((form) => anchorsOf(form, readers.get(form.id)));
  const others = unsat.map(({ id, code, version, ...form }) => ({
    formId: id,
    code,
    version,
    anchors: anchorsOf(form, readers.get(id)),
  }));
  return ok({ enoughPeople, forms: withAnchors(views, anchors, others) });
};

/** By form, whoever had its questions before them: an exam that was annulled shows them as any other does. */
async function readersOf(db: Db): Promise<ReadonlyMap<string, Readers>> {
  const groups = await db.sitting.groupBy({
    by: ["formId", "documentId"],
    where: { runs: { some: { activity: "READING", startedAt: { not: null } } } },
    _count: true,
  });
  return new Map(
    [...Map.groupBy(groups, ({ formId }) => formId)].map(([formId, own]) => [
      formId,
      new Map(own.map(({ documentId, _count }) => [documentId, _count])),
    ]),
  );
}

type StoredForm = Parameters<typeof formView>[1];

async function formView(
  db: Db,
  form: {
    readonly id: string;
    readonly code: string;
    readonly version: number;
    readonly title: string;
    readonly content: unknown;
    readonly keys: unknown;
    readonly voidedItems: readonly {
      readonly itemId: string;
      readonly reason: string;
      readonly voidedAt: Date;
      readonly effect: unknown;
      readonly voidedBy: { readonly givenName: string; readonly familyName: string };
    }[];
  },
) {
  const content = formContent.parse(form.content);
  const keys = formKeys.parse(form.keys);
  const statistics = itemStatistics(await responsesOf(db, form));
  const waiting = await waitingByItem(db, form.id);
  const language = languageOf(content);
  return {
    formId: form.id,
    code: form.code,
    version: form.version,
    title: form.title,
    language,
    items: content.items.map((item) => {
      const own = statistics.find(({ itemId }) => itemId === item.id);
      const voided = form.voidedItems.find(({ itemId }) => itemId === item.id);
      return {
        itemId: item.id,
        prompt: item.prompt,
        people: own?.people ?? 0,
        difficulty: own?.difficulty ?? null,
        discrimination: own?.discrimination ?? null,
        options: (own?.options ?? []).map(({ option, share, restShare }) => ({
          text: option === null ? null : textOf(item, option, language),
          share,
          restShare,
          isKey: option !== null && isKey(keys[item.id], option),
        })),
        waiting: waiting.get(item.id) ?? 0,
        anchor: null,
        voided: voided
          ? {
              reason: voided.reason,
              by: `${voided.voidedBy.givenName} ${voided.voidedBy.familyName}`,
              at: voided.voidedAt.toISOString(),
              raised: raisedCount.parse(voided.effect).raised,
            }
          : null,
      };
    }),
  };
}

const raisedCount = voidEffectView.pick({ raised: true });

/** Every sealed reading of the form but those of exams that count as nothing, item by item, without whose it is. */
async function responsesOf(db: Db, form: Pick<StoredForm, "id" | "content" | "keys">): Promise<ItemResponse[][]> {
  const content = formContent.parse(form.content);
  const keys = formKeys.parse(form.keys);
  const marks = await openAnswerPoints(db, form.id);
  const runs = await db.activityRun.findMany({
    where: {
      activity: "READING",
      state: "COMPLETED",
      seal: { isNot: null },
      sitting: { formId: form.id, OR: [{ result: { is: null } }, { result: { is: { state: { not: "ANNULLED" } } } }] },
    },
    select: { answers: { select: { key: true, value: true } }, sitting: { select: { documentId: true } } },
  });
  return runs.map(({ answers: stored, sitting }) => {
    const items = itemsFor(content, sitting.documentId);
    const answers = stored.map(({ key, value }) => ({ key, value: answerValue.parse(value) }));
    const scored = scoreReading(items, keys, answers);
    // An answer that still waits counts as the keys have it: statistics are looked at again, results are not.
    const points = withOpenAnswers(scored, openAnswersOf(items, keys, answers, scored), marks) ?? scored;
    return items.map((item, place) => ({
      itemId: item.id,
      points: points[place]?.points ?? 0,
      max: item.max,
      ...chosenIn(item, answers.find(({ key }) => key === item.id)?.value ?? null),
    }));
  });
}

/** Options by their ids; true and false are the two of a statement. */
function chosenIn(item: ReadingItem, value: AnswerValue): Pick<ItemResponse, "chosen"> {
  if (item.type === "SINGLE_CHOICE") return { chosen: typeof value === "string" ? [value] : [] };
  if (item.type === "MULTIPLE_CHOICE")
    return { chosen: Array.isArray(value) ? value.filter((option) => option !== null) : [] };
  if (item.type === "TRUE_FALSE") return { chosen: typeof value === "boolean" ? [String(value)] : [] };
  return {};
}

function textOf(item: ReadingItem, option: string, language: FormLanguage): string {
  if (item.type === "SINGLE_CHOICE" || item.type === "MULTIPLE_CHOICE")
    return item.options.find(({ id }) => id === option)?.text ?? option;
  return truthInWords(option === "true", language);
}

function isKey(key: ItemKey | undefined, option: string): boolean {
  if (key?.type === "SINGLE_CHOICE") return key.option === option;
  if (key?.type === "MULTIPLE_CHOICE") return key.options.includes(option);
  return key?.type === "TRUE_FALSE" && String(key.value) === option;
}
