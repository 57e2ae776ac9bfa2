import { formContent, type FormContent } from "#shared/domain/forms/form-content.ts";
import { languageOf, type FormLanguage } from "#shared/domain/forms/language.ts";
import { blindParagraphs } from "#shared/domain/marking/blind-text.ts";
import { openPoints } from "#shared/domain/reading/open-answers.ts";
import type { OwnAnswerRow } from "#shared/protocol/corrections.ts";
import type { Db } from "../../platform/db.ts";
import { correctableAnswers } from "./answer-corrections.ts";
import type { Author } from "./correction-gate.ts";

/** Points that somebody gave to open answers, for themselves alone. */

/** Weeks of a marker’s work. */
const shown = 200;

interface Asked {
  readonly formId: string;
  readonly itemId: string;
}

type AskedItem = FormContent["items"][number] & { readonly language: FormLanguage };

/** The questions of these answers, in the language of their case; each form is read once, however many there are. */
export async function itemsOf(db: Db, asked: readonly Asked[]): Promise<(place: Asked) => AskedItem | undefined> {
  const forms = await db.form.findMany({
    where: { id: { in: [...new Set(asked.map(({ formId }) => formId))] } },
    select: { id: true, content: true },
  });
  const items = new Map(
    forms.flatMap((form) => {
      const content = formContent.parse(form.content);
      return content.items.map((item) => [`${form.id} ${item.id}`, { ...item, language: languageOf(content) }] as const);
    }),
  );
  return ({ formId, itemId }) => items.get(`${formId} ${itemId}`);
}

/** The latest points as they stand, and before them all that can still be corrected, however old: the newest first. */
export async function ownAnswers(db: Db, author: Author, latest = shown): Promise<OwnAnswerRow[]> {
  const orderBy = [{ markedAt: "desc" }, { id: "desc" }] as const;
  const all = await db.openAnswerMark.findMany({
    where: { raterId: author.accountId, supersededBy: null },
    orderBy: [...orderBy],
    select: { id: true },
  });
  const ids = all.map(({ id }) => id);
  const open = await correctableAnswers(db, author, ids);
  const marks = await db.openAnswerMark.findMany({
    where: { id: { in: ids.filter((id, place) => place < latest || open.has(id)) } },
    orderBy: [...orderBy],
    select: { id: true, formId: true, itemId: true, answer: true, points: true, markedAt: true, supersedesId: true },
  });
  const itemOf = await itemsOf(db, marks);
  const samples = await db.openAnswer.findMany({
    where: { OR: marks.map(({ formId, itemId, answer }) => ({ formId, itemId, answer })) },
    distinct: ["formId", "itemId", "answer"],
    orderBy: [{ formId: "asc" }, { itemId: "asc" }, { answer: "asc" }, { sample: "asc" }],
    select: { formId: true, itemId: true, answer: true, sample: true },
  });
  return marks.flatMap((mark) => {
    const { id, formId, itemId, answer, points, markedAt, supersedesId } = mark;
    const item = itemOf(mark);
    if (!item) return [];
    const given = samples.find((one) => one.formId === formId && one.itemId === itemId && one.answer === answer);
    return [
      {
        markId: id,
        formId,
        itemId,
        answer,
        language: item.language,
        prompt: item.prompt,
        sample: blindParagraphs(given?.sample ?? answer).join(" "),
        points,
        max: openPoints(item),
        markedAt: markedAt.toISOString(),
        isCorrected: supersedesId !== null,
        isOpen: open.has(id),
      },
    ];
  });
}
