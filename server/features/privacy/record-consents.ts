import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { recordConsents as contract } from "#shared/protocol/privacy.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownRegistration } from "../referrals/queries.ts";
import { appendConsents } from "./store.ts";

/** Consent comes after the person has confirmed who they are, and can be taken back for as long as the file lives. */
export const recordConsents: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const registration = await ownRegistration(uow.tx, actor.accountId, params.registrationId);
    if (!registration) return err("NOT_FOUND");
    if (registration.state === "PENDING_CONFIRMATION" || registration.state === "WITHDRAWN")
      return err("NOT_ALLOWED_NOW");
    const isCurrent = body.answers.every(({ item, version }) => version === consentVersion[item]);
    if (!isCurrent || new Set(body.answers.map(({ item }) => item)).size !== body.answers.length)
      return err("STATE_CHANGED");
    await appendConsents(uow.tx, registration.id, body.answers, uow.now);
    for (const { item, version, isGranted } of body.answers)
      uow.audit({
        actorId: actor.accountId,
        type: isGranted ? "consent.given" : "consent.refused",
        subjectType: "registration",
        subjectId: registration.id,
        data: { item, version },
      });
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
