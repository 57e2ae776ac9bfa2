import type { SessionState } from "#shared/domain/scheduling/session-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Session, SessionAdviser and Booking. */

export const moveSession = (tx: Tx, sessionId: string, from: SessionState, to: SessionState) =>
  tx.session.updateMany({ where: { id: sessionId, state: from }, data: { state: to } });

/** In the order of ids, so that two people who swap sessions never wait for each other. */
export const lockSessions = (tx: Tx, sessionIds: readonly string[]) =>
  tx.$queryRaw`SELECT id FROM "Session" WHERE id = ANY(${[...sessionIds]}::uuid[]) ORDER BY id FOR UPDATE`;

export const createBooking = (tx: Tx, booking: { sessionId: string; registrationId: string; isPractice?: boolean; createdAt: Date }) =>
  tx.booking.create({ data: booking, select: { id: true } });

/** The practices of an account, the ones before included, are put away; what was written in them is shown no more. */
export const endPractices = (tx: Tx, accountId: string, cancelledAt: Date) =>
  tx.booking.updateMany({
    where: { isPractice: true, isActive: true, sitting: { accountId } },
    data: { isActive: false, cancelledAt },
  });

/** True when this booking was still active. */
export async function endBooking(tx: Tx, bookingId: string, cancelledAt: Date): Promise<boolean> {
  const { count } = await tx.booking.updateMany({
    where: { id: bookingId, isActive: true },
    data: { isActive: false, cancelledAt },
  });
  return count === 1;
}
