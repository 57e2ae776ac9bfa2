import { officeDay } from "#shared/domain/marking/deadlines.ts";
import type { DueNotice } from "#shared/domain/marking/due-notice.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import type { Db } from "../../platform/db.ts";

export interface DueOnDay {
  readonly dueAt: Date;
  readonly texts: number;
  readonly recordings: number;
}

/**
 * How much each marker has open, by deadline: numbers, and nothing of what they are of. Anchors count as what they stand
 * among; two units of one recording are one; what an adviser marks of what they attended is in their own list.
 */
export async function tasksDue(db: Db, { until, givenBefore }: DueNotice): Promise<ReadonlyMap<string, readonly DueOnDay[]>> {
  const tasks = await db.markingTask.findMany({
    where: { state: "ALLOTTED", dueAt: { lte: until }, createdAt: { lt: givenBefore }, rater: { roles: { has: "RATER" } } },
    orderBy: { dueAt: "asc" },
    select: {
      raterId: true,
      dueAt: true,
      unit: true,
      round: true,
      sittingId: true,
      sitting: { select: { session: { select: { advisers: { select: { accountId: true } } } } } },
    },
  });
  const found = new Map<string, Map<string, DueOnDay>>();
  const heard = new Set<string>();
  for (const { raterId, dueAt, unit, round, sittingId, sitting } of tasks) {
    if (unit !== textUnit) {
      const recording = [raterId, sittingId, round, unit.split(".")[0]].join(":");
      if (heard.has(recording) || sitting.session.advisers.some(({ accountId }) => accountId === raterId)) continue;
      heard.add(recording);
    }
    const days = found.get(raterId) ?? new Map<string, DueOnDay>();
    const { texts, recordings } = days.get(officeDay(dueAt)) ?? { texts: 0, recordings: 0 };
    const counted = unit === textUnit ? { texts: texts + 1, recordings } : { texts, recordings: recordings + 1 };
    found.set(raterId, days.set(officeDay(dueAt), { dueAt, ...counted }));
  }
  return new Map([...found].map(([raterId, days]) => [raterId, [...days.values()]]));
}
