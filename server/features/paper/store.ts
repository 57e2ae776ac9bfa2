import type { ScanMime } from "#shared/domain/paper/scan-type.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of TranscriptionPolicy, Scan, Transcription, TypedText and TextCheck. */

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
  row: { sittingId: string; text: string; typedById: string; isCheck: boolean; createdAt: Date },
) => tx.transcription.create({ data: row, select: { id: true } });

/** Two texts that are finished at once have two numbers. */
export const lockNumbers = (tx: Tx) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('typed-text-numbers', 0))`;

export const addTypedText = (
  tx: Tx,
  row: {
    sittingId: string;
    number: number;
    text: string;
    typedById: string;
    typedAt: Date;
    policyVersion: number;
    needsCheck: boolean;
  },
) => tx.typedText.create({ data: row, select: { needsCheck: true } });

export const addTextCheck = (tx: Tx, row: { sittingId: string; text: string; checkedById: string; checkedAt: Date }) =>
  tx.textCheck.create({ data: row, select: { sittingId: true } });

export const addTranscriptionPolicy = (
  tx: Tx,
  policy: {
    readonly version: number;
    readonly firstChecked: number;
    readonly sharePercent: number;
    readonly seed: string;
    readonly approvedBy: string;
    readonly reason: string;
    readonly setById: string;
    readonly effectiveFrom: Date;
  },
) => tx.transcriptionPolicy.create({ data: policy, select: { version: true } });
