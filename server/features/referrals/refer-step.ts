import type { ReferredPerson } from "#shared/domain/referrals/referral-rows.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { ensureCandidateAccountsStep } from "../accounts/steps.ts";
import { createReferrals } from "./store.ts";

/**
 * People, referred: accounts, referrals, registrations, and the events that write the invitations. They were judged
 * under the order's lock, so none is there twice. Answers the ids of their registrations.
 */
export async function referStep(
  uow: UnitOfWork,
  by: { bodyId: string; accountId: string; source: "FORM" | "CSV" },
  people: readonly ReferredPerson[],
): Promise<string[]> {
  if (people.length === 0) return [];
  const accounts = await ensureCandidateAccountsStep(uow, people);
  const { bodyId, source } = by;
  const created = await createReferrals(
    uow.tx,
    { bodyId, referredById: by.accountId, source, createdAt: uow.now },
    people,
    accounts,
  );
  for (const registrationId of created) {
    uow.outbox("referral.created", { registrationId });
    uow.audit({
      actorId: by.accountId,
      type: "registration.referred",
      subjectType: "registration",
      subjectId: registrationId,
      data: { source },
    });
  }
  return created;
}
