import { measures, type Measures } from "#shared/domain/accommodations/measures.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of what was granted. The newest decision holds all of it; without one, nothing was. */

export interface Granted {
  readonly measures: Measures;
  readonly decidedById: string;
}

const newestDecision = {
  select: { measures: true, decidedById: true },
  orderBy: { decidedAt: "desc" },
  take: 1,
} as const;

/** For whoever reads a registration with other things: `registration: { select: { ...grantedSelect } }`. */
export const grantedSelect = { accommodationDecisions: newestDecision } as const;

export function grantedFrom(registration: {
  readonly accommodationDecisions: readonly { readonly measures: unknown; readonly decidedById: string }[];
}): Granted | undefined {
  const [newest] = registration.accommodationDecisions;
  return newest && { measures: measures.parse(newest.measures), decidedById: newest.decidedById };
}

export async function grantedTo(db: Db | Tx, registrationId: string): Promise<Granted | undefined> {
  const accommodationDecisions = await db.accommodationDecision.findMany({
    where: { registrationId },
    ...newestDecision,
  });
  return grantedFrom({ accommodationDecisions });
}
