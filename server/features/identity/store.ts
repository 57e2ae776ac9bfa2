import type { IdentityDocumentType, IdentityOutcome } from "#shared/domain/identity/identity-check.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of IdentityCheck. */

export const addIdentityCheck = (
  tx: Tx,
  check: {
    sittingId: string;
    documentType: IdentityDocumentType;
    outcome: IdentityOutcome;
    note: string | null;
    checkedById: string;
    checkedAt: Date;
  },
) => tx.identityCheck.create({ data: check, select: { id: true } });
