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

/**
 * What was granted to whoever sits this sitting. A practice belongs to a nameless registration: there it is what was
 * granted to the same person for the exam that they practise for, so that they practise what they will meet.
 */
export async function grantedIn(db: Db | Tx, sittingId: string): Promise<Granted | undefined> {
  const { accountId, registration, session } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { accountId: true, registration: { select: grantedSelect }, session: { select: { isPractice: true } } },
  });
  if (!session.isPractice) return grantedFrom(registration);
  const own = await db.registration.findFirst({
    where: { accountId, state: { not: "WITHDRAWN" } },
    orderBy: { createdAt: "desc" },
    select: grantedSelect,
  });
  return own ? grantedFrom(own) : undefined;
}
