import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { saveTranscription as saveContract, sealTranscription as sealContract } from "#shared/protocol/paper.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { lockRunStep } from "../sitting/steps.ts";
import { finishTyping, keepIfChanged, sealText } from "./second-typist.ts";
import { handedIn, type PaperSitting } from "./sitting.ts";

/**
 * Typing what somebody wrote by hand: errors kept, crossings-out dropped, `[illisible]` where it cannot be read. Every
 * save says who typed, and whoever typed is never given the text to mark.
 */

export const saveTranscription: RouteHandler<typeof saveContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await typable(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    await keepIfChanged(uow, { sittingId, text: body.text, typedById: actor.accountId, isCheck: false });
    return ok({ savedAt: uow.now.toISOString() });
  });

export const sealTranscription: RouteHandler<typeof sealContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await typable(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    const typed = { sittingId, text: body.text, typedById: actor.accountId };
    await keepIfChanged(uow, { ...typed, isCheck: false });
    const awaitsCheck = await finishTyping(uow, typed);
    const sealed = awaitsCheck ? ok(undefined) : await sealText(uow, found.value, typed);
    return sealed.ok ? ok({ awaitsCheck }) : err(sealed.error);
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
  // What waits for a second person is not typed any more by the first.
  if (await uow.tx.typedText.findUnique({ where: { sittingId }, select: { number: true } })) return err("ALREADY_LOCKED");
  return (await uow.tx.scan.count({ where: { sittingId } })) > 0 ? found : err("NO_SCAN");
}
