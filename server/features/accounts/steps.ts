import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { correctPerson, createLink, ensureCandidateAccount } from "./store.ts";

/** What other features may make happen to accounts, inside their own unit of work. */
export { createStationCodeStep, enterByStationCodeStep } from "./station-steps.ts";

/** A one-time link's token, in clear only here: the table keeps its hash. `lifeMs` defaults to three days. */
export const createLinkStep = (
  uow: UnitOfWork,
  accountId: string,
  lifeMs?: number,
): Promise<{ token: string; expiresAt: Date }> => createLink(uow.tx, accountId, uow.now, lifeMs);

/** The candidate's account for an address: the one that exists, or a new one; never somebody of the staff or of an order. */
export const ensureCandidateAccountStep = (
  uow: UnitOfWork,
  person: { email: string; givenName: string; familyName: string },
): Promise<{ id: string; isNew: boolean; isCandidate: boolean }> => ensureCandidateAccount(uow.tx, person, uow.now);

/** The person corrected their own name, or said where they are. */
export const correctPersonStep = (
  uow: UnitOfWork,
  accountId: string,
  person: { givenName: string; familyName: string; timeZone: string },
): Promise<unknown> => correctPerson(uow.tx, accountId, person);
