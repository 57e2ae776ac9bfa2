import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { isTextPatch } from "#shared/domain/answers/text-patch.ts";
import { err } from "#shared/kernel/result.ts";
import { maxBatchBytes, type AnswerOp, type saveAnswers as contract } from "#shared/protocol/answers.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { requireSeatForSaving } from "../sitting/queries.ts";
import { saverOf } from "./saver.ts";

const retrySeconds = 5;

/** The answer leaves after COMMIT. No audit and no outbox: the log is its own evidence. */
export const saveAnswers: RouteHandler<typeof contract> = async (deps, actor, { params: { runId }, body }, visit) => {
  if (body.ops.reduce((sum, op) => sum + bytesOf(op), 0) > maxBatchBytes) return err("TOO_LARGE");
  if (body.ops.some((op) => operationHash(op, sha256Hex) !== op.hash)) return err("BAD_INPUT");
  // Read before the batch: a seat that is lost in between is fenced off by its lease.
  const seat = await requireSeatForSaving(deps.db, actor, runId);
  if (!seat.ok) return err(seat.error);
  const { clientId, leaseEpoch, ops } = body;
  const saved = await saverOf(deps)({ accountId: actor.accountId, authSessionId: actor.authSessionId, runId, clientId, leaseEpoch, ops });
  if (!saved.ok && saved.error === "BUSY") visit.reply.retryAfter(retrySeconds);
  return saved;
};

/** What one operation weighs on the wire, without writing it out where it is a text or a patch of one. */
function bytesOf({ key, value }: AnswerOp): number {
  const about = 150 + key.length;
  if (typeof value === "string") return about + Buffer.byteLength(value);
  if (isTextPatch(value)) return about + 100 + Buffer.byteLength(value.put);
  return about + Buffer.byteLength(JSON.stringify(value));
}
