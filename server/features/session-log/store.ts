import type { LogKind } from "#shared/domain/conduct/session-report.ts";
import type { Tx } from "../../platform/db.ts";
import type { ReportContent } from "#shared/protocol/session-log.ts";

/** Sole writer of SessionLogEntry, HandoverReading and SessionSignature. */

export const addEntry = (
  tx: Tx,
  entry: { sessionId: string; authorId: string; kind: LogKind; text: string; createdAt: Date },
) => tx.sessionLogEntry.create({ data: entry, select: { id: true } });

export const addReading = (tx: Tx, reading: { entryId: string; readerId: string; readAt: Date }) =>
  tx.handoverReading.createMany({ data: [reading], skipDuplicates: true });

/** False when this adviser has signed this very state already. */
export async function addSignature(
  tx: Tx,
  signature: {
    sessionId: string;
    signerId: string;
    signerName: string;
    contentHash: string;
    content: ReportContent;
    signedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.sessionSignature.createMany({ data: [signature], skipDuplicates: true });
  return count === 1;
}
