import type { AttestationContent } from "#shared/attestation/content.ts";
import type { AttestationState } from "#shared/domain/attestation/attestation-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Attestation and AttestationCounter. */

/** One attestation of a sitting is made at a time. */
export const lockAttestations = (tx: Tx, sittingId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`attestation:${sittingId}`}, 0))`;

/**
 * The next rank of the year. Its row is locked until the transaction ends: an attestation that is not made takes no
 * number, so a year has no gap.
 */
export async function nextSequence(tx: Tx, year: number): Promise<number> {
  const [counter] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO "AttestationCounter" (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = "AttestationCounter".last + 1
    RETURNING last`;
  if (!counter) throw new Error("A counter answers its number.");
  return counter.last;
}

export const createAttestation = (
  tx: Tx,
  attestation: {
    sittingId: string;
    number: string;
    code: string;
    content: AttestationContent;
    contentHash: string;
    pdf: Uint8Array<ArrayBuffer>;
    issuedAt: Date;
  },
) =>
  tx.attestation.create({
    data: { ...attestation, state: "ISSUED", stateChangedAt: attestation.issuedAt },
    select: { id: true, number: true },
  });

export const moveAttestation = (
  tx: Tx,
  attestationId: string,
  from: AttestationState,
  to: AttestationState,
  reason: string,
  now: Date,
) =>
  tx.attestation.updateMany({
    where: { id: attestationId, state: from },
    data: { state: to, revokedReason: reason, stateChangedAt: now },
  });

export const nameReplacement = (tx: Tx, attestationId: string, replacedById: string) =>
  tx.attestation.updateMany({
    where: { id: attestationId, state: "REPLACED", replacedById: null },
    data: { replacedById },
  });
