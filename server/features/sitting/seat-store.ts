import type { SeatState } from "#shared/domain/sitting/seat.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of SittingSeat. */

export const createSeat = (
  tx: Tx,
  seat: {
    sittingId: string;
    authSessionId: string;
    state: "REQUESTED" | "HELD";
    isStation: boolean;
    createdAt: Date;
    frozenAt: Date | null;
  },
) =>
  tx.sittingSeat.create({ data: { ...seat, heldAt: seat.state === "HELD" ? seat.createdAt : null }, select: { id: true } });

export const moveSeat = (
  tx: Tx,
  seatId: string,
  from: SeatState,
  to: SeatState,
  data: { heldAt?: Date; frozenAt?: Date | null; endedAt?: Date },
) => tx.sittingSeat.updateMany({ where: { id: seatId, state: from }, data: { ...data, state: to } });

/** True for exactly one of two presses of «Continuer». */
export async function thawSeat(tx: Tx, seatId: string): Promise<boolean> {
  const { count } = await tx.sittingSeat.updateMany({
    where: { id: seatId, state: "HELD", frozenAt: { not: null } },
    data: { frozenAt: null },
  });
  return count === 1;
}

/** Every page that saved until now is fenced off: its lease is an old one from here on. */
export const fenceRuns = (tx: Tx, sittingId: string) =>
  tx.activityRun.updateMany({
    where: { sittingId, state: { in: ["PENDING", "OPEN", "INTERRUPTED"] }, leaseEpoch: { gt: 0 } },
    data: { leaseEpoch: { increment: 1 }, leaseClientId: null },
  });
