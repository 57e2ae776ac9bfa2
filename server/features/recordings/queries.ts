import { firstRules, type RecordingRules } from "#shared/domain/recordings/retention.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of what was decided about recordings, for other features. */

/** What the directorate decided last. */
export async function currentRules(db: Db | Tx): Promise<RecordingRules> {
  const newest = await db.recordingPolicy.findFirst({
    orderBy: { version: "desc" },
    select: { version: true, isOralFilmed: true, reviewDays: true, keepDays: true },
  });
  return newest ?? firstRules;
}
