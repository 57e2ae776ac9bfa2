import { z } from "zod";
import type { Db, Tx } from "../../platform/db.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { keptKeys } from "./kept.ts";

/** Reads of what was decided about recordings, and of who opened one, for other features. */

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

/** How long an opening lets its account hear and see: a long recording, listened to twice, with a pause [P]. */
const openForMs = 4 * 3_600_000;

const opening = z.object({ activity: z.string(), reason: z.string().optional(), taskId: z.string().optional() });

/**
 * Has this account opened this recording lately? Whoever opens gives a reason, or has the task `taskId`, and the people who
 * are heard read of it: nothing is played by its address alone.
 */
export async function hasOpened(
  db: Db | Tx,
  now: Date,
  asked: { readonly actorId: string; readonly sittingId: string; readonly activity: string; readonly taskId: string | null },
): Promise<boolean> {
  const { actorId, sittingId, activity, taskId } = asked;
  const at = { gt: new Date(now.getTime() - openForMs) };
  const events = await db.auditEvent.findMany({
    where: { subjectType: "sitting", subjectId: sittingId, type: "recording.opened", actorId, at },
    select: { data: true },
  });
  return events
    .map(({ data }) => opening.parse(data))
    .some((given) => given.activity === activity && (taskId === null ? given.reason !== undefined : given.taskId === taskId));
}
