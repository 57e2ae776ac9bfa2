import { languageOf } from "#shared/domain/forms/language.ts";
import { scanMimes } from "#shared/domain/paper/scan-type.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/paper.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { takeTextFromStep } from "../marking/steps.ts";
import { contentOfForm } from "../reading/queries.ts";
import { handwritingOpened, isOpenedSince, scanOf, transcriptionOf } from "./queries.ts";
import { paperSitting } from "./sitting.ts";

/** Reading what somebody wrote by hand, under their name: every opening is in the record, and its reader marks nothing of it. */

const extensions: Readonly<Record<string, string>> = {
  [scanMimes[0]]: "pdf",
  [scanMimes[1]]: "jpg",
  [scanMimes[2]]: "png",
};

/** A page that stays open asks again and again, which is no opening. */
const oneOpeningMs = 12 * 3_600_000;

/** `page` null: the transcription, with the list of its pages. */
async function noteOpening(uow: UnitOfWork, actorId: string, sittingId: string, page: number | null): Promise<void> {
  const since = new Date(uow.now.getTime() - oneOpeningMs);
  if (await isOpenedSince(uow.tx, { actorId, sittingId, page, since })) return;
  uow.audit({ actorId, type: handwritingOpened, subjectType: "sitting", subjectId: sittingId, data: { page } });
  await takeTextFromStep(uow, sittingId, actorId);
}

export const scanFile: RouteHandler<typeof contract.scanFile> = (deps, actor, { params: { sittingId, page } }) =>
  commit(deps, async (uow) => {
    const found = await paperSitting(uow.tx, actor, sittingId);
    if (!found.ok) return err(found.error);
    const scan = await scanOf(uow.tx, sittingId, page);
    if (!scan) return err("NOT_FOUND");
    await noteOpening(uow, actor.accountId, sittingId, page);
    return ok({ bytes: scan.bytes, mime: scan.mime, fileName: `page-${page}.${extensions[scan.mime] ?? "bin"}` });
  });

export const transcription: RouteHandler<typeof contract.transcription> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const found = await paperSitting(uow.tx, actor, sittingId);
    if (!found.ok) return err(found.error);
    if (found.value.writingTool !== "HANDWRITTEN") return err("NOT_HANDWRITTEN");
    await noteOpening(uow, actor.accountId, sittingId, null);
    const isSealed = found.value.run("WRITING").seal !== null;
    const language = languageOf(await contentOfForm(uow.tx, found.value.formId));
    return ok({ name: found.value.name, language, ...(await transcriptionOf(uow.tx, sittingId, actor.accountId, isSealed)) });
  });
