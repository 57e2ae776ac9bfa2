import { isAcceptedAnswer } from "#shared/domain/answers/accepted-answer.ts";
import { foldOps } from "#shared/domain/answers/replay.ts";
import { isTextPatch } from "#shared/domain/answers/text-patch.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { AnswerOp } from "#shared/protocol/answers.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { answerableRun } from "../reading/queries.ts";
import type { LockedRun } from "../sitting/steps.ts";
import { isDuringPause, laneFor, type Lane } from "./lane.ts";
import type { OwnRun } from "./policy.ts";
import { contentsOfClient, hashesOfClient, headOf, keptAside } from "./queries.ts";
import { appendBatch, keepConflicts, projectOps } from "./store.ts";

/** What one page sent of its log. */
export interface Sent {
  readonly runId: string;
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly ops: readonly AnswerOp[];
}

export type Appended =
  | { readonly kind: "appended"; readonly lane: Lane; readonly head: number; readonly fresh: number }
  /** A number that was saved before came with something else: both are kept, and the caller refuses after its commit. */
  | { readonly kind: "conflict" };

type Refusal = "BAD_INPUT" | "RUN_NOT_OPEN" | "SEQUENCE_GAP";

/** More than any honest page holds back: an hour of typing without a network is some twelve hundred operations. */
export const maxAside = { ops: 4_000, bytes: 4 * 1024 * 1024 } as const;
const maxConflicts = 100;

/**
 * Appends to a run that the caller has locked what the server does not hold yet, in the lane that the rules give
 * unless the caller's own rule names one, and projects what counts. Nothing that is well-formed is thrown away.
 */
export async function appendStep(
  uow: UnitOfWork,
  own: OwnRun,
  run: LockedRun,
  sent: Sent,
  given?: { readonly lane: Lane },
): Promise<Result<Appended, Refusal>> {
  const { runId, clientId, leaseEpoch, ops } = sent;
  const { tx, now } = uow;
  const answerable = await answerableRun(tx, own.activity, own.sitting);
  if (!ops.every((op) => isAcceptedAnswer(op, answerable))) return err("BAD_INPUT");
  if (run.state === "PENDING" && !given) return err("RUN_NOT_OPEN");
  const head = await headOf(tx, runId, clientId);
  if ((ops[0]?.seq ?? 0) > head + 1) return err("SEQUENCE_GAP");
  if (await hasConflict(uow, own, sent, head)) return ok({ kind: "conflict" });
  const lane = given?.lane ?? laneFor(run, own.activity, sent, now);
  const fresh = ops.filter(({ seq }) => seq > head);
  if (fresh.length === 0) return ok({ kind: "appended", lane, head, fresh: 0 });

  const keys = fresh.flatMap(({ key, value }) => (isTextPatch(value) ? [key] : []));
  const before = keys.length > 0 ? await contentsOfClient(tx, runId, clientId, keys) : new Map();
  const folded = foldOps(before, fresh, sha256Hex);
  if (!folded.ok) return err("BAD_INPUT");
  if (lane !== "MAIN" && !(await hasRoomAside(uow, own, runId, lane))) return err("RUN_NOT_OPEN");
  const isPaused = lane === "MAIN" && isDuringPause(run, now);
  if (isPaused) await notePause(uow, own, run);

  const batch = { runId, clientId, leaseEpoch, lane, isPaused, ops: folded.value, receivedAt: now };
  await appendBatch(tx, batch, head + 1);
  if (lane === "MAIN") await projectOps(tx, batch);
  return ok({ kind: "appended", lane, head: head + fresh.length, fresh: fresh.length });
}

async function hasConflict(
  uow: UnitOfWork,
  own: OwnRun,
  { runId, clientId, ops }: Sent,
  head: number,
): Promise<boolean> {
  const again = ops.filter(({ seq }) => seq <= head);
  if (again.length === 0) return false;
  const numbers = again.map(({ seq }) => seq);
  const hashes = await hashesOfClient(uow.tx, runId, clientId, Math.min(...numbers), Math.max(...numbers));
  const other = again.filter(({ seq, hash }) => hashes.get(seq) !== hash);
  if (other.length === 0) return false;
  const known = await uow.tx.answerConflict.count({ where: { runId } });
  if (known < maxConflicts) await keepConflicts(uow.tx, runId, clientId, other, uow.now);
  if (known === 0) await observeStep(uow, own.sittingId, "SAVE_CONFLICT", { activity: own.activity }, null);
  return true;
}

/** What is kept aside is bounded, and the first of it is written into the record for a person to look at. */
async function hasRoomAside(uow: UnitOfWork, own: OwnRun, runId: string, lane: Lane): Promise<boolean> {
  const aside = await keptAside(uow.tx, runId);
  if (aside.ops >= maxAside.ops || aside.bytes >= maxAside.bytes) return false;
  if (lane === "LATE" && aside.late === 0)
    await observeStep(uow, own.sittingId, "SAVED_LATE", { activity: own.activity }, null);
  return true;
}

async function notePause(uow: UnitOfWork, own: OwnRun, run: LockedRun): Promise<void> {
  const where = { runId: run.id, isPaused: true, receivedAt: { gte: run.interruptedAt ?? uow.now } };
  if ((await uow.tx.answerBatch.count({ where })) === 0)
    await observeStep(uow, own.sittingId, "SAVED_DURING_PAUSE", { activity: own.activity }, null);
}
