import type { Role } from "#shared/domain/accounts/roles.ts";
import * as contract from "#shared/protocol/accounts.ts";
import type { RequestGuard } from "../../platform/serve.ts";

/** Whose account opens everybody's. */
const demandedOf: readonly Role[] = ["DIRECTOR", "COMMITTEE", "SUPPORT"];

/** What leads to a second factor, and out. */
const openWithout: readonly string[] = [
  contract.publicConfig,
  contract.me,
  contract.signIn,
  contract.signOut,
  contract.startTotp,
  contract.confirmTotp,
  contract.changePassword,
].map(({ name }) => name);

/** Where the configuration demands it, these roles do nothing before they have a second factor. */
export const secondFactorGuard: RequestGuard = async ({ config, db }, actor, { route }) => {
  if (!config.demandsSecondFactor || !actor.roles.some((role) => demandedOf.includes(role))) return undefined;
  if (openWithout.includes(route.name)) return undefined;
  const hasFactor = await db.account.count({ where: { id: actor.accountId, totpEnabled: true } });
  return hasFactor > 0 ? undefined : "TOTP_NEEDED";
};
