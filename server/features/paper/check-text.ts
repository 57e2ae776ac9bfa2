import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { finishTextCheck as finishContract, saveTextCheck as saveContract } from "#shared/protocol/paper.ts";
import type { AccountActor } from "../../platform/actor.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { lockRunStep } from "../sitting/steps.ts";
import { hasTyped } from "./queries.ts";
import { keepIfChanged, sealText } from "./second-typist.ts";
import { handedIn, type PaperSitting } from "./sitting.ts";
import { addTextCheck } from "./store.ts";

/** A second person compares what was typed with the pages. Only then is there a text to mark. */

export const saveTextCheck: RouteHandler<typeof saveContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await checkable(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    await keepIfChanged(uow, { sittingId, text: body.text, typedById: actor.accountId, isCheck: true });
    return ok({ savedAt: uow.now.toISOString() });
  });

export const finishTextCheck: RouteHandler<typeof finishContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const found = await checkable(uow, actor, sittingId);
    if (!found.ok) return err(found.error);
    const typed = { sittingId, text: body.text, typedById: actor.accountId };
    await keepIfChanged(uow, { ...typed, isCheck: true });
    await addTextCheck(uow.tx, { sittingId, text: body.text, checkedById: actor.accountId, checkedAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "transcription.checked",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { sha256: sha256Hex(body.text) },
    });
    const sealed = await sealText(uow, found.value, typed);
    return sealed.ok ? ok({}) : err(sealed.error);
  });

async function checkable(
  uow: UnitOfWork,
  actor: AccountActor,
  sittingId: string,
): Promise<
  Result<
    NonNullable<PaperSitting>,
    "NOT_FOUND" | "NOT_HANDWRITTEN" | "RUN_NOT_ENDED" | "NOT_ALLOWED_NOW" | "NEEDS_TWO_PEOPLE" | "ALREADY_LOCKED"
  >
> {
  const found = await handedIn(uow.tx, actor, sittingId, "WRITING");
  if (!found.ok) return found;
  const { id: runId } = found.value.run("WRITING");
  // Read under the run's lock: two people may check the same text.
  await lockRunStep(uow, runId);
  if (await uow.tx.seal.findUnique({ where: { runId }, select: { runId: true } })) return err("ALREADY_LOCKED");
  const typed = await uow.tx.typedText.findUnique({ where: { sittingId }, select: { needsCheck: true } });
  if (!typed?.needsCheck) return err("NOT_ALLOWED_NOW");
  return (await hasTyped(uow.tx, sittingId, actor.accountId)) ? err("NEEDS_TWO_PEOPLE") : found;
}
