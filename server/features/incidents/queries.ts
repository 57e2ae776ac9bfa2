import { countsFrom } from "#shared/domain/incidents/incident-rules.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of incidents, for other features. */

const holding = { severity: { gte: countsFrom }, state: { not: "DECIDED" } } as const;

/** While an incident that counts is open, nobody is told a result; marking goes on. */
export const isHeldByIncident = async (db: Db | Tx, sittingId: string): Promise<boolean> =>
  (await db.incident.count({ where: { sittingId, ...holding } })) > 0;

/** Of these sittings, those whose result waits for an incident. */
export async function sittingsHeldByIncident(db: Db | Tx, sittingIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.incident.findMany({
    where: { sittingId: { in: [...sittingIds] }, ...holding },
    select: { sittingId: true },
  });
  return new Set(rows.map(({ sittingId }) => sittingId));
}
