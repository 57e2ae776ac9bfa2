import { itemsFor } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { isAnswered } from "#shared/domain/reading/answer-shape.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type {
  keyReading as keyContract,
  readingSheet as sheetContract,
  sealReading as sealContract,
} from "#shared/protocol/paper.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { answersOfRun } from "../answers/queries.ts";
import { keyAnswersStep } from "../answers/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { contentOfForm, itemsOfSitting } from "../reading/queries.ts";
import { lockRunStep, sealRunStep } from "../sitting/steps.ts";
import { handedIn } from "./sitting.ts";

/** Reading answered on paper: keyed in as operations like any other, then sealed once somebody has checked them. */

export const readingSheet: RouteHandler<typeof sheetContract> = async ({ db }, actor, { params: { sittingId } }) => {
  const found = await handedIn(db, actor, sittingId, "READING");
  if (!found.ok) return err(found.error);
  const run = found.value.run("READING");
  const content = await contentOfForm(db, found.value.formId);
  return ok({
    name: found.value.name,
    language: languageOf(content),
    items: itemsFor(content, found.value.documentId),
    answers: await answersOfRun(db, run.id),
    isSealed: run.seal !== null,
  });
};

export const keyReading: RouteHandler<typeof keyContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await handedIn(uow.tx, actor, sittingId, "READING");
    if (!found.ok) return err(found.error);
    const keyed = await keyAnswersStep(uow, found.value.run("READING").id, actor.accountId, body.answers);
    return keyed.ok ? ok({}) : err(keyed.error);
  });

export const sealReading: RouteHandler<typeof sealContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await handedIn(uow.tx, actor, sittingId, "READING");
    if (!found.ok) return err(found.error);
    const run = found.value.run("READING");
    if (run.seal) return err("ALREADY_LOCKED");
    // Counted under the lock: what is keyed in at the same time is waited for.
    await lockRunStep(uow, run.id);
    const answers = new Map((await answersOfRun(uow.tx, run.id)).map(({ key, value }) => [key, value]));
    const items = await itemsOfSitting(uow.tx, found.value);
    if (items.filter(({ id }) => !isAnswered(answers.get(id))).length > body.blank) return err("MORE_BLANKS");
    await sealRunStep(uow, run.id);
    await observeStep(uow, sittingId, "ANSWERS_KEYED", { activity: "READING" }, actor.accountId);
    return ok({});
  });
