import { err, ok } from "#shared/kernel/result.ts";
import type { requestAccommodation as contract } from "#shared/protocol/accommodations.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { fileOf } from "./files.ts";
import { addRequest, lockRegistration } from "./store.ts";

/** A newer request replaces one that nobody has decided; what was decided stays in force until somebody decides again. */
export const requestAccommodation: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { registrationId } = params;
    await lockRegistration(uow.tx, registrationId);
    const known = await fileOf(uow.tx, registrationId, uow.now, actor.accountId);
    if (!known) return err("NOT_FOUND");
    if (!known.isOpen) return err("NOT_ALLOWED_NOW");
    const { id } = await addRequest(uow.tx, { registrationId, ...body, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "accommodation.requested",
      subjectType: "registration",
      subjectId: registrationId,
      data: { requestId: id, wishes: body.wishes },
    });
    uow.hint(topicOf.account(actor.accountId));
    const file = await fileOf(uow.tx, registrationId, uow.now, actor.accountId);
    return file ? ok(file) : err("NOT_FOUND");
  });
