import { firstRules, type RecordingRules } from "#shared/domain/recordings/retention.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { keptKeys } from "./kept.ts";

/** Reads of what was decided about recordings, for other features. */

/** What the directorate decided last. */
export async function currentRules(db: Db | Tx): Promise<RecordingRules> {
  const newest = await db.recordingPolicy.findFirst({
    orderBy: { version: "desc" },
    select: { version: true, isOralFilmed: true, areExtractsKept: true, reviewDays: true, keepDays: true },
  });
  return newest ?? firstRules;
}

/** Until when the extracts of a sitting are kept; null where it has none. */
export async function extractsFate(db: Db | Tx, sittingId: string) {
  const clips = await db.recordingClip.count({ where: { sittingId, state: "KEPT" } });
  if (clips === 0) return null;
  const key = await db.recordingKey.findUnique({ where: { sittingId }, select: { id: true, destroyedAt: true } });
  if (!key) return null;
  const rules = await currentRules(db);
  const days = rules.reviewDays + rules.keepDays;
  if (key.destroyedAt) return { days, dueAt: null, isHeld: false, destroyedAt: key.destroyedAt.toISOString() };
  // The age alone is asked for here: what day it is decides nothing of it.
  const [kept] = await keptKeys(db, rules, new Date(0), key.id);
  const isHeld = kept?.state === "HELD";
  return { days, dueAt: isHeld ? null : (kept?.dueAt?.toISOString() ?? null), isHeld, destroyedAt: null };
}
