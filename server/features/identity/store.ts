import type { IdentityDocumentType, IdentityOutcome } from "#shared/domain/identity/identity-check.ts";
import type { Headset, RoomStep } from "#shared/domain/identity/room-look.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of IdentityCheck, OrderWordRequest, OrderWord, RoomLook, RoomLookLine, RoomLookEnd and Recheck. */

export const addIdentityCheck = (
  tx: Tx,
  check: {
    sittingId: string;
    documentType: IdentityDocumentType;
    outcome: IdentityOutcome;
    note: string | null;
    checkedById: string;
    checkedAt: Date;
    doubtId: string | null;
    orderWordId: string | null;
  },
) => tx.identityCheck.create({ data: check, select: { id: true } });

/** Of two acts on one person at once the second sees what the first has written. */
export const lockForCheck = (tx: Tx, sittingId: string) =>
  tx.$queryRaw`SELECT id FROM "Sitting" WHERE id = ${sittingId}::uuid FOR NO KEY UPDATE`;

export const addOrderRequest = (
  tx: Tx,
  request: { sittingId: string; bodyId: string; tokenHash: string; askedById: string; askedAt: Date; expiresAt: Date },
) => tx.orderWordRequest.create({ data: request, select: { id: true } });

/** False when the order has answered already. */
export async function addOrderWord(
  tx: Tx,
  word: { requestId: string; sittingId: string; isConfirmed: boolean; answeredById: string; answeredAt: Date },
): Promise<boolean> {
  const { count } = await tx.orderWord.createMany({ data: [word], skipDuplicates: true });
  return count === 1;
}

export const addRoomLook = (
  tx: Tx,
  look: { sittingId: string; listVersion: number; startedById: string; startedAt: Date },
) => tx.roomLook.create({ data: look, select: { id: true } });

export const addRoomLine = (
  tx: Tx,
  line: { lookId: string; step: RoomStep; isWell: boolean; headset: Headset | null; note: string; notedById: string; notedAt: Date },
) => tx.roomLookLine.create({ data: line, select: { lookId: true } });

export const addRoomLookEnd = (tx: Tx, end: { lookId: string; endedById: string; endedAt: Date }) =>
  tx.roomLookEnd.create({ data: end, select: { lookId: true } });

/** False when somebody has looked again already. */
export async function addRecheck(
  tx: Tx,
  recheck: {
    gapId: string;
    sittingId: string;
    isFaceWell: boolean;
    isRoomWell: boolean;
    note: string;
    checkedById: string;
    checkedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.recheck.createMany({ data: [recheck], skipDuplicates: true });
  return count === 1;
}
