import { err, ok } from "#shared/kernel/result.ts";
import type { inviteAgain as contract } from "#shared/protocol/referrals.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";

export const inviteAgain: RouteHandler<typeof contract> = (deps, actor, { params: { registrationId } }) =>
  commit(deps, async (uow) => {
    if (!actor.bodyId) return err("NOT_FOUND");
    const registration = await uow.tx.registration.findFirst({
      where: { id: registrationId, bodyId: actor.bodyId },
      select: { state: true },
    });
    if (!registration) return err("NOT_FOUND");
    if (registration.state !== "PENDING_CONFIRMATION") return err("NOT_ALLOWED_NOW");
    uow.outbox("referral.created", { registrationId });
    uow.audit({
      actorId: actor.accountId,
      type: "registration.invitedAgain",
      subjectType: "registration",
      subjectId: registrationId,
    });
    return ok({});
  });
