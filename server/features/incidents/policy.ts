import type { AccountActor } from "../../platform/actor.ts";
import type { Tx } from "../../platform/db.ts";
import { isStaffOf, mayReadRecord, type recordedSitting } from "../integrity/queries.ts";

type Who = Pick<AccountActor, "accountId" | "roles">;
type Sitting = NonNullable<Awaited<ReturnType<typeof recordedSitting>>>;

/** Whoever is there may open an incident, and the directorate where something is found later. */
export const mayOpen = (actor: Who, sitting: Sitting): boolean =>
  isStaffOf(actor, sitting) || actor.roles.includes("DIRECTOR");

/** No secret file: the person reads what the staff reads. */
export const mayRead = (actor: Who, sitting: Sitting): boolean =>
  mayReadRecord(actor, sitting) || actor.roles.includes("DIRECTOR");

/** Whoever led the session, opened the incident, acted in it or wrote one of its entries: the database's own answer. */
export async function hasObserved(tx: Pick<Tx, "$queryRaw">, incidentId: string, accountId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { observed: boolean }[]
  >`SELECT has_observed(${incidentId}::uuid, ${accountId}::uuid) AS observed`;
  return row?.observed ?? false;
}
