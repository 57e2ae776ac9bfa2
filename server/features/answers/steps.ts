import { operationHash, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { AnswerOp } from "#shared/protocol/answers.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { leaseRunStep, lockRunStep } from "../sitting/steps.ts";
import { appendStep, type Sent } from "./append-step.ts";
import type { LateChange } from "#shared/domain/answers/late-effect.ts";
import { isUnclaimed, laneFor, type Lane } from "./lane.ts";
import { findRun } from "./policy.ts";
import { contentsOfClient, hasNewerLease, headOf, numbersAside, staffClientId } from "./queries.ts";
import { projectAnswer } from "./store.ts";

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
  const own = await findRun(uow.tx, runId);
  if (!own) return err("NOT_FOUND");
  const run = await lockRunStep(uow, runId);
  // Read under the lock: two people may key in the same sheets.
  if (await uow.tx.seal.findUnique({ where: { runId }, select: { runId: true } })) return err("ALREADY_LOCKED");
  const clientId = staffClientId(typedById);
  const leaseEpoch = await leaseRunStep(uow, run, clientId);
  const head = await headOf(uow.tx, runId, clientId);
  const ops = answers.map(({ key, value }, index) => ({
    seq: head + index + 1,
    key,
    value,
    hash: operationHash({ key, value }, sha256Hex),
  }));
  if (ops.length === 0) return ok({ head });
  // Paper is keyed in after the activity has ended: what was given in time counts, whenever it is typed.
  const appended = await appendStep(uow, own, run, { runId, clientId, leaseEpoch, ops }, { lane: "MAIN" });
  if (!appended.ok) return err("BAD_INPUT");
  return ok({ head: head + ops.length });
}

/** A person has decided that what came late counts: it is projected as if it had come in time. */
export async function countLateStep(uow: UnitOfWork, runId: string, changes: readonly LateChange[]): Promise<void> {
  for (const { key, after, clientId, leaseEpoch, seq, receivedAt } of changes)
    await projectAnswer(uow.tx, { runId, key, content: after, clientId, leaseEpoch, seq, savedAt: receivedAt });
}

/** What one page left on a device: its own log, or the end of it, as the device kept it. */
export interface ImportedLog {
  readonly clientId: string;
  readonly leaseEpoch: number;
  readonly ops: readonly AnswerOp[];
}

export interface ImportedPart {
  readonly clientId: string;
  /** Operations that the server did not hold yet, and where they went; null where nothing was new. */
  readonly taken: number;
  readonly lane: Lane | null;
  /** Why nothing was taken: pieces missing before, altered or not fitting, other than what was saved, or no room. */
  readonly refusal: "SEQUENCE_GAP" | "BAD_INPUT" | "SEQUENCE_CONFLICT" | "RUN_NOT_OPEN" | null;
}

/**
 * Takes operations from a rescue file. Each page's log is appended as if the page had sent it: it counts only while the
 * activity runs and only from the page that holds the last lease; after the end it is kept late, for a person to
 * decide. What a former machine kept counts too, as long as the person has not gone on at the one that was readmitted.
 * A part that cannot be taken does not hold up the others. The caller has checked who imports and for whom.
 */
export async function importOpsStep(
  uow: UnitOfWork,
  runId: string,
  logs: readonly ImportedLog[],
): Promise<Result<readonly ImportedPart[], "NOT_FOUND">> {
  const own = await findRun(uow.tx, runId);
  if (!own) return err("NOT_FOUND");
  const run = await lockRunStep(uow, runId);
  const parts: ImportedPart[] = [];
  for (const { clientId, leaseEpoch, ops: given } of logs) {
    const ops = given.toSorted((a, b) => a.seq - b.seq);
    const refused = (refusal: ImportedPart["refusal"]): void =>
      void parts.push({ clientId, taken: 0, lane: null, refusal });
    const [first] = ops;
    if (!first) continue;
    const isDense = ops.every((op, index) => op.seq === first.seq + index);
    if (!isDense || ops.some((op) => operationHash(op, sha256Hex) !== op.hash)) {
      refused("BAD_INPUT");
      continue;
    }
    const sent = { runId, clientId, leaseEpoch, ops };
    const isLast = isUnclaimed(run) && leaseEpoch < run.leaseEpoch && !(await hasNewerLease(uow.tx, runId, leaseEpoch));
    const isCounted = isLast && laneFor(run, own.activity, sent, uow.now) === "SUPERSEDED";
    const appended = await appendStep(uow, own, run, sent, isCounted ? { lane: "MAIN" } : undefined);
    if (!appended.ok) refused(appended.error);
    else if (appended.value.kind === "conflict") refused("SEQUENCE_CONFLICT");
    else {
      const { fresh, lane } = appended.value;
      const taken = fresh + (isCounted ? await countSuperseded(uow, sent) : 0);
      parts.push({ clientId, taken, lane: taken > 0 ? lane : null, refusal: null });
    }
  }
  return ok(parts);
}

/**
 * The former machine may have reached the server again before its file did: what it sent then was put aside, and counts
 * now that a person brings it. Answers how many operations of the file that concerns.
 */
async function countSuperseded(uow: UnitOfWork, { runId, clientId, leaseEpoch, ops }: Sent): Promise<number> {
  const aside = await numbersAside(uow.tx, runId, clientId, leaseEpoch);
  const again = ops.filter(({ seq }) => aside.has(seq));
  const last = new Map(again.map(({ key, seq }) => [key, seq]));
  const contents = await contentsOfClient(uow.tx, runId, clientId, [...last.keys()]);
  for (const [key, seq] of last)
    await projectAnswer(uow.tx, { runId, key, content: contents.get(key) ?? null, clientId, leaseEpoch, seq, savedAt: uow.now });
  return again.length;
}
