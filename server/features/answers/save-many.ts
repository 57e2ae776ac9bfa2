import { isAcceptedAnswer } from "#shared/domain/answers/accepted-answer.ts";
import { foldOps } from "#shared/domain/answers/replay.ts";
import { isTextPatch } from "#shared/domain/answers/text-patch.ts";
import { outageThresholdSeconds } from "#shared/domain/sitting/time-ledger.ts";
import type { Deps } from "../../platform/deps.ts";
import { inTransaction } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { answerableRun } from "../reading/queries.ts";
import { runViewsOf } from "../sitting/queries.ts";
import { lockRunsForSaving, seenManyStep, type SavingRun } from "../sitting/steps.ts";
import { laneFor } from "./lane.ts";
import { isSavedFromPage } from "./policy.ts";
import type { Saved, SaveRequest } from "./save-one.ts";
import { appendMany, readLogs, type Log } from "./store-many.ts";
import type { Batch } from "./store.ts";

/**
 * Saves for many people in one transaction: those whose save is ordinary in every respect. The others are answered
 * undefined, untouched, and saved one by one by the rules of `saveOne`: this file decides nothing that is not decided
 * there. Every request is of another run.
 */
export async function saveMany(deps: Deps, requests: readonly SaveRequest[]): Promise<readonly (Saved | undefined)[]> {
  const now = deps.clock.now();
  const saved = await inTransaction(deps.db, async (sql) => {
    const runs = await lockRunsForSaving(
      sql,
      requests.map(({ runId }) => runId),
    );
    // Read once the locks are held: what was committed before is seen.
    const logs = await readLogs(
      sql,
      requests.map(({ runId, clientId, ops }) => ({
        runId,
        clientId,
        hasPatch: ops.some(({ value }) => isTextPatch(value)),
      })),
    );
    const batches = new Map<string, Batch>();
    for (const request of requests) {
      const run = runs.get(request.runId);
      const log = logs.get(request.runId);
      const batch = run && log && (await ordinary(deps, request, run, log, now));
      if (batch) batches.set(request.runId, batch);
    }
    if (batches.size === 0) return batches;
    await seenManyStep(
      sql,
      [...batches.keys()].flatMap((runId) => runs.get(runId)?.sittingId ?? []),
      now,
    );
    await appendMany(sql, [...batches.values()]);
    return batches;
  });
  const views = await runViewsOf(deps.db, [...saved.keys()]);
  return requests.map(({ runId }) => {
    const head = saved.get(runId)?.ops.at(-1)?.seq;
    const run = views.get(runId);
    return head === undefined || !run ? undefined : { lane: "MAIN", head, serverNow: now.toISOString(), run };
  });
}

/** The next operations of the page that holds the lease, while the clock runs and the page was heard just now. */
async function ordinary(
  deps: Deps,
  { accountId, runId, clientId, leaseEpoch, ops }: SaveRequest,
  run: SavingRun,
  log: Log,
  now: Date,
): Promise<Batch | undefined> {
  if (run.accountId !== accountId || run.state !== "OPEN" || !isSavedFromPage(run)) return undefined;
  if (now.getTime() - run.lastSeenAt.getTime() >= outageThresholdSeconds * 1000) return undefined;
  if (laneFor(run, { leaseEpoch, clientId }, now) !== "MAIN" || ops[0]?.seq !== log.head + 1) return undefined;
  const answerable = await answerableRun(deps.db, run.activity, run.sitting);
  if (!ops.every((op) => isAcceptedAnswer(op, answerable))) return undefined;
  const folded = foldOps(log.texts, ops, sha256Hex);
  if (!folded.ok) return undefined;
  return { runId, clientId, leaseEpoch, lane: "MAIN", isPaused: false, receivedAt: now, ops: folded.value };
}
