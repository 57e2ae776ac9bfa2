import { wordsOfItem, type ApprovedItems } from "#shared/domain/forms/anchors.ts";
import { draftContent, formContent, formKeys, type FormContent, type FormKeys } from "#shared/domain/forms/form-content.ts";
import { partIds } from "#shared/domain/forms/id-faults.ts";
import { firstLanguage, isFormLanguage, type FormLanguage } from "#shared/domain/forms/language.ts";
import type { Db, Tx } from "../../platform/db.ts";

export interface ApprovedForms {
  /** The ids that cases with another code use: what belongs to two forms would be answered in both. */
  readonly takenIds: ReadonlySet<string>;
  /** What was approved under the id of a question, in any form of the exam; the newest where versions differ. */
  readonly items: ApprovedItems;
  /** Which other cases of the exam hold a question, by its id, each with its newest version that does. */
  readonly holders: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** What a form that is being written must not take, and what its anchors must be equal to. */
export async function approvedForms(db: Db | Tx, code: string): Promise<ApprovedForms> {
  const forms = await db.form.findMany({
    orderBy: { createdAt: "asc" },
    select: { code: true, version: true, isPractice: true, content: true, keys: true },
  });
  const takenIds = new Set<string>();
  const holders = new Map<string, Map<string, number>>();
  const items = new Map<string, string>();
  for (const form of forms) {
    const content = formContent.parse(form.content);
    if (form.code !== code) for (const id of partIds(content)) takenIds.add(id);
    if (form.isPractice) continue;
    const keys = formKeys.parse(form.keys);
    for (const item of content.items) {
      items.set(item.id, wordsOfItem(item, keys[item.id]));
      if (form.code === code) continue;
      const versions = holders.get(item.id) ?? new Map<string, number>();
      holders.set(item.id, versions.set(form.code, Math.max(form.version, versions.get(form.code) ?? 0)));
    }
  }
  return { takenIds, items, holders };
}

export interface VoidedQuestion {
  readonly itemId: string;
  readonly prompt: string;
  readonly reason: string;
  readonly voidedAt: Date;
  /** As `wordsOfItem` says them: a question that was corrected under its id is another. */
  readonly words: string;
}

/** Of the questions of these forms, those that were voided in any form, word for word; the first decision where there are several. */
export async function voidedAmong(
  db: Db | Tx,
  forms: readonly { readonly content: FormContent; readonly keys: FormKeys }[],
): Promise<readonly VoidedQuestion[]> {
  const wordsIn = forms.flatMap(({ content, keys }) => content.items.map((item) => wordsOfItem(item, keys[item.id])));
  const asked = new Set(wordsIn);
  const rows = await db.voidedItem.findMany({
    where: { itemId: { in: forms.flatMap(({ content }) => content.items.map(({ id }) => id)) } },
    orderBy: [{ voidedAt: "asc" }, { id: "asc" }],
    select: { itemId: true, reason: true, voidedAt: true, form: { select: { content: true, keys: true } } },
  });
  const found = new Map<string, VoidedQuestion>();
  for (const { itemId, reason, voidedAt, form } of rows) {
    const item = formContent.parse(form.content).items.find(({ id }) => id === itemId);
    const words = item && wordsOfItem(item, formKeys.parse(form.keys)[itemId]);
    if (item && words && asked.has(words) && !found.has(words))
      found.set(words, { itemId, prompt: item.prompt, reason, voidedAt, words });
  }
  return [...found.values()];
}

/**
 * Questions that somebody may be asked again, by their ids: of a form that is not retired or that a session still has, and
 * of a version that is being written.
 */
export async function itemsInUse(db: Db | Tx): Promise<ReadonlySet<string>> {
  const forms = await db.form.findMany({
    where: {
      isPractice: false,
      OR: [{ retirement: { is: null } }, { sessions: { some: { state: { notIn: ["HELD", "CANCELLED"] } } } }],
    },
    select: { content: true },
  });
  const drafts = await db.formDraft.findMany({ where: { state: { in: ["WRITTEN", "IN_REVIEW"] } }, select: { content: true } });
  const items = [
    ...forms.flatMap(({ content }) => formContent.parse(content).items),
    ...drafts.flatMap(({ content }) => draftContent.parse(content).items),
  ];
  return new Set(items.map(({ id }) => id));
}

/** The form that a session of this profession is given on that day: the newest that is in effect, or null. */
export const formInEffect = (db: Db | Tx, professionKey: string, at: Date) =>
  db.form.findFirst({
    where: { professionKey, isPractice: false, effectiveFrom: { lte: at }, retirement: { is: null } },
    orderBy: [{ effectiveFrom: "desc" }, { version: "desc" }],
    select: { id: true },
  });

/** The case that everybody practises with from now on: the newest that is in effect; null where none was ever approved. */
export const practiceFormInEffect = (db: Db | Tx, at: Date) =>
  db.form.findFirst({
    where: { isPractice: true, effectiveFrom: { lte: at }, retirement: { is: null } },
    orderBy: [{ effectiveFrom: "desc" }, { version: "desc" }],
    select: { id: true, content: true },
  });

/** The language of each form, without the form: a season of texts has few forms, and each of them is large. */
export async function languagesOfForms(db: Db | Tx, formIds: readonly string[]): Promise<(formId: string) => FormLanguage> {
  const ids = [...new Set(formIds)];
  const rows = await db.$queryRaw<{ id: string; language: string | null }[]>`
    SELECT id, content->>'language' AS language FROM "Form" WHERE id = ANY(${ids}::uuid[])`;
  const languages = new Map(rows.map(({ id, language }) => [id, language !== null && isFormLanguage(language) ? language : firstLanguage]));
  return (formId) => languages.get(formId) ?? firstLanguage;
}
