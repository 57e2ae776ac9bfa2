import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { correctPerson, createLink, ensureCandidateAccounts } from "./store.ts";

/** What other features may make happen to accounts, inside their own unit of work. */
export { createStationCodeStep, enterByStationCodeStep, leaveStationsStep } from "./station-steps.ts";

/** A one-time link's token, in clear only here: the table keeps its hash. `lifeMs` defaults to three days. */
export const createLinkStep = (
  uow: UnitOfWork,
  accountId: string,
  lifeMs?: number,
): Promise<{ token: string; expiresAt: Date }> => createLink(uow.tx, accountId, uow.now, lifeMs);

/** The candidates' accounts for these addresses, by address: those that exist, and new ones. */
export const ensureCandidateAccountsStep = (
  uow: UnitOfWork,
  people: readonly { email: string; givenName: string; familyName: string }[],
): Promise<ReadonlyMap<string, string>> => ensureCandidateAccounts(uow.tx, people, uow.now);

/** The person corrected their own name, or said where they are. */
export const correctPersonStep = (
  uow: UnitOfWork,
  accountId: string,
  person: { givenName: string; familyName: string; timeZone: string },
): Promise<unknown> => correctPerson(uow.tx, accountId, person);
