import type { ReferredPerson } from "#shared/domain/referrals/referral-rows.ts";
import type { RegistrationState } from "#shared/domain/referrals/registration-machine.ts";
import type { DeliveryMode, WritingTool } from "#shared/domain/scheduling/session-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Body, Referral and Registration. */

/** Two clerks of an order refer one after the other, so that nobody is referred twice. */
export const lockBody = (tx: Tx, bodyId: string) => tx.$executeRaw`SELECT 1 FROM "Body" WHERE id = ${bodyId}::uuid FOR NO KEY UPDATE`;

export const lockRegistration = (tx: Tx, registrationId: string) =>
  tx.$executeRaw`SELECT 1 FROM "Registration" WHERE id = ${registrationId}::uuid FOR NO KEY UPDATE`;

export const createReferral = (
  tx: Tx,
  referral: { bodyId: string; referredById: string; accountId: string; source: "FORM" | "CSV"; createdAt: Date },
  person: ReferredPerson,
) =>
  tx.registration.create({
    data: {
      state: "PENDING_CONFIRMATION",
      givenName: person.givenName,
      familyName: person.familyName,
      birthDate: new Date(`${person.birthDate}T00:00:00Z`),
      phone: person.phone,
      createdAt: referral.createdAt,
      body: { connect: { id: referral.bodyId } },
      account: { connect: { id: referral.accountId } },
      referral: {
        create: {
          reason: person.reason,
          fileNumber: person.fileNumber,
          source: referral.source,
          createdAt: referral.createdAt,
          body: { connect: { id: referral.bodyId } },
          referredBy: { connect: { id: referral.referredById } },
        },
      },
    },
    select: { id: true },
  });

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

export const setMode = (tx: Tx, registrationId: string, data: { deliveryMode: DeliveryMode; writingTool: WritingTool }) =>
  tx.registration.updateMany({ where: { id: registrationId }, data });
