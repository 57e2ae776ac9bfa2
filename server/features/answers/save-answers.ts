import { isAcceptedAnswer } from "#shared/domain/answers/accepted-answer.ts";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { maxBatchBytes, type AnswerOp, type saveAnswers as contract } from "#shared/protocol/answers.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import type { Tx } from "../../platform/db.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { itemsOfSitting } from "../reading/queries.ts";
import { runViewOf } from "../sitting/queries.ts";
import { lockRunStep, seenStep, type LockedRun } from "../sitting/steps.ts";
import { findOwnRun, isSavedFromPage } from "./policy.ts";
import { headOf } from "./queries.ts";
import { advanceHead, appendOps, projectOps, type Lane } from "./store.ts";

type SaveRefusal = "NOT_FOUND" | "BAD_INPUT" | "RUN_NOT_OPEN" | "SEQUENCE_GAP" | "SEQUENCE_CONFLICT";

interface Saved {
  readonly lane: Lane;
  readonly head: number;
  readonly serverNow: string;
  readonly run: RunView;
}

/**
 * The hot path: no audit, no outbox. One transaction stores the operations, moves the head and the projection; the
 * answer leaves after its COMMIT. Nothing that is well-formed is thrown away: what comes under an old lease or after
 * the end is kept aside.
 */
export const saveAnswers: RouteHandler<typeof contract> = async (deps, actor, { params: { runId }, body }) => {
  if (Buffer.byteLength(JSON.stringify(body.ops)) > maxBatchBytes) return err("TOO_LARGE");
  if (body.ops.some((op) => operationHash(op) !== op.hash)) return err("BAD_INPUT");
  const saved = await commit(deps, async (uow): Promise<Result<Saved, SaveRefusal>> => {
    const own = await findOwnRun(uow.tx, actor.accountId, runId);
    if (!own) return err("NOT_FOUND");
    if (!isSavedFromPage(own)) return err("RUN_NOT_OPEN");
    const items = own.activity === "READING" ? await itemsOfSitting(uow.tx, own.sitting) : [];
    if (!body.ops.every((op) => isAcceptedAnswer(op, { activity: own.activity, items }))) return err("BAD_INPUT");
    // Before the run's lock: whoever needs both takes them in this order.
    await seenStep(uow, own.sittingId);
    const run = await lockRunStep(uow, runId);
    if (run.state === "PENDING") return err("RUN_NOT_OPEN");
    const head = await headOf(uow.tx, runId, body.clientId);
    const fresh = await freshOps(uow.tx, runId, body.clientId, head, body.ops);
    if (!fresh.ok) return fresh;
    const lane = laneFor(run, body);
    if (fresh.value.length > 0) {
      const batch = {
        runId,
        clientId: body.clientId,
        leaseEpoch: body.leaseEpoch,
        lane,
        ops: fresh.value,
        receivedAt: uow.now,
      };
      await appendOps(uow.tx, batch);
      await advanceHead(uow.tx, runId, body.clientId, head + fresh.value.length);
      if (lane === "MAIN") await projectOps(uow.tx, batch);
    }
    return ok({
      lane,
      head: head + fresh.value.length,
      serverNow: uow.now.toISOString(),
      run: await runViewOf(uow.tx, runId),
    });
  });
  if (!saved.ok) return saved;
  const { lane, ...answer } = saved.value;
  // Said after the commit: what an old page sent is kept, and does not count.
  return lane === "SUPERSEDED" ? err("LEASE_LOST") : ok({ ...answer, lane });
};

/** The operations that the server does not hold yet. Those that it holds must be the same ones. */
async function freshOps(
  tx: Tx,
  runId: string,
  clientId: string,
  head: number,
  ops: readonly AnswerOp[],
): Promise<Result<readonly AnswerOp[], "SEQUENCE_GAP" | "SEQUENCE_CONFLICT">> {
  const [first] = ops;
  if (first && first.seq > head + 1) return err("SEQUENCE_GAP");
  const again = ops.filter(({ seq }) => seq <= head);
  if (again.length > 0) {
    const held = await tx.answerOp.findMany({
      where: { runId, clientId, seq: { in: again.map(({ seq }) => seq) } },
      select: { seq: true, hash: true },
    });
    const hashes = new Map(held.map(({ seq, hash }) => [seq, hash]));
    if (again.some(({ seq, hash }) => hashes.get(seq) !== hash)) return err("SEQUENCE_CONFLICT");
  }
  return ok(ops.filter(({ seq }) => seq > head));
}

function laneFor(run: LockedRun, sent: { readonly leaseEpoch: number; readonly clientId: string }): Lane {
  if (run.state !== "OPEN" && run.state !== "INTERRUPTED") return "LATE";
  const isHolder = run.leaseEpoch === sent.leaseEpoch && run.leaseClientId === sent.clientId;
  return isHolder ? "MAIN" : "SUPERSEDED";
}
