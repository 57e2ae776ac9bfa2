import { currentLockdownVersion, type LockdownLevel } from "#shared/domain/integrity/lockdown-policy.ts";
import { usualSideCamera, type SideCameraRule } from "#shared/domain/rooms/side-camera.ts";
import type { DeliveryMode, SessionState } from "#shared/domain/scheduling/session-machine.ts";
import { currentDisconnectionVersion, disconnectionPolicy, type DisconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of the rules of sessions. */

/** Part of what is selected of a session. */
export const rulesSelect = {
  isPractice: true,
  lockdown: {
    select: { level: true, sideCamera: true, lockdownVersion: true, disconnectionVersion: true },
    // Ids follow each other in time.
    orderBy: { id: "desc" },
    take: 1,
  },
} as const;

interface RulesRow {
  readonly isPractice: boolean;
  readonly lockdown: readonly {
    readonly level: LockdownLevel;
    readonly sideCamera: SideCameraRule;
    readonly lockdownVersion: number;
    readonly disconnectionVersion: number;
  }[];
}

export interface SessionRules {
  readonly level: LockdownLevel;
  readonly sideCamera: SideCameraRule;
  readonly lockdownVersion: number;
  readonly disconnectionVersion: number;
}

/** Where nobody has chosen, the usual level under the versions in force. */
export function rulesIn({ isPractice, lockdown: [chosen] }: RulesRow): SessionRules {
  if (chosen) return chosen;
  return {
    level: isPractice ? "REHEARSAL" : "STANDARD",
    sideCamera: isPractice ? "OFF" : usualSideCamera,
    lockdownVersion: currentLockdownVersion,
    disconnectionVersion: currentDisconnectionVersion,
  };
}

/** What a silence does in the session of a sitting: by the version that it is held under. */
export async function disconnectionRulesOf(db: Db | Tx, sittingId: string): Promise<DisconnectionPolicy> {
  const { session } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { session: { select: rulesSelect } },
  });
  return disconnectionPolicy(rulesIn(session).disconnectionVersion);
}

type Ruler = Pick<AccountActor, "accountId" | "roles">;

/** The advisers of a session, the support staff and the directorate; the practice exam has rules of its own. */
export function ruledBy({ accountId, roles }: Ruler) {
  const isOffice = roles.includes("SUPPORT") || roles.includes("DIRECTOR");
  return { isPractice: false, ...(isOffice ? {} : { advisers: { some: { accountId } } }) };
}

export const mayRuleSession = async (db: Db | Tx, actor: Ruler, sessionId: string): Promise<boolean> =>
  (await db.session.count({ where: { id: sessionId, ...ruledBy(actor) } })) === 1;

/** What a session's rules are shown from. */
export const ruledSelect = {
  isPractice: true,
  state: true,
  deliveryMode: true,
  startsAt: true,
  timeZone: true,
  body: { select: { name: true } },
  lockdown: {
    ...rulesSelect.lockdown,
    select: {
      ...rulesSelect.lockdown.select,
      createdAt: true,
      chosenBy: { select: { givenName: true, familyName: true } },
    },
  },
} as const;

type RuledRow = RulesRow & {
  readonly state: SessionState;
  readonly deliveryMode: DeliveryMode;
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly body: { readonly name: string };
  readonly lockdown: readonly {
    readonly createdAt: Date;
    readonly chosenBy: { readonly givenName: string; readonly familyName: string };
  }[];
};

export function ruledView(row: RuledRow) {
  const [chosen] = row.lockdown;
  const { level, sideCamera, lockdownVersion, disconnectionVersion } = rulesIn(row);
  return {
    state: row.state,
    bodyName: row.body.name,
    deliveryMode: row.deliveryMode,
    startsAt: row.startsAt.toISOString(),
    timeZone: row.timeZone,
    level,
    sideCamera,
    lockdownVersion,
    disconnectionVersion,
    chosenByName: chosen ? `${chosen.chosenBy.givenName} ${chosen.chosenBy.familyName}` : null,
    chosenAt: chosen?.createdAt.toISOString() ?? null,
  };
}

export const rulesViewOf = async (db: Db | Tx, sessionId: string) =>
  ruledView(await db.session.findUniqueOrThrow({ where: { id: sessionId }, select: ruledSelect }));
