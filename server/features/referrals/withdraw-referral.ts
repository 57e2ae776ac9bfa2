import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { withdrawReferral as contract } from "#shared/protocol/referrals.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { releaseSeatStep } from "../scheduling/steps.ts";
import { lockRegistrationStep, withdrawRegistrationStep } from "./steps.ts";

/** The order takes a referral back; whoever has already come to a session finishes it. */
export const withdrawReferral: RouteHandler<typeof contract> = (deps, actor, { params: { registrationId } }) =>
  commit(deps, async (uow) => {
    if (!actor.bodyId) return err("NOT_FOUND");
    // The same order of locks as booking: the person's registration, then the session.
    await lockRegistrationStep(uow, registrationId);
    const registration = await uow.tx.registration.findFirst({
      where: { id: registrationId, bodyId: actor.bodyId },
      select: { id: true, state: true, accountId: true },
    });
    if (!registration) return err("NOT_FOUND");
    const released = await releaseSeatStep(uow, registrationId, actor.accountId);
    if (!released.ok) return err(released.error);
    const moved = await withdrawRegistrationStep(uow, registration, actor.accountId);
    if (!moved.ok) return err(moved.error);
    uow.hint(topicOf.account(registration.accountId));
    return ok({});
  });
