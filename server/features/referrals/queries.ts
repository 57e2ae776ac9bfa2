import { identityCorrection } from "#shared/domain/referrals/identity-correction.ts";
import type { RegistrationState } from "#shared/domain/referrals/registration-machine.ts";
import type { Known } from "#shared/domain/referrals/referral-rows.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of registrations, for this feature and others. */

const goesOn: RegistrationState[] = ["PENDING_CONFIRMATION", "VALIDATED", "BOOKED"];

const identitySelect = { givenName: true, familyName: true, birthDate: true } as const;

/** What `correctionOf` needs of a registration. */
export const correctionSelect = { ...identitySelect, referral: { select: identitySelect } } as const;

interface Named {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: Date;
}
const identityOf = ({ givenName, familyName, birthDate }: Named) => ({
  givenName,
  familyName,
  birthDate: birthDate.toISOString().slice(0, 10),
});

/** What the person says of themselves instead of what their order wrote. */
export const correctionOf = (registration: Named & { readonly referral: Named }) =>
  identityCorrection(identityOf(registration.referral), identityOf(registration));

/** Is this registration the account's own? Null when it is not: the caller answers NOT_FOUND. */
export const ownRegistration = (db: Db | Tx, accountId: string, registrationId: string) =>
  db.registration.findFirst({
    where: { id: registrationId, accountId },
    select: {
      id: true,
      bodyId: true,
      accountId: true,
      state: true,
      givenName: true,
      familyName: true,
      birthDate: true,
      phone: true,
      account: { select: { timeZone: true } },
    },
  });

/** What would make one of these people a second referral. */
export async function knownTo(
  db: Db | Tx,
  bodyId: string,
  asked: { emails: readonly string[]; fileNumbers: readonly string[] },
): Promise<Known> {
  const emails = [...asked.emails];
  // One after the other: a transaction has one connection, and asks it one thing at a time.
  const referred = await db.registration.findMany({
    where: { bodyId, state: { in: goesOn }, account: { email: { in: emails } } },
    select: { account: { select: { email: true } } },
  });
  const numbered = await db.referral.findMany({
    where: { bodyId, fileNumber: { in: [...asked.fileNumbers] } },
    select: { fileNumber: true, registration: { select: { state: true, account: { select: { email: true } } } } },
  });
  const isOpen = ({ registration }: (typeof numbered)[number]): boolean =>
    registration !== null && goesOn.includes(registration.state);
  const ended = Map.groupBy(numbered.filter((referral) => !isOpen(referral)), ({ fileNumber }) => fileNumber);
  const staff = await db.account.findMany({
    where: { email: { in: emails }, NOT: { roles: { has: "CANDIDATE" } } },
    select: { email: true },
  });
  return {
    emails: new Set(referred.map(({ account }) => account.email)),
    fileNumbers: new Set(numbered.filter(isOpen).map(({ fileNumber }) => fileNumber)),
    endedNumbers: new Map(
      [...ended].map(([number, referrals]) => [
        number,
        new Set(referrals.flatMap(({ registration }) => registration?.account.email ?? [])),
      ]),
    ),
    staffEmails: new Set(staff.map(({ email }) => email)),
  };
}
