import { incidentActs, incidentCodes, type IncidentAct, type IncidentCode, type IncidentEffect } from "#shared/domain/incidents/incident-rules.ts";
import type { Db, Tx } from "../../platform/db.ts";

export interface TaxonomyCode {
  readonly code: IncidentCode;
  readonly minSeverity: number;
  readonly maxSeverity: number;
  readonly acts: readonly IncidentAct[];
  readonly effects: readonly IncidentEffect[];
}

export const isCode = (code: string): code is IncidentCode => (incidentCodes as readonly string[]).includes(code);
export const isAct = (act: string): act is IncidentAct => (incidentActs as readonly string[]).includes(act);

/** The newest version that is in force; an incident keeps the version under which it was opened. */
export async function taxonomyInForce(
  db: Db | Tx,
  now: Date,
): Promise<{ readonly version: number; readonly codes: readonly TaxonomyCode[] }> {
  const newest = await db.incidentCode.findFirstOrThrow({
    where: { effectiveFrom: { lte: now } },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  const rows = await db.incidentCode.findMany({
    where: { version: newest.version },
    select: { code: true, minSeverity: true, maxSeverity: true, acts: true, effects: true },
  });
  const codes = incidentCodes.flatMap((code) =>
    rows.filter((row) => row.code === code).map((row) => ({ ...row, code, acts: row.acts.filter(isAct) })),
  );
  return { version: newest.version, codes };
}
