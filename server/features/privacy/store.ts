import type { ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Consent, which only grows: a withdrawal is another row. */
export const appendConsents = (
  tx: Tx,
  registrationId: string,
  answers: readonly { item: ConsentItem; version: number; isGranted: boolean }[],
  recordedAt: Date,
) => tx.consent.createMany({ data: answers.map((answer) => ({ ...answer, registrationId, recordedAt })) });
