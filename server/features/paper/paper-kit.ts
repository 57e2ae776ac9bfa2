import { itemsFor } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { statesWithContent } from "#shared/domain/sitting/sitting-machine.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { collectPaper as collectContract, paperKit as kitContract } from "#shared/protocol/paper.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { contentOfForm } from "../reading/queries.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";
import { paperSitting } from "./sitting.ts";

/** The same gate as on screen: nothing is printed before the identity is confirmed and the activity open (PAP-4). */
export const paperKit: RouteHandler<typeof kitContract> = async (deps, actor, { params: { sittingId, activity } }) => {
  const found = await paperSitting(deps.db, actor, sittingId);
  if (!found.ok) return err(found.error);
  const sitting = found.value;
  if (sitting.writingTool !== "HANDWRITTEN") return err("NOT_HANDWRITTEN");
  if (!statesWithContent.includes(sitting.state)) return err("IDENTITY_NOT_CONFIRMED");
  const run = sitting.run(activity);
  if (run.state !== "OPEN" && run.state !== "INTERRUPTED") return err("RUN_NOT_OPEN");
  const content = await contentOfForm(deps.db, sitting.formId);
  const document = content.documents.find(({ id }) => id === sitting.documentId);
  if (!document) throw new Error(`The form has no document ${sitting.documentId}.`);
  const { task, recipient, instructions, minWords, maxWords } = content.writing;
  return ok({
    name: sitting.name,
    activity,
    language: languageOf(content),
    title: content.title,
    startsAt: sitting.session.startsAt.toISOString(),
    timeZone: sitting.session.timeZone,
    minutes: Math.round(run.baseSeconds / 60),
    situation: content.situation,
    document: { kind: document.kind, title: document.title, paragraphs: document.paragraphs },
    items: activity === "READING" ? itemsFor(content, sitting.documentId) : [],
    writing: activity === "WRITING" ? { task, recipient, instructions, minWords, maxWords } : null,
  });
};

export const collectPaper: RouteHandler<typeof collectContract> = (deps, actor, { params: { sittingId, activity } }) =>
  commit(deps, async (uow) => {
    const found = await paperSitting(uow.tx, actor, sittingId);
    if (!found.ok) return err(found.error);
    if (found.value.writingTool !== "HANDWRITTEN") return err("NOT_HANDWRITTEN");
    const moved = await moveRunStep(uow, sittingId, activity, "submit", actor.accountId);
    if (!moved.ok) return err(moved.error);
    await observeStep(uow, sittingId, "PAPER_COLLECTED", { activity }, actor.accountId);
    await completeSittingIfEndedStep(uow, sittingId, actor.accountId);
    return ok({});
  });
