import { missingFor } from "#shared/domain/privacy/consent-items.ts";
import { bookableFrom } from "#shared/domain/scheduling/booking-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { chooseNewDate as chooseContract, newDate as contract } from "#shared/protocol/scheduling.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { isStaffOf, recordedSitting } from "../integrity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { answersOf, currentConsents } from "../privacy/queries.ts";
import { lockRegistrationOfStep } from "../referrals/steps.ts";
import { offeredView } from "./open-sessions.ts";
import { activeBooking, sessionsAhead } from "./queries.ts";
import { takeSeat } from "./take-seat.ts";

/** The exam of somebody that came to nothing by no fault of theirs, for whoever received them; undefined for others. */
async function releasedSitting(db: Db | Tx, actor: AccountActor, sittingId: string) {
  const recorded = await recordedSitting(db, sittingId);
  if (!recorded || !isStaffOf(actor, recorded)) return undefined;
  const { booking, registration } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      booking: { select: { releasedAt: true } },
      registration: {
        select: { id: true, accountId: true, bodyId: true, state: true, givenName: true, familyName: true },
      },
    },
  });
  return { isReleased: booking.releasedAt !== null, registration };
}

/** What can be chosen for the person, and what they hold already: nothing is chosen over their head. */
export const newDate: RouteHandler<typeof contract> = async ({ db, clock, config }, actor, { params: { sittingId } }) => {
  const found = await releasedSitting(db, actor, sittingId);
  if (!found) return err("NOT_FOUND");
  const { registration } = found;
  const booking = await activeBooking(db, registration.id);
  const answers = answersOf(await currentConsents(db, registration.id));
  const ahead = await sessionsAhead(db, registration, new Date(bookableFrom(config.changeDays, clock.now().getTime())));
  return ok({
    name: `${registration.givenName} ${registration.familyName}`,
    isReleased: found.isReleased,
    booked: booking && {
      deliveryMode: booking.session.deliveryMode,
      startsAt: booking.session.startsAt.toISOString(),
      timeZone: booking.session.timeZone,
      place: booking.session.place,
    },
    sessions: ahead.map((session) => ({
      ...offeredView(session, config.changeDays, booking?.sessionId),
      needsConsent: missingFor(session.deliveryMode, answers).length > 0,
    })),
  });
};

/** Agreed on with the person who is there; it is theirs to move afterwards, as any booking is. */
export const chooseNewDate: RouteHandler<typeof chooseContract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    await lockRegistrationOfStep(uow, sittingId);
    const found = await releasedSitting(uow.tx, actor, sittingId);
    if (!found) return err("NOT_FOUND");
    if (!found.isReleased) return err("NOT_ALLOWED_NOW");
    const { reason, ...choice } = body;
    const taken = await takeSeat(uow, deps.config, found.registration, { ...choice, replacesBookingId: null }, actor.accountId);
    if (!taken.ok) return err(taken.error);
    const { bookingId } = taken.value;
    await observeStep(uow, sittingId, "NEW_DATE_CHOSEN", { reason }, actor.accountId);
    uow.outbox("booking.chosen", { bookingId });
    return ok({ bookingId });
  });
