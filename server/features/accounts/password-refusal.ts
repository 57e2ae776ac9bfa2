import type { Deps } from "../../platform/deps.ts";
import type { Visit } from "../../platform/serve.ts";
import { checkPassword } from "./password.ts";

const tries = { times: 5, seconds: 15 * 60 } as const;

/** Whoever has come upon an open session has no password: they change nothing about how the account is entered. */
export async function passwordRefusal(
  { db }: Deps,
  visit: Visit,
  accountId: string,
  password: string,
): Promise<"TOO_MANY_REQUESTS" | "WRONG_PASSWORD" | undefined> {
  if (!(await visit.take("password", accountId, tries.times, tries.seconds))) return "TOO_MANY_REQUESTS";
  const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: accountId }, select: { passwordHash: true } });
  if (!(await checkPassword(passwordHash, password))) return "WRONG_PASSWORD";
  await visit.giveBack("password", accountId, tries.times, tries.seconds);
  return undefined;
}
