import { err, ok } from "#shared/kernel/result.ts";
import type { decideAccommodation as contract } from "#shared/protocol/accommodations.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { fileOf } from "./files.ts";
import { addDecision, lockRegistration } from "./store.ts";

/** A request is decided once; a decision without a request can always follow, before the day. */
export const decideAccommodation: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { registrationId } = params;
    await lockRegistration(uow.tx, registrationId);
    const known = await fileOf(uow.tx, registrationId, uow.now);
    if (!known) return err("NOT_FOUND");
    if (!known.isOpen) return err("NOT_ALLOWED_NOW");
    const isTheOneThatWaits = known.isWaiting && known.request?.requestId === body.requestId;
    if (body.requestId !== null && !isTheOneThatWaits) return err("STATE_CHANGED");
    await addDecision(uow.tx, { registrationId, ...body, decidedById: actor.accountId, decidedAt: uow.now });
    const { accountId } = await uow.tx.registration.findUniqueOrThrow({
      where: { id: registrationId },
      select: { accountId: true },
    });
    uow.audit({
      actorId: actor.accountId,
      type: "accommodation.decided",
      subjectType: "registration",
      subjectId: registrationId,
      data: { requestId: body.requestId, outcome: body.outcome, reason: body.reason },
    });
    uow.outbox("accommodation.decided", { accountId });
    uow.hint(topicOf.account(accountId));
    const file = await fileOf(uow.tx, registrationId, uow.now);
    return file ? ok(file) : err("NOT_FOUND");
  });
