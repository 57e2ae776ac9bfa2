import { currentLockdownVersion, type LockdownLevel } from "#shared/domain/integrity/lockdown-policy.ts";
import { currentDisconnectionVersion } from "#shared/domain/sitting/disconnection-policy.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of the rules of sessions. */

/** Part of what is selected of a session. */
export const rulesSelect = {
  isPractice: true,
  lockdown: {
    select: { level: true, lockdownVersion: true, disconnectionVersion: true },
    // Ids follow each other in time.
    orderBy: { id: "desc" },
    take: 1,
  },
} as const;

interface RulesRow {
  readonly isPractice: boolean;
  readonly lockdown: readonly {
    readonly level: LockdownLevel;
    readonly lockdownVersion: number;
    readonly disconnectionVersion: number;
  }[];
}

export interface SessionRules {
  readonly level: LockdownLevel;
  readonly lockdownVersion: number;
  readonly disconnectionVersion: number;
}

/** Where nobody has chosen, the usual level under the versions in force. */
export function rulesIn({ isPractice, lockdown: [chosen] }: RulesRow): SessionRules {
  if (chosen) return chosen;
  return {
    level: isPractice ? "REHEARSAL" : "STANDARD",
    lockdownVersion: currentLockdownVersion,
    disconnectionVersion: currentDisconnectionVersion,
  };
}

/** The advisers of the session, the support staff and the directorate; the practice exam has rules of its own. */
export async function mayRuleSession(
  db: Db | Tx,
  actor: Pick<AccountActor, "accountId" | "roles">,
  sessionId: string,
): Promise<boolean> {
  const isOffice = actor.roles.includes("SUPPORT") || actor.roles.includes("DIRECTOR");
  const adviser = isOffice ? {} : { advisers: { some: { accountId: actor.accountId } } };
  return (await db.session.count({ where: { id: sessionId, isPractice: false, ...adviser } })) === 1;
}

export async function rulesViewOf(db: Db | Tx, sessionId: string) {
  const { isPractice, lockdown } = await db.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: {
      isPractice: true,
      lockdown: {
        ...rulesSelect.lockdown,
        select: {
          ...rulesSelect.lockdown.select,
          createdAt: true,
          chosenBy: { select: { givenName: true, familyName: true } },
        },
      },
    },
  });
  const [chosen] = lockdown;
  return {
    ...rulesIn({ isPractice, lockdown }),
    chosenByName: chosen ? `${chosen.chosenBy.givenName} ${chosen.chosenBy.familyName}` : null,
    chosenAt: chosen?.createdAt.toISOString() ?? null,
  };
}
