import { randomToken, sha256Hex } from "../../platform/hash.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";

/** Sole writer of Account, SignInLink and AuthSession. */

const hour = 3_600_000;
const linkLifeMs = 72 * hour;
const staffSessionMs = 12 * hour;
// A candidate comes back over weeks between referral and result; the day itself asks identity again anyway.
const candidateSessionMs = 14 * 24 * hour;

export async function createLink(
  tx: Tx,
  accountId: string,
  now: Date,
  lifeMs: number = linkLifeMs,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomToken();
  const expiresAt = new Date(now.getTime() + lifeMs);
  await tx.signInLink.create({ data: { accountId, tokenHash: sha256Hex(token), createdAt: now, expiresAt } });
  return { token, expiresAt };
}

/** A code that staff hand over for one sitting: a link like any other, short and short-lived. An earlier one no longer opens. */
export async function createStationCode(
  tx: Tx,
  { code, ...link }: { accountId: string; sittingId: string; code: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.signInLink.updateMany({
    where: { sittingId: link.sittingId, usedAt: null, expiresAt: { gt: link.createdAt } },
    data: { expiresAt: link.createdAt },
  });
  await tx.signInLink.create({ data: { ...link, tokenHash: sha256Hex(stationToken(code)) } });
}

/** Codes and links share a table, not a name space: a code typed as a link finds nothing. */
export const stationToken = (code: string): string => `station:${code}`;

export const findLink = (tx: Tx, token: string) =>
  tx.signInLink.findUnique({
    where: { tokenHash: sha256Hex(token) },
    select: { id: true, accountId: true, sittingId: true, expiresAt: true, usedAt: true },
  });

/** True for exactly one of several simultaneous uses. */
export async function useLink(tx: Tx, linkId: string, now: Date): Promise<boolean> {
  const { count } = await tx.signInLink.updateMany({ where: { id: linkId, usedAt: null }, data: { usedAt: now } });
  return count === 1;
}

export async function openSession(
  tx: Tx,
  account: { id: string; roles: readonly Role[] },
  now: Date,
  lifeMs?: number,
): Promise<{ token: string; expiresAt: Date; authSessionId: string }> {
  const token = randomToken();
  const life = lifeMs ?? (account.roles.includes("CANDIDATE") ? candidateSessionMs : staffSessionMs);
  const expiresAt = new Date(now.getTime() + life);
  const { id: authSessionId } = await tx.authSession.create({
    data: { accountId: account.id, tokenHash: sha256Hex(token), createdAt: now, lastSeenAt: now, expiresAt },
    select: { id: true },
  });
  return { token, expiresAt, authSessionId };
}

export const revokeSession = (tx: Tx, authSessionId: string, now: Date) =>
  tx.authSession.updateMany({ where: { id: authSessionId, revokedAt: null }, data: { revokedAt: now } });

/** How many there were. The one in which an exam is being sat is left: nobody ends an exam from elsewhere. */
export async function endSessionsBut(tx: Tx, accountId: string, keptSessionId: string, now: Date): Promise<number> {
  const isSat = { state: "HELD" as const, sitting: { state: { in: [...statesUnderWay] } } };
  const { count } = await tx.authSession.updateMany({
    where: { accountId, id: { not: keptSessionId }, revokedAt: null, expiresAt: { gt: now }, seats: { none: isSat } },
    data: { revokedAt: now },
  });
  return count;
}

/** They end at this moment at the latest. */
export const endSessionsAt = (tx: Tx, authSessionIds: readonly string[], at: Date) =>
  tx.authSession.updateMany({ where: { id: { in: [...authSessionIds] }, expiresAt: { gt: at } }, data: { expiresAt: at } });

export const findByEmail = (db: Db | Tx, email: string) =>
  db.account.findUnique({
    where: { email },
    select: { id: true, email: true, roles: true, passwordHash: true, totpSecret: true, totpEnabled: true, totpLastStep: true },
  });

/** Accepts a time step once: false when it, or a later one, was used before. */
export async function spendTotpStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const { count } = await tx.account.updateMany({
    where: { id: accountId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return count === 1;
}

/** The candidates' accounts for these addresses, by address: those that exist, and new ones. */
export async function ensureCandidateAccounts(
  tx: Tx,
  people: readonly { email: string; givenName: string; familyName: string }[],
  createdAt: Date,
): Promise<ReadonlyMap<string, string>> {
  // Two orders may refer the same person at the same moment: one of them creates the account, both find it.
  await tx.account.createMany({
    data: people.map(({ email, givenName, familyName }) => ({ email, givenName, familyName, roles: ["CANDIDATE" as const], createdAt })),
    skipDuplicates: true,
  });
  const found = await tx.account.findMany({
    where: { email: { in: people.map(({ email }) => email) } },
    select: { id: true, email: true },
  });
  return new Map(found.map(({ id, email }) => [email, id]));
}

export const offerTotp = (tx: Tx, accountId: string, totpSecret: string) =>
  tx.account.updateMany({ where: { id: accountId, totpEnabled: false }, data: { totpSecret } });

export const enableTotp = (tx: Tx, accountId: string) =>
  tx.account.updateMany({ where: { id: accountId, totpEnabled: false }, data: { totpEnabled: true } });

/** The account has no second factor any more, and no session. */
export async function resetTotp(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.account.update({ where: { id: accountId }, data: { totpEnabled: false, totpSecret: null }, select: { id: true } });
  await endEverySession(tx, accountId, now);
}

export const correctPerson = (tx: Tx, accountId: string, person: { givenName: string; familyName: string; timeZone: string }) =>
  tx.account.updateMany({ where: { id: accountId }, data: person });

export const createAccount = (tx: Tx, account: Prisma.AccountUncheckedCreateInput) =>
  tx.account.create({ data: account, select: { id: true } });

export const setDuties = (tx: Tx, accountId: string, duties: { roles: Role[]; bodyId: string | null }) =>
  tx.account.update({ where: { id: accountId }, data: duties, select: { id: true } });

/** Nobody enters it any more, and what was done with it keeps its name. */
export async function closeForGood(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx.account.update({ where: { id: accountId }, data: { passwordHash: null, roles: [] }, select: { id: true } });
  await endEverySession(tx, accountId, now);
}

export const setPassword = (tx: Tx, accountId: string, passwordHash: string) =>
  tx.account.update({ where: { id: accountId }, data: { passwordHash }, select: { id: true } });

export const replacePassword = (tx: Tx, accountId: string, former: string, passwordHash: string) =>
  tx.account.updateMany({ where: { id: accountId, passwordHash: former }, data: { passwordHash } });

export const endEverySession = (tx: Tx, accountId: string, now: Date) =>
  tx.authSession.updateMany({ where: { accountId, revokedAt: null }, data: { revokedAt: now } });
