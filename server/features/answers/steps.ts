import { isAcceptedAnswer } from "#shared/domain/answers/accepted-answer.ts";
import { operationHash, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { itemsOfSitting } from "../reading/queries.ts";
import { leaseRunStep, lockRunStep } from "../sitting/steps.ts";
import { headOf, staffClientId } from "./queries.ts";
import { advanceHead, appendOps, projectOps } from "./store.ts";

/**
 * Staff key in what a person gave on paper: operations like any other, under a lease of their own, so that the log and
 * the projection are the same thing in both modes. The caller has checked who types, and seals the run when all is in.
 */
export async function keyAnswersStep(
  uow: UnitOfWork,
  runId: string,
  typedById: string,
  answers: readonly KeyedAnswer[],
): Promise<Result<{ head: number }, "NOT_FOUND" | "BAD_INPUT" | "ALREADY_LOCKED">> {
  const found = await uow.tx.activityRun.findUnique({
    where: { id: runId },
    select: {
      activity: true,
      seal: { select: { runId: true } },
      sitting: { select: { formId: true, documentId: true } },
    },
  });
  if (!found) return err("NOT_FOUND");
  const items = found.activity === "READING" ? await itemsOfSitting(uow.tx, found.sitting) : [];
  if (!answers.every((answer) => isAcceptedAnswer(answer, { activity: found.activity, items })))
    return err("BAD_INPUT");
  const run = await lockRunStep(uow, runId);
  // Read again under the lock: two people may key in the same sheets.
  if (await uow.tx.seal.findUnique({ where: { runId }, select: { runId: true } })) return err("ALREADY_LOCKED");
  const clientId = staffClientId(typedById);
  const leaseEpoch = await leaseRunStep(uow, run, clientId);
  const head = await headOf(uow.tx, runId, clientId);
  const ops = answers.map(({ key, value }, index) => ({
    seq: head + index + 1,
    key,
    value,
    hash: operationHash({ key, value }),
  }));
  if (ops.length === 0) return ok({ head });
  const batch = { runId, clientId, leaseEpoch, lane: "MAIN", ops, receivedAt: uow.now } as const;
  await appendOps(uow.tx, batch);
  await advanceHead(uow.tx, runId, clientId, head + ops.length);
  await projectOps(uow.tx, batch);
  return ok({ head: head + ops.length });
}
