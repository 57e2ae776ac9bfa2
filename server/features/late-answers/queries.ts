import { z } from "zod";
import {
  isJudgedKey,
  isUndecided,
  joinReach,
  lateChanges,
  reachOf,
  type KeptOp,
  type LateChange,
  type Reach,
} from "#shared/domain/answers/late-effect.ts";
import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { historyOfRun, savedAnswers } from "../answers/queries.ts";

/** Reads of what arrived after the end of an activity. */

const reach = z.record(z.string(), z.number().int());

export interface WaitingLate {
  readonly ops: readonly KeptOp[];
  readonly changes: readonly LateChange[];
  /** How far a decision taken now reaches. */
  readonly reach: Reach;
  readonly version: string;
  /** It would change what is judged of an activity that counts. */
  readonly isDecisive: boolean;
}

interface EndedRun {
  readonly id: string;
  readonly activity: Activity;
  readonly state: string;
}

/** What of a run's late operations nobody has decided on; null when there is nothing. */
export async function waitingLate(db: Db | Tx, run: EndedRun): Promise<WaitingLate | null> {
  const decisions = await db.lateDecision.findMany({ where: { runId: run.id }, select: { through: true } });
  const decided = joinReach(decisions.map(({ through }) => reach.parse(through)));
  const log = await historyOfRun(db, run.id);
  const ops = log.filter((op) => isUndecided(op, decided));
  if (ops.length === 0) return null;
  const changes = lateChanges(log, await savedAnswers(db, run.id), decided, sha256Hex);
  const all = reachOf(log);
  return {
    ops,
    changes,
    reach: all,
    version: sha256Hex(canonicalJson(all)).slice(0, 32),
    isDecisive: run.state === "COMPLETED" && changes.some(({ key }) => isJudgedKey(run.activity, key)),
  };
}

const endedRun = { id: true, sittingId: true, activity: true, state: true, closedAt: true } as const;
const isEnded = ({ state }: { readonly state: RunState }): boolean => isTerminal(state);

/** Runs of these sittings that have ended and into which something arrived late; the record says which. */
async function runsWithLate(db: Db | Tx, sittingIds: readonly string[]) {
  const noted = await db.observation.findMany({
    where: { kind: "SAVED_LATE", sittingId: { in: [...sittingIds] } },
    select: { sittingId: true },
  });
  if (noted.length === 0) return [];
  const runs = await db.activityRun.findMany({ where: { sittingId: { in: noted.map(({ sittingId }) => sittingId) } }, select: endedRun });
  return runs.filter(isEnded);
}

/** Of all runs that have ended, those into which something arrived late that no decision reaches. */
export async function runsToDecide(db: Db | Tx) {
  const waiting = await db.$queryRaw<{ id: string }[]>`
    SELECT run.id FROM "ActivityRun" run
    WHERE run."sittingId" IN (SELECT "sittingId" FROM "Observation" WHERE kind = 'SAVED_LATE')
      AND EXISTS (
        SELECT 1 FROM "AnswerBatch" batch
        WHERE batch."runId" = run.id AND batch.lane = 'LATE' AND NOT EXISTS (
          SELECT 1 FROM "LateDecision" decision
          WHERE decision."runId" = run.id AND (decision.through ->> batch."clientId")::int >= batch."lastSeq"))`;
  const runs = await db.activityRun.findMany({ where: { id: { in: waiting.map(({ id }) => id) } }, select: endedRun });
  return runs.filter(isEnded);
}

/** Of these sittings, those whose result waits until somebody has decided on what arrived late, and in what. */
export async function undecidedLate(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Activity[]>> {
  const waiting = new Map<string, Activity[]>();
  for (const run of await runsWithLate(db, sittingIds))
    if ((await waitingLate(db, run))?.isDecisive)
      waiting.set(run.sittingId, [...(waiting.get(run.sittingId) ?? []), run.activity]);
  return waiting;
}

/** Is the very text of this sitting still open to such a decision? */
export async function isTextUndecided(db: Db | Tx, sittingId: string): Promise<boolean> {
  return (await undecidedLate(db, [sittingId])).get(sittingId)?.includes("WRITING") ?? false;
}
