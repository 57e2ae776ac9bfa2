import { operationHash, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import { foldOps, type Folded } from "#shared/domain/answers/replay.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { AnswerOp } from "#shared/protocol/answers.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { leaseRunStep, lockRunStep } from "../sitting/steps.ts";
import { appendStep, type Sent } from "./append-step.ts";
import type { LateChange } from "#shared/domain/answers/late-effect.ts";
import { isUnclaimed, laneFor, type Lane } from "./lane.ts";
import { findRun } from "./policy.ts";
import { hasNewerLease, headOf, historyOfPage, staffClientId, type HistoryOp } from "./queries.ts";
import { addCountedPage, projectAnswer, projectOps } from "./store.ts";

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
  /** Operations that are new or had been put aside, and where they are now. */
  readonly taken: Readonly<Record<Lane, number>>;
  /** Why nothing was taken: pieces missing before, altered or not fitting, other than what was saved, or no room. */
  readonly refusal: "SEQUENCE_GAP" | "BAD_INPUT" | "SEQUENCE_CONFLICT" | "RUN_NOT_OPEN" | null;
}

/**
 * Takes operations from a rescue file. Each page's log is appended as if the page had sent it: it counts only while the
 * activity runs and only from the page that holds the last lease; after the end it is kept late, for a person to
 * decide. What a former machine kept counts too, as long as the person has not gone on at the one that was readmitted;
 * of several pages the older come first, so that the newer count over them. A part that cannot be taken does not hold up
 * the others. The caller has checked who imports and for whom.
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
  for (const { clientId, leaseEpoch, ops: given } of logs.toSorted((a, b) => a.leaseEpoch - b.leaseEpoch)) {
    const ops = given.toSorted((a, b) => a.seq - b.seq);
    const refused = (refusal: ImportedPart["refusal"]): void => void parts.push({ clientId, taken: nothing, refusal });
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
      const aside = await asideOfPage(uow, sent);
      if (isCounted) await countPage(uow, sent, aside);
      const numbers = new Set(aside.map(({ seq }) => seq));
      const again = ops.filter(({ seq }) => numbers.has(seq)).length;
      // What is new and superseded is already among what is aside.
      const taken = { ...nothing, [lane]: fresh, [isCounted ? "MAIN" : "SUPERSEDED"]: (isCounted ? fresh : 0) + again };
      parts.push({ clientId, taken, refusal: null });
    }
  }
  return ok(parts);
}

const nothing = { MAIN: 0, LATE: 0, SUPERSEDED: 0 } as const;

/** What one page sent under a lease that it no longer held, and that does not count. */
async function asideOfPage(uow: UnitOfWork, { runId, clientId, leaseEpoch }: Sent): Promise<readonly Folded<HistoryOp>[]> {
  const folded = foldOps(new Map(), await historyOfPage(uow.tx, runId, clientId), sha256Hex);
  if (!folded.ok) throw new Error(`The log of run ${runId} breaks at ${clientId} ${folded.error}.`);
  return folded.value.filter((op) => op.lane === "SUPERSEDED" && op.leaseEpoch === leaseEpoch);
}

/**
 * The former machine may have reached the server again before its file did: what it sent then was put aside, and counts
 * now that a person brings it. The log is told too: what counts can always be made anew from it.
 */
async function countPage(
  { tx, now }: UnitOfWork,
  { runId, clientId, leaseEpoch }: Sent,
  aside: readonly Folded<HistoryOp>[],
): Promise<void> {
  const last = aside.at(-1);
  if (!last) return;
  await addCountedPage(tx, { runId, clientId, leaseEpoch, through: last.seq, countedAt: now });
  await projectOps(tx, { runId, clientId, leaseEpoch, ops: aside, receivedAt: now });
}
