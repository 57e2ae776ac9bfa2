import { err, ok } from "#shared/kernel/result.ts";
import { blindParagraphs } from "#shared/domain/marking/blind-text.ts";
import { readsResults } from "#shared/domain/accounts/roles.ts";
import { languageOf, type FormLanguage } from "#shared/domain/forms/language.ts";
import { formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import { openPoints } from "#shared/domain/reading/open-answers.ts";
import type * as contract from "#shared/protocol/items.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { addOpenAnswerMark } from "./open-answer-store.ts";
import { waitingAnswers } from "./queries.ts";
import { markerLanguages } from "./workload.ts";

/** Open answers by question: the same words are one answer, whoever wrote them, and nothing says who or how many. */

export const openItems: RouteHandler<typeof contract.openItems> = async ({ db }, actor) => {
  const languages = await judgedLanguages(db, actor);
  const forms = await db.form.findMany({
    where: { openAnswers: { some: {} } },
    select: { id: true, content: true },
    orderBy: { code: "asc" },
  });
  const written = forms.map(({ id, content }) => ({ formId: id, content: formContent.parse(content) }));
  const items = await Promise.all(
    written.filter(({ content }) => languages.includes(languageOf(content))).map(async ({ formId, content }) => {
      const waiting = await waitingAnswers(db, formId);
      return content.items
        .map(({ id: itemId, prompt }) => ({
          formId,
          itemId,
          language: languageOf(content),
          prompt,
          waiting: waiting.filter((answer) => answer.itemId === itemId).length,
        }))
        .filter((item) => item.waiting > 0);
    }),
  );
  return ok({ items: items.flat() });
};

export const openItem: RouteHandler<typeof contract.openItem> = async ({ db }, actor, { params }) => {
  const found = await findItem(db, actor, params);
  if (!found) return err("NOT_FOUND");
  const { content, keys, item } = found;
  const key = keys[item.id];
  const accepted =
    key?.type === "SHORT_ANSWER" ? key.accepted : key?.type === "TRUE_FALSE_JUSTIFIED" ? key.evidence : [];
  const document = content.documents.find(({ id }) => id === item.about) ?? content.situation;
  const waiting = (await waitingAnswers(db, params.formId)).filter(({ itemId }) => itemId === item.id);
  return ok({
    language: languageOf(content),
    prompt: item.prompt,
    accepted: [...accepted],
    max: openPoints(item),
    source: { title: document.title, paragraphs: document.paragraphs },
    // By their words: no order of arrival.
    answers: waiting
      .map(({ answer, sample }) => ({ answer, sample: blindParagraphs(sample).join(" ") }))
      .toSorted((a, b) => (a.answer < b.answer ? -1 : 1)),
  });
};

export const markOpenAnswer: RouteHandler<typeof contract.markOpenAnswer> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const given = { formId: params.formId, itemId: params.itemId, answer: body.answer };
    const answers = await uow.tx.openAnswer.findMany({ where: given, select: { sittingId: true } });
    const found = await findItem(uow.tx, actor, params);
    if (!found || answers.length === 0) return err("NOT_FOUND");
    if (body.points > openPoints(found.item)) return err("BAD_INPUT");
    const mark = { ...given, points: body.points, raterId: actor.accountId, markedAt: uow.now };
    if ((await addOpenAnswerMark(uow.tx, mark)).count !== 1) return err("ALREADY_LOCKED");
    uow.audit({
      actorId: actor.accountId,
      type: "openAnswer.marked",
      subjectType: "form",
      subjectId: params.formId,
      data: { itemId: params.itemId, points: body.points, sittings: answers.length },
    });
    for (const { sittingId } of answers) uow.outbox("marks.changed", { sittingId });
    return ok({});
  });

/** In which this marker judges answers: those of their habilitation, and none for whoever reads results. */
const judgedLanguages = async (db: Db | Tx, { accountId, roles }: AccountActor): Promise<readonly FormLanguage[]> =>
  readsResults(roles) ? [] : (await markerLanguages(db, [accountId]))(accountId);

/** A question with an open answer, in a language in which this marker judges; it does not exist for the others. */
async function findItem(db: Db | Tx, actor: AccountActor, { formId, itemId }: { readonly formId: string; readonly itemId: string }) {
  const form = await db.form.findUnique({ where: { id: formId }, select: { content: true, keys: true } });
  if (!form) return undefined;
  const content = formContent.parse(form.content);
  if (!(await judgedLanguages(db, actor)).includes(languageOf(content))) return undefined;
  const item = content.items.find(({ id }) => id === itemId);
  return item && openPoints(item) > 0 ? { content, keys: formKeys.parse(form.keys), item } : undefined;
}
