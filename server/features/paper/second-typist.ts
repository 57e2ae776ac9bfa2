import { textKey } from "#shared/domain/answers/answer-value.ts";
import { isCheckWanted } from "#shared/domain/paper/second-typist.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { keyAnswersStep } from "../answers/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { sealRunStep } from "../sitting/steps.ts";
import type { PaperSitting } from "./sitting.ts";
import { addTranscription, addTypedText, lockNumbers } from "./store.ts";

/** A handwritten text that is typed: kept, handed to a second person where the policy says so, and sealed. */

export interface Typed {
  readonly sittingId: string;
  readonly text: string;
  readonly typedById: string;
}

export async function keepIfChanged(uow: UnitOfWork, typed: Typed & { readonly isCheck: boolean }): Promise<void> {
  const { sittingId, isCheck, text, typedById } = typed;
  const last = await uow.tx.transcription.findFirst({
    where: { sittingId, isCheck },
    select: { text: true, typedById: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  if (last?.text === text && last.typedById === typedById) return;
  await addTranscription(uow.tx, { ...typed, createdAt: uow.now });
}

/** The first version is kept as it was left. Answers whether it waits for a second person, which the draw decides for ever. */
export async function finishTyping(uow: UnitOfWork, typed: Typed): Promise<boolean> {
  const policy = await uow.tx.transcriptionPolicy.findFirst({
    where: { effectiveFrom: { lte: uow.now } },
    orderBy: { version: "desc" },
    select: { version: true, firstChecked: true, sharePercent: true, seed: true },
  });
  if (!policy) throw new Error("No transcription policy is in force: add a version to TranscriptionPolicy.");
  await lockNumbers(uow.tx);
  const number = (await uow.tx.typedText.count()) + 1;
  const needsCheck = isCheckWanted(policy, number, sha256Hex(`${policy.seed}:${typed.sittingId}`));
  await addTypedText(uow.tx, { ...typed, number, typedAt: uow.now, policyVersion: policy.version, needsCheck });
  uow.audit({
    actorId: typed.typedById,
    type: "transcription.typed",
    subjectType: "sitting",
    subjectId: typed.sittingId,
    data: { number, policyVersion: policy.version, needsCheck, sha256: sha256Hex(typed.text) },
  });
  uow.hint(topicOf.sitting(typed.sittingId));
  return needsCheck;
}

/** The text becomes the answer, and is frozen. */
export async function sealText(
  uow: UnitOfWork,
  sitting: NonNullable<PaperSitting>,
  { sittingId, text, typedById }: Typed,
): Promise<Result<undefined, "NOT_FOUND" | "BAD_INPUT" | "ALREADY_LOCKED">> {
  const runId = sitting.run("WRITING").id;
  const keyed = await keyAnswersStep(uow, runId, typedById, [{ key: textKey, value: text }]);
  if (!keyed.ok) return err(keyed.error);
  await sealRunStep(uow, runId);
  await observeStep(uow, sittingId, "TEXT_TRANSCRIBED", { activity: "WRITING" }, typedById);
  return ok(undefined);
}
