import { err, ok } from "#shared/kernel/result.ts";
import type { bookSession as contract } from "#shared/protocol/scheduling.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownRegistration } from "../referrals/queries.ts";
import { lockRegistrationStep } from "../referrals/steps.ts";
import { takeSeat } from "./take-seat.ts";

/** The person takes a seat, or changes to another one. */
export const bookSession: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    await lockRegistrationStep(uow, params.registrationId);
    const registration = await ownRegistration(uow.tx, actor.accountId, params.registrationId);
    if (!registration) return err("NOT_FOUND");
    const taken = await takeSeat(uow, deps.config, { ...registration, accountId: actor.accountId }, body, actor.accountId);
    if (!taken.ok) return err(taken.error);
    uow.outbox("booking.made", { bookingId: taken.value.bookingId });
    return ok({ bookingId: taken.value.bookingId });
  });
