import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createLink, ensureCandidateAccount } from "./store.ts";

/** What other features may make happen to accounts, inside their own unit of work. */
export { createStationCodeStep, enterByStationCodeStep } from "./station-steps.ts";

/** A one-time link's token, in clear only here: the table keeps its hash. `lifeMs` defaults to three days. */
export const createLinkStep = (
  uow: UnitOfWork,
  accountId: string,
  lifeMs?: number,
): Promise<{ token: string; expiresAt: Date }> => createLink(uow.tx, accountId, uow.now, lifeMs);

/** The candidate's account for an address: the one that exists, or a new one. */
export const ensureCandidateAccountStep = (
  uow: UnitOfWork,
  person: { email: string; givenName: string; familyName: string },
): Promise<{ id: string; isNew: boolean }> => ensureCandidateAccount(uow.tx, person, uow.now);
