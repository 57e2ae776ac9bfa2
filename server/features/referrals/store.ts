import type { ReferredPerson } from "#shared/domain/referrals/referral-rows.ts";
import type { RegistrationState } from "#shared/domain/referrals/registration-machine.ts";
import type { DeliveryMode, WritingTool } from "#shared/domain/scheduling/session-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Body, Referral and Registration. */

/** Two clerks of an order refer one after the other, so that nobody is referred twice. */
export const lockBody = (tx: Tx, bodyId: string) =>
  tx.$executeRaw`SELECT 1 FROM "Body" WHERE id = ${bodyId}::uuid FOR NO KEY UPDATE`;

export const lockRegistration = (tx: Tx, registrationId: string) =>
  tx.$executeRaw`SELECT 1 FROM "Registration" WHERE id = ${registrationId}::uuid FOR NO KEY UPDATE`;

/** Referrals with their registrations; `accounts` gives the account of each address. */
export async function createReferrals(
  tx: Tx,
  referral: { bodyId: string; referredById: string; source: "FORM" | "CSV"; createdAt: Date },
  people: readonly ReferredPerson[],
  accounts: ReadonlyMap<string, string>,
): Promise<string[]> {
  const identity = ({ givenName, familyName, birthDate }: ReferredPerson) => ({
    givenName,
    familyName,
    birthDate: new Date(`${birthDate}T00:00:00Z`),
  });
  const referrals = await tx.referral.createManyAndReturn({
    data: people.map((person) => ({ ...referral, ...identity(person), reason: person.reason, fileNumber: person.fileNumber })),
    select: { id: true, fileNumber: true },
  });
  const idOf = new Map(referrals.map(({ id, fileNumber }) => [fileNumber, id]));
  const { bodyId, createdAt } = referral;
  const registrations = await tx.registration.createManyAndReturn({
    data: people.map((person) => {
      const { email, fileNumber, phone } = person;
      const [referralId, accountId] = [idOf.get(fileNumber), accounts.get(email)];
      if (!referralId || !accountId) throw new Error("A referral and an account come before their registration.");
      return { ...identity(person), phone, referralId, accountId, bodyId, createdAt, state: "PENDING_CONFIRMATION" as const };
    }),
    select: { id: true },
  });
  return registrations.map(({ id }) => id);
}

export const moveRegistration = (
  tx: Tx,
  registrationId: string,
  from: RegistrationState,
  to: RegistrationState,
  data: {
    givenName?: string;
    familyName?: string;
    birthDate?: Date;
    phone?: string | null;
    confirmedAt?: Date;
    deliveryMode?: DeliveryMode;
    writingTool?: WritingTool;
  } = {},
) => tx.registration.updateMany({ where: { id: registrationId, state: from }, data: { ...data, state: to } });

/** A correction that changes no state. */
export const correctRegistration = (
  tx: Tx,
  registrationId: string,
  data: { givenName: string; familyName: string; birthDate: Date; phone: string | null },
) => tx.registration.updateMany({ where: { id: registrationId }, data });

export const setMode = (
  tx: Tx,
  registrationId: string,
  data: { deliveryMode: DeliveryMode; writingTool: WritingTool },
) => tx.registration.updateMany({ where: { id: registrationId }, data });
