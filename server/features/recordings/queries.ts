import type { Db, Tx } from "../../platform/db.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { keptKeys } from "./kept.ts";

/** Reads of what was decided about recordings, for other features. */

/** Until when the extracts of a sitting are kept; null where it has none. */
export async function extractsFate(db: Db | Tx, sittingId: string, now: Date) {
  const clips = await db.recordingClip.count({ where: { sittingId, state: "KEPT" } });
  if (clips === 0) return null;
  const key = await db.recordingKey.findUnique({ where: { sittingId }, select: { id: true, destroyedAt: true } });
  if (!key) return null;
  const rules = await recordingRulesOn(db, now);
  const days = rules.reviewDays + rules.keepDays;
  if (key.destroyedAt) return { days, dueAt: null, isHeld: false, destroyedAt: key.destroyedAt.toISOString() };
  const [kept] = await keptKeys(db, rules, now, key.id);
  const isHeld = kept?.state === "HELD";
  return { days, dueAt: isHeld ? null : (kept?.dueAt?.toISOString() ?? null), isHeld, destroyedAt: null };
}
