import type { Json } from "#shared/kernel/canonical-json.ts";
import type { Prisma, Tx } from "../../platform/db.ts";

/** Sole writer of RecordingHold and RecordingDestruction. Nobody writes RecordingPolicy any more: see the rules of the exam. */

/** Nothing where one is open already. */
export const placeHold = (tx: Tx, hold: { sittingId: string; reason: string; placedById: string; placedAt: Date }) =>
  tx.recordingHold.createMany({ data: [hold], skipDuplicates: true });

export const liftHold = (tx: Tx, sittingId: string, lifted: { liftedById: string; liftedAt: Date }) =>
  tx.recordingHold.updateMany({ where: { sittingId, liftedAt: null }, data: lifted });

export const addDestruction = (
  tx: Tx,
  row: {
    keyId: string;
    sittingId: string | null;
    certificate: { readonly [key: string]: Json };
    signature: Uint8Array<ArrayBuffer>;
    destroyedAt: Date;
  },
) =>
  tx.recordingDestruction.create({
    data: { ...row, certificate: JSON.parse(JSON.stringify(row.certificate)) as Prisma.InputJsonObject },
    select: { id: true },
  });
