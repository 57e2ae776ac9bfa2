import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { advisesSession } from "../sitting/queries.ts";

/** The advisers of the session, the support staff and the directorate; the practice exam has rules of its own. */
export async function mayRuleSession(
  db: Db | Tx,
  actor: Pick<AccountActor, "accountId" | "roles">,
  sessionId: string,
): Promise<boolean> {
  if (actor.roles.includes("SUPPORT") || actor.roles.includes("DIRECTOR"))
    return (await db.session.count({ where: { id: sessionId, isPractice: false } })) === 1;
  return advisesSession(db, actor.accountId, sessionId);
}
