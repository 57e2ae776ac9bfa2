import { err, ok } from "#shared/kernel/result.ts";
import type { identityFacts as contract } from "#shared/protocol/identity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { mayCheckIdentity } from "./policy.ts";

export const identityFacts: RouteHandler<typeof contract> = async ({ db }, actor, { params: { sittingId } }) => {
  const sitting = await db.sitting.findFirst({
    where: { id: sittingId, booking: { isActive: true } },
    select: {
      registration: { select: { givenName: true, familyName: true, birthDate: true } },
      session: { select: { deliveryMode: true, advisers: { select: { accountId: true } } } },
    },
  });
  if (!sitting) return err("NOT_FOUND");
  const { deliveryMode, advisers } = sitting.session;
  if (!mayCheckIdentity(actor, { deliveryMode, adviserIds: advisers.map(({ accountId }) => accountId) })) return err("NOT_FOUND");
  const { givenName, familyName, birthDate } = sitting.registration;
  return ok({ givenName, familyName, birthDate: birthDate.toISOString().slice(0, 10) });
};
