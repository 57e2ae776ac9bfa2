import type { ScanMime } from "#shared/domain/paper/scan-type.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Scan and Transcription. */

/** A page that was scanned badly is scanned again; the audit keeps the hash of each. */
export const putScan = (
  tx: Tx,
  scan: {
    sittingId: string;
    page: number;
    mime: ScanMime;
    sha256: string;
    bytes: Uint8Array;
    uploadedById: string;
    createdAt: Date;
  },
) => {
  const { sittingId, page, ...content } = scan;
  const bytes = new Uint8Array(content.bytes);
  return tx.scan.upsert({
    where: { sittingId_page: { sittingId, page } },
    create: { ...scan, bytes },
    update: { ...content, bytes },
    select: { id: true },
  });
};

export const addTranscription = (
  tx: Tx,
  row: { sittingId: string; text: string; typedById: string; createdAt: Date },
) => tx.transcription.create({ data: row, select: { id: true } });
