import { isAcceptedAnswer } from "#shared/domain/answers/accepted-answer.ts";
import { notesKey, textKey } from "#shared/domain/answers/answer-value.ts";
import { foldOps } from "#shared/domain/answers/replay.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { answerableRun } from "../reading/queries.ts";
import { openRunView } from "../sitting/steps.ts";
import { isSavedFromPage } from "./policy.ts";
import type { Saved, SaveRequest } from "./save-one.ts";
import { appendMany, readLogs, type NextBatch, type PageLog } from "./store-many.ts";
import type { Batch } from "./store.ts";

/** Logs of pages that saved a moment ago, so that they need not be read again; about two kilobytes each. */
const mostLogs = 10_000;

/**
 * Saves for many people at once: those whose save is ordinary in every respect, in one statement and one commit. The
 * others are answered undefined, untouched, and saved one by one by the rules of `saveOne`: this file decides nothing
 * that is not decided there. Every request of a call is of another run.
 *
 * What is remembered between calls are facts about a page's log at one head. The statement writes only where that head
 * still stands, so that a log that moved on elsewhere is never written over.
 */
export function createSaveMany(
  deps: Deps,
): (requests: readonly SaveRequest[]) => Promise<readonly (Saved | undefined)[]> {
  const known = new Map<string, PageLog>();
  const nameOf = ({ runId, clientId }: SaveRequest): string => `${runId} ${clientId}`;

  const remember = (request: SaveRequest, log: PageLog, batch: Batch): void => {
    const texts = new Map(log.texts);
    for (const { key, content } of batch.ops) if (key === textKey || key === notesKey) texts.set(key, content);
    known.set(nameOf(request), { ...log, head: log.head + batch.ops.length, texts });
    const [oldest] = known.keys();
    if (known.size > mostLogs && oldest !== undefined) known.delete(oldest);
  };

  return async (requests) => {
    const now = deps.clock.now();
    const logs = new Map<string, PageLog>();
    for (const request of requests) {
      const log = known.get(nameOf(request));
      // Forgotten at once, so that nothing but a commit brings it back.
      known.delete(nameOf(request));
      if (log && log.head + 1 === request.ops[0]?.seq) logs.set(request.runId, log);
    }
    const unknown = requests.filter(({ runId }) => !logs.has(runId));
    if (unknown.length > 0) for (const [runId, log] of await readLogs(deps.db, unknown)) logs.set(runId, log);

    const batches = new Map<string, NextBatch>();
    for (const request of requests) {
      const log = logs.get(request.runId);
      const batch = log && (await nextBatch(deps, request, log, now));
      if (batch) batches.set(request.runId, batch);
    }
    if (batches.size === 0) return requests.map(() => undefined);
    const saved = await appendMany(deps.db, [...batches.values()]);
    return requests.map((request) => {
      const [log, batch, run] = [logs.get(request.runId), batches.get(request.runId), saved.get(request.runId)];
      if (!log || !batch || !run) return undefined;
      remember(request, log, batch);
      const head = batch.head + batch.ops.length;
      return { lane: "MAIN", head, serverNow: now.toISOString(), run: openRunView(run) };
    });
  };
}

/** The next operations of a log, folded; undefined when there is anything about them that is not ordinary. */
async function nextBatch(
  deps: Deps,
  { accountId, authSessionId, runId, clientId, leaseEpoch, ops }: SaveRequest,
  log: PageLog,
  now: Date,
): Promise<NextBatch | undefined> {
  if (log.accountId !== accountId || !isSavedFromPage(log.own) || ops[0]?.seq !== log.head + 1) return undefined;
  const answerable = await answerableRun(deps.db, log.own.activity, log.own.sitting);
  if (!ops.every((op) => isAcceptedAnswer(op, answerable))) return undefined;
  const folded = foldOps(log.texts, ops, sha256Hex);
  if (!folded.ok) return undefined;
  const { head } = log;
  return {
    authSessionId,
    runId,
    clientId,
    leaseEpoch,
    head,
    lane: "MAIN",
    isPaused: false,
    receivedAt: now,
    ops: folded.value,
  };
}
