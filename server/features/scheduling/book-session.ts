import { missingFor } from "#shared/domain/privacy/consent-items.ts";
import { canBook, canChange } from "#shared/domain/scheduling/booking-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { bookSession as contract } from "#shared/protocol/scheduling.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { answersOf, currentConsents } from "../privacy/queries.ts";
import { ownRegistration } from "../referrals/queries.ts";
import { bookRegistrationStep, lockRegistrationStep } from "../referrals/steps.ts";
import { createSittingStep } from "../sitting/steps.ts";
import { activeBooking, formsSeen, takenSeats } from "./queries.ts";
import { createBooking, endBooking, lockSessions, lockSittingsOfRegistration } from "./store.ts";

/** Takes a seat under the session's lock: of two people and one seat, exactly one has it. */
export const bookSession: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    await lockRegistrationStep(uow, params.registrationId);
    const registration = await ownRegistration(uow.tx, actor.accountId, params.registrationId);
    if (!registration) return err("NOT_FOUND");
    const known = await activeBooking(uow.tx, registration.id);
    await lockSessions(uow.tx, [body.sessionId, ...(known ? [known.sessionId] : [])]);
    await lockSittingsOfRegistration(uow.tx, registration.id);
    // Read again under the locks: the person may have arrived meanwhile, in another window.
    const held = await activeBooking(uow.tx, registration.id);
    const session = await uow.tx.session.findUnique({
      where: { id: body.sessionId },
      select: { bodyId: true, formId: true, deliveryMode: true, state: true, startsAt: true, capacity: true },
    });
    if (!session) return err("NOT_FOUND");
    if (session.bodyId !== registration.bodyId) return err("WRONG_BODY");
    if ((await formsSeen(uow.tx, actor.accountId)).includes(session.formId)) return err("FORM_SEEN");
    // At home one writes at one's own keyboard; the tool is a choice in person only.
    const isPossible =
      session.deliveryMode === body.deliveryMode &&
      (body.deliveryMode === "IN_PERSON" || body.writingTool === "KEYBOARD");
    if (!isPossible) return err("WRONG_MODE");
    const answers = answersOf(await currentConsents(uow.tx, registration.id));
    if (missingFor(body.deliveryMode, answers).length > 0) return err("CONSENT_MISSING");

    const now = uow.now.getTime();
    const { changeDays } = deps.config;
    if (session.state !== "OPEN" || !canBook(session.startsAt.getTime(), changeDays, now)) return err("SESSION_CLOSED");
    if ((held?.id ?? null) !== body.replacesBookingId) return err("ALREADY_BOOKED");
    if (held) {
      if (held.sessionId === body.sessionId && held.sitting?.writingTool === body.writingTool)
        return err("ALREADY_BOOKED");
      if (held.sitting?.state !== "SCHEDULED") return err("NOT_ALLOWED_NOW");
      if (held.session.state !== "OPEN" || !canChange(held.session.startsAt.getTime(), changeDays, now))
        return err("SESSION_CLOSED");
      await endBooking(uow.tx, held.id, uow.now);
      uow.hint(topicOf.session(held.sessionId));
    }
    if ((await takenSeats(uow.tx, body.sessionId)) >= session.capacity) return err("SESSION_FULL");

    const { deliveryMode, writingTool } = body;
    const booked = await bookRegistrationStep(uow, registration, { deliveryMode, writingTool }, actor.accountId);
    if (!booked.ok) return err(booked.error);
    const booking = await createBooking(uow.tx, {
      sessionId: body.sessionId,
      registrationId: registration.id,
      createdAt: uow.now,
    });
    await createSittingStep(uow, deps.config, {
      bookingId: booking.id,
      sessionId: body.sessionId,
      registrationId: registration.id,
      accountId: actor.accountId,
      writingTool,
    });
    uow.audit({
      actorId: actor.accountId,
      type: held ? "booking.changed" : "booking.made",
      subjectType: "registration",
      subjectId: registration.id,
      data: { bookingId: booking.id, sessionId: body.sessionId, replaces: held?.id ?? null },
    });
    uow.outbox("booking.made", { bookingId: booking.id });
    uow.hint(topicOf.account(actor.accountId));
    uow.hint(topicOf.session(body.sessionId));
    return ok({ bookingId: booking.id });
  });
