import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Visit } from "../../platform/serve.ts";
import { checkPassword } from "./password.ts";

const tries = { times: 5, seconds: 15 * 60 } as const;

/**
 * Whoever has come upon an open session has no password: they change nothing about how the account is entered. Answers
 * with the hash that was checked, so that whoever replaces it replaces no other.
 */
export async function provePassword(
  { db }: Deps,
  visit: Visit,
  accountId: string,
  password: string,
): Promise<Result<string, "TOO_MANY_REQUESTS" | "WRONG_PASSWORD">> {
  if (!(await visit.take("password", accountId, tries.times, tries.seconds))) return err("TOO_MANY_REQUESTS");
  const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: accountId }, select: { passwordHash: true } });
  if (!(await checkPassword(passwordHash, password)) || passwordHash === null) return err("WRONG_PASSWORD");
  await visit.giveBack("password", accountId, tries.times, tries.seconds);
  return ok(passwordHash);
}
