import type { Db, Tx } from "../../platform/db.ts";

/** Reads of accounts, as views. */

/** The condition, as SQL, under which a candidate's session still lets them in: neither ended nor expired. */
export const sessionStands = (authSessionId: string, now: string): string => `EXISTS (
    SELECT 1 FROM "AuthSession" AS auth JOIN "Account" AS account ON account.id = auth."accountId"
    WHERE auth.id = ${authSessionId} AND auth."revokedAt" IS NULL AND auth."expiresAt" > ${now}::timestamp
      AND 'CANDIDATE' = ANY(account.roles))`;

/** The same, for one session. */
export async function doesSessionStand(tx: Tx, authSessionId: string, now: Date): Promise<boolean> {
  const found = await tx.authSession.findFirst({
    where: { id: authSessionId, revokedAt: null, expiresAt: { gt: now }, account: { roles: { has: "CANDIDATE" } } },
    select: { id: true },
  });
  return found !== null;
}

export async function accountView(db: Db | Tx, accountId: string) {
  const account = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      id: true,
      givenName: true,
      familyName: true,
      email: true,
      roles: true,
      bodyId: true,
      body: { select: { name: true } },
      locale: true,
      timeZone: true,
      passwordHash: true,
      totpEnabled: true,
    },
  });
  return {
    accountId: account.id,
    givenName: account.givenName,
    familyName: account.familyName,
    email: account.email,
    roles: account.roles,
    bodyId: account.bodyId,
    bodyName: account.body?.name ?? null,
    locale: account.locale === "en" ? ("en" as const) : ("fr" as const),
    timeZone: account.timeZone,
    hasPassword: account.passwordHash !== null,
    totpEnabled: account.totpEnabled,
  };
}
