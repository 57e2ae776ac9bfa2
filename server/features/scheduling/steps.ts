import { err, type Result } from "#shared/kernel/result.ts";
import { sessionMachine, type SessionEvent, type SessionState } from "#shared/domain/scheduling/session-machine.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import {
  createBooking,
  endBooking,
  endPractices,
  lockSessions,
  lockSittingsOfRegistration,
  moveSession,
} from "./store.ts";

export { releaseBookingStep } from "./release-step.ts";

/** Nobody takes a seat, starts or closes this session meanwhile. */
export const lockSessionStep = (uow: UnitOfWork, sessionId: string) => lockSessions(uow.tx, [sessionId]);

/** What other features may make happen to a session, inside their own unit of work. */
export async function moveSessionStep(
  uow: UnitOfWork,
  sessionId: string,
  event: SessionEvent,
  actorId: string,
): Promise<Result<SessionState, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const session = await uow.tx.session.findUnique({ where: { id: sessionId }, select: { state: true } });
  if (!session) return err("NOT_FOUND");
  uow.hint(topicOf.session(sessionId));
  return transition(uow, {
    machine: sessionMachine,
    subjectType: "session",
    subjectId: sessionId,
    from: session.state,
    event,
    actorId,
    update: (from, to) => moveSession(uow.tx, sessionId, from, to),
  });
}

/**
 * Gives back the seat of a registration, if it has one that has not been used: for a withdrawal. Somebody who has
 * already come keeps it.
 */
export async function releaseSeatStep(
  uow: UnitOfWork,
  registrationId: string,
  actorId: string,
): Promise<Result<null, "NOT_ALLOWED_NOW">> {
  const active = { registrationId, isActive: true, releasedAt: null };
  const known = await uow.tx.booking.findFirst({ where: active, select: { sessionId: true } });
  if (!known) return { ok: true, value: null };
  await lockSessions(uow.tx, [known.sessionId]);
  await lockSittingsOfRegistration(uow.tx, registrationId);
  const booking = await uow.tx.booking.findFirst({
    where: active,
    select: { id: true, sessionId: true, sitting: { select: { state: true } } },
  });
  if (!booking) return { ok: true, value: null };
  if (booking.sitting && booking.sitting.state !== "SCHEDULED") return err("NOT_ALLOWED_NOW");
  await endBooking(uow.tx, booking.id, uow.now);
  uow.audit({ actorId, type: "booking.cancelled", subjectType: "booking", subjectId: booking.id });
  uow.hint(topicOf.session(booking.sessionId));
  return { ok: true, value: null };
}

/**
 * A seat in the practice session, which everybody has as often as they like and which is never full. Null while an
 * installation has no practice case.
 */
export async function takePracticeSeatStep(
  uow: UnitOfWork,
  accountId: string,
): Promise<{ bookingId: string; sessionId: string; registrationId: string } | null> {
  const session = await uow.tx.session.findFirst({
    where: { isPractice: true },
    select: { id: true, body: { select: { registrations: { select: { id: true }, take: 1 } } } },
  });
  const registrationId = session?.body.registrations[0]?.id;
  if (!session || !registrationId) return null;
  await endPractices(uow.tx, accountId, uow.now);
  const booking = await createBooking(uow.tx, {
    sessionId: session.id,
    registrationId,
    isPractice: true,
    createdAt: uow.now,
  });
  return { bookingId: booking.id, sessionId: session.id, registrationId };
}
