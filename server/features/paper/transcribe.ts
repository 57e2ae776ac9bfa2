import { textKey } from "#shared/domain/answers/answer-value.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { saveTranscription as saveContract, sealTranscription as sealContract } from "#shared/protocol/paper.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { keyAnswersStep } from "../answers/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { lockRunStep, sealRunStep } from "../sitting/steps.ts";
import { handedIn, type PaperSitting } from "./sitting.ts";
import { addTranscription } from "./store.ts";

/**
 * Typing what somebody wrote by hand: errors kept, crossings-out dropped, `[illisible]` where it cannot be read. Every
 * save says who typed, and whoever typed is never given the text to mark.
 */

export const saveTranscription: RouteHandler<typeof saveContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await typable(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    await keepIfChanged(uow, sittingId, body.text, actor.accountId);
    return ok({ savedAt: uow.now.toISOString() });
  });

export const sealTranscription: RouteHandler<typeof sealContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await typable(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    await keepIfChanged(uow, sittingId, body.text, actor.accountId);
    const runId = found.value.run("WRITING").id;
    const keyed = await keyAnswersStep(uow, runId, actor.accountId, [{ key: textKey, value: body.text }]);
    if (!keyed.ok) return err(keyed.error);
    await sealRunStep(uow, runId);
    await observeStep(uow, sittingId, "TEXT_TRANSCRIBED", { activity: "WRITING" }, actor.accountId);
    return ok({});
  });

async function typable(
  uow: UnitOfWork,
  actor: AccountActor,
  sittingId: string,
): Promise<
  Result<NonNullable<PaperSitting>, "NOT_FOUND" | "NOT_HANDWRITTEN" | "RUN_NOT_ENDED" | "NO_SCAN" | "ALREADY_LOCKED">
> {
  const found = await handedIn(uow.tx, actor, sittingId, "WRITING");
  if (!found.ok) return found;
  const { id: runId } = found.value.run("WRITING");
  // Read under the run's lock: two people may type the same text.
  await lockRunStep(uow, runId);
  if (await uow.tx.seal.findUnique({ where: { runId }, select: { runId: true } })) return err("ALREADY_LOCKED");
  return (await uow.tx.scan.count({ where: { sittingId } })) > 0 ? found : err("NO_SCAN");
}

async function keepIfChanged(uow: UnitOfWork, sittingId: string, text: string, typedById: string): Promise<void> {
  const last = await uow.tx.transcription.findFirst({
    where: { sittingId },
    select: { text: true, typedById: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  if (last?.text === text && last.typedById === typedById) return;
  await addTranscription(uow.tx, { sittingId, text, typedById, createdAt: uow.now });
}
