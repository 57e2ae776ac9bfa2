import { bookableFrom, changeUntil } from "#shared/domain/scheduling/booking-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { openSessions as contract } from "#shared/protocol/scheduling.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { ownRegistration } from "../referrals/queries.ts";
import { activeBooking, sessionsAhead } from "./queries.ts";

export const openSessions: RouteHandler<typeof contract> = async ({ db, clock, config }, actor, { params }) => {
  const registration = await ownRegistration(db, actor.accountId, params.registrationId);
  if (!registration) return err("NOT_FOUND");
  const booking = await activeBooking(db, registration.id);
  const from = new Date(bookableFrom(config.changeDays, clock.now().getTime()));
  const person = { bodyId: registration.bodyId, accountId: actor.accountId };
  const sessions = await sessionsAhead(db, person, from, booking?.sessionId);
  return ok({ sessions: sessions.map((session) => offeredView(session, config.changeDays, booking?.sessionId)) });
};

/** A session as it is offered, to the person or to whoever chooses with them. */
export const offeredView = (
  session: Awaited<ReturnType<typeof sessionsAhead>>[number],
  changeDays: number,
  bookedId: string | undefined,
) => ({
  sessionId: session.id,
  deliveryMode: session.deliveryMode,
  startsAt: session.startsAt.toISOString(),
  timeZone: session.timeZone,
  place: session.place,
  freeSeats: Math.max(0, session.capacity - session._count.bookings),
  changeUntil: new Date(changeUntil(session.startsAt.getTime(), changeDays)).toISOString(),
  isBooked: session.id === bookedId,
});
