import type { SessionState } from "#shared/domain/scheduling/session-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Session, SessionAdviser and Booking. */

export const moveSession = (tx: Tx, sessionId: string, from: SessionState, to: SessionState) =>
  tx.session.updateMany({ where: { id: sessionId, state: from }, data: { state: to } });

/** In the order of ids, so that two people who swap sessions never wait for each other. */
export const lockSessions = (tx: Tx, sessionIds: readonly string[]) =>
  tx.$queryRaw`SELECT id FROM "Session" WHERE id = ANY(${[...sessionIds]}::uuid[]) ORDER BY id FOR UPDATE`;

/** Nobody arrives while their seat is exchanged or given back. */
export const lockSittingsOfRegistration = (tx: Tx, registrationId: string) =>
  tx.$queryRaw`SELECT id FROM "Sitting" WHERE "registrationId" = ${registrationId}::uuid ORDER BY id FOR NO KEY UPDATE`;

export const createBooking = (tx: Tx, booking: { sessionId: string; registrationId: string; isPractice?: boolean; createdAt: Date }) =>
  tx.booking.create({ data: booking, select: { id: true } });

/** The practices of an account, the ones before included, are put away; what was written in them is shown no more. */
export const endPractices = (tx: Tx, accountId: string, cancelledAt: Date) =>
  tx.booking.updateMany({
    where: { isPractice: true, isActive: true, sitting: { accountId } },
    data: { isActive: false, cancelledAt },
  });

/** The booking stays with its sitting, and no longer stands in the way of another one. True for the first time. */
export async function releaseBooking(tx: Tx, bookingId: string, releasedAt: Date): Promise<boolean> {
  const { count } = await tx.booking.updateMany({ where: { id: bookingId, releasedAt: null }, data: { releasedAt } });
  return count === 1;
}

/** True when this booking was still active. */
export async function endBooking(tx: Tx, bookingId: string, cancelledAt: Date): Promise<boolean> {
  const { count } = await tx.booking.updateMany({
    where: { id: bookingId, isActive: true },
    data: { isActive: false, cancelledAt },
  });
  return count === 1;
}
