import type { SideCameraEnd } from "#shared/domain/rooms/side-camera.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of SideCamera. */

/** Until the end of the transaction nobody else pairs or ends a second camera of this sitting. */
export const lockSideCameras = async (tx: Tx, sittingId: string): Promise<void> => {
  await tx.$queryRaw`SELECT id FROM "Sitting" WHERE id = ${sittingId}::uuid FOR NO KEY UPDATE`;
};

export const addSideCode = (tx: Tx, code: { sittingId: string; codeHash: string; createdAt: Date; expiresAt: Date }) =>
  tx.sideCamera.create({ data: code, select: { id: true } });

/** Codes that wait are worth nothing any more. */
export const endSideCodes = (tx: Tx, sittingId: string, endedBy: SideCameraEnd, endedAt: Date) =>
  tx.sideCamera.updateMany({ where: { sittingId, usedAt: null, endedAt: null }, data: { endedAt, endedBy } });

export const spendSideCode = (tx: Tx, id: string, use: { tokenHash: string; agreedTo: number; usedAt: Date; seenAt: Date }) =>
  tx.sideCamera.update({ where: { id }, data: use, select: { id: true } });

export const endPaired = (tx: Tx, id: string, endedBy: SideCameraEnd, endedAt: Date) =>
  tx.sideCamera.update({ where: { id }, data: { endedAt, endedBy, isLive: false }, select: { id: true } });

/** What the telephone says, or the media node says of it. */
export const noteTelephone = (tx: Tx, id: string, fact: { seenAt?: Date; isLive?: boolean }) =>
  tx.sideCamera.updateMany({ where: { id, endedAt: null }, data: fact });
