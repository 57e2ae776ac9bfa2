import type { Measures, Outcome, Wish } from "#shared/domain/accommodations/measures.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of AccommodationRequest and AccommodationDecision. */

/** Of two people who decide at once the second one reads what the first has decided. */
export const lockRegistration = (tx: Tx, registrationId: string) =>
  tx.$executeRaw`SELECT 1 FROM "Registration" WHERE id = ${registrationId}::uuid FOR NO KEY UPDATE`;

export const addRequest = (
  tx: Tx,
  request: { registrationId: string; wishes: Wish[]; text: string; why: string; createdAt: Date },
) => tx.accommodationRequest.create({ data: request, select: { id: true } });

export const addDecision = (
  tx: Tx,
  decision: {
    registrationId: string;
    requestId: string | null;
    outcome: Outcome;
    measures: Measures;
    reason: string;
    decidedById: string;
    decidedAt: Date;
  },
) => tx.accommodationDecision.create({ data: decision, select: { id: true } });
