import { canChange } from "#shared/domain/scheduling/booking-rules.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { cancelBooking as contract } from "#shared/protocol/scheduling.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownRegistration } from "../referrals/queries.ts";
import { lockRegistrationStep, unbookRegistrationStep } from "../referrals/steps.ts";
import { activeBooking } from "./queries.ts";
import { endBooking, lockSessions, lockSittingsOfRegistration } from "./store.ts";

export const cancelBooking: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    await lockRegistrationStep(uow, params.registrationId);
    const registration = await ownRegistration(uow.tx, actor.accountId, params.registrationId);
    if (!registration) return err("NOT_FOUND");
    const known = await activeBooking(uow.tx, registration.id);
    // The session cannot start between this look and the seat given back.
    if (known) await lockSessions(uow.tx, [known.sessionId]);
    await lockSittingsOfRegistration(uow.tx, registration.id);
    const held = known && (await activeBooking(uow.tx, registration.id));
    if (held?.id !== body.bookingId) return err("STATE_CHANGED");
    if (held.sitting?.state !== "SCHEDULED") return err("NOT_ALLOWED_NOW");
    if (held.session.state !== "OPEN") return err("SESSION_CLOSED");
    if (!canChange(held.session.startsAt.getTime(), deps.config.changeDays, uow.now.getTime()))
      return err("SESSION_CLOSED");
    if (!(await endBooking(uow.tx, held.id, uow.now))) return err("STATE_CHANGED");
    const moved = await unbookRegistrationStep(uow, registration, actor.accountId);
    if (!moved.ok) return err(moved.error);
    uow.audit({
      actorId: actor.accountId,
      type: "booking.cancelled",
      subjectType: "registration",
      subjectId: registration.id,
      data: { bookingId: held.id, sessionId: held.sessionId },
    });
    uow.hint(topicOf.account(actor.accountId));
    uow.hint(topicOf.session(held.sessionId));
    return ok({});
  });
