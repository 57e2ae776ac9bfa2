import type { Absence, WorkloadLimit } from "#shared/domain/marking/workload.ts";
import { weekMs } from "#shared/domain/marking/workload.ts";
import type { RaterFact } from "#shared/domain/marking/allot.ts";
import { readsResults, type Role } from "#shared/domain/accounts/roles.ts";
import { firstLanguage, isFormLanguage, type FormLanguage } from "#shared/domain/forms/language.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { notCalibrated } from "./calibration-gate.ts";

/** Reads of markers' workloads. */

export const dayText = (day: Date): string => day.toISOString().slice(0, 10);

export interface Limits {
  readonly everybody: WorkloadLimit;
  readonly own: ReadonlyMap<string, WorkloadLimit>;
}

/** The newest row of each marker, and the newest of nobody for everybody else. */
export async function workloadLimits(db: Db | Tx): Promise<Limits> {
  const rows = await db.workloadLimit.findMany({
    distinct: ["raterId"],
    orderBy: [{ raterId: "asc" }, { setAt: "desc" }, { id: "desc" }],
    select: { raterId: true, openTasks: true, weekTasks: true },
  });
  const everybody = rows.find(({ raterId }) => raterId === null);
  if (!everybody) throw new Error("WorkloadLimit has no row for everybody.");
  return {
    everybody,
    own: new Map(rows.flatMap(({ raterId, openTasks, weekTasks }) => (raterId ? [[raterId, { openTasks, weekTasks }]] : []))),
  };
}

/** In which languages each of these markers is habilitated: their newest row, and French while there is none. */
export async function markerLanguages(db: Db | Tx, raterIds?: readonly string[]): Promise<(raterId: string) => readonly FormLanguage[]> {
  const rows = await db.markerLanguages.findMany({
    ...(raterIds ? { where: { raterId: { in: [...raterIds] } } } : {}),
    distinct: ["raterId"],
    orderBy: [{ raterId: "asc" }, { setAt: "desc" }, { id: "desc" }],
    select: { raterId: true, languages: true },
  });
  const own = new Map(rows.map(({ raterId, languages }) => [raterId, languages.filter(isFormLanguage)]));
  return (raterId) => own.get(raterId) ?? [firstLanguage];
}

export interface EnteredAbsence extends Absence {
  readonly absenceId: string;
  readonly raterId: string;
  readonly enteredById: string;
}

/** Those that are not over, by marker, the next first. A day of margin covers every time zone. */
export async function absencesFrom(db: Db | Tx, now: Date): Promise<EnteredAbsence[]> {
  const rows = await db.markerAbsence.findMany({
    where: { cancelledAt: null, toDay: { gte: new Date(now.getTime() - 2 * 86_400_000) } },
    orderBy: [{ fromDay: "asc" }, { id: "asc" }],
    select: { id: true, raterId: true, enteredById: true, fromDay: true, toDay: true },
  });
  return rows.map(({ id, fromDay, toDay, ...row }) => ({ ...row, absenceId: id, from: dayText(fromDay), to: dayText(toDay) }));
}

interface Load {
  readonly raterId: string;
  readonly roles: readonly Role[];
  readonly openTasks: number;
  readonly weekTasks: number;
}

/** Everybody with the role of a marker, with what they have: two units of one recording are one. */
export async function ratersWithLoad(db: Db | Tx, now: Date): Promise<RaterFact[]> {
  const since = new Date(now.getTime() - weekMs);
  const loads = await db.$queryRaw<Load[]>`
    SELECT a.id AS "raterId", a.roles::text[] AS roles,
      (count(DISTINCT (t."sittingId", t.round, split_part(t.unit, '.', 1))) FILTER (WHERE t.state = 'ALLOTTED'))::int AS "openTasks",
      (count(DISTINCT (t."sittingId", t.round, split_part(t.unit, '.', 1))) FILTER (WHERE t."createdAt" > ${since}))::int AS "weekTasks"
    FROM "Account" a
    LEFT JOIN "MarkingTask" t ON t."raterId" = a.id AND t.state <> 'WITHDRAWN' AND (t.state = 'ALLOTTED' OR t."createdAt" > ${since})
    WHERE 'RATER' = ANY(a.roles)
    GROUP BY a.id`;
  const limits = await workloadLimits(db);
  const absences = await absencesFrom(db, now);
  const languagesOf = await markerLanguages(db);
  const barred = await notCalibrated(db, loads.map(({ raterId }) => raterId), now);
  return loads.map(({ roles, ...load }) => ({
    ...load,
    readsResults: readsResults(roles),
    needsCalibration: barred.has(load.raterId),
    limit: limits.own.get(load.raterId) ?? limits.everybody,
    absences: absences.filter(({ raterId }) => raterId === load.raterId),
    languages: languagesOf(load.raterId),
  }));
}
