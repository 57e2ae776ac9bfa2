import type { Role } from "#shared/domain/accounts/roles.ts";
import type { Deps } from "#server/platform/deps.ts";
import { randomToken, sha256Hex } from "#server/platform/hash.ts";
import { createCaller, type Caller } from "./caller.ts";

/** People made in the database, for this test. */
export interface Accounts {
  /** An account with these roles, made for this test. */
  account(given: {
    roles: readonly Role[];
    bodyId?: string;
    email?: string;
    givenName?: string;
    familyName?: string;
  }): Promise<string>;
  /** The cookie of somebody who has signed in. */
  cookieFor(accountId: string): Promise<string>;
  as(accountId: string): Promise<Caller>;
}

export function accountsOver({ db, clock }: Pick<Deps, "db" | "clock">, url: string): Accounts {
  let accountNumber = 0;
  const cookieFor = async (accountId: string): Promise<string> => {
    const token = randomToken();
    const now = clock.now();
    await db.authSession.create({
      data: {
        accountId,
        tokenHash: sha256Hex(token),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + 30 * 86_400_000),
      },
    });
    return `epreuve=${token}`;
  };
  return {
    account: async ({ roles, bodyId, email, givenName, familyName }) => {
      accountNumber += 1;
      const created = await db.account.create({
        data: {
          email: email ?? `person-${accountNumber}@example.test`,
          givenName: givenName ?? `Given${accountNumber}`,
          familyName: familyName ?? `Family${accountNumber}`,
          roles: [...roles],
          bodyId: bodyId ?? null,
          createdAt: clock.now(),
        },
        select: { id: true },
      });
      return created.id;
    },
    cookieFor,
    as: async (accountId) => createCaller(url, await cookieFor(accountId)),
  };
}
