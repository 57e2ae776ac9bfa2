import type { ReferredPerson } from "#shared/domain/referrals/referral-rows.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { ensureCandidateAccountStep } from "../accounts/steps.ts";
import { createReferral } from "./store.ts";

/** One person, referred: account, referral, registration, and the event that writes the invitation. */
export async function referStep(
  uow: UnitOfWork,
  by: { bodyId: string; accountId: string; source: "FORM" | "CSV"; origin: string },
  person: ReferredPerson,
): Promise<string> {
  const account = await ensureCandidateAccountStep(uow, {
    email: person.email,
    givenName: person.givenName,
    familyName: person.familyName,
  });
  const registration = await createReferral(
    uow.tx,
    { bodyId: by.bodyId, referredById: by.accountId, accountId: account.id, source: by.source, createdAt: uow.now },
    person,
  );
  uow.outbox("referral.created", { registrationId: registration.id, origin: by.origin });
  uow.audit({
    actorId: by.accountId,
    type: "registration.referred",
    subjectType: "registration",
    subjectId: registration.id,
    data: { source: by.source, reason: person.reason },
  });
  return registration.id;
}
