import type { Db, Tx } from "../../platform/db.ts";

/** Reads of accounts, as views. */

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
