import type { AccountActor } from "../../platform/actor.ts";

export interface CheckedSitting {
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
  readonly adviserIds: readonly string[];
}

/** An adviser of the session; in person the Office's support staff too, since they receive people at the door. */
export function mayCheckIdentity(actor: Pick<AccountActor, "accountId" | "roles">, sitting: CheckedSitting): boolean {
  const isAdviser = actor.roles.includes("ADVISER") && sitting.adviserIds.includes(actor.accountId);
  return isAdviser || (sitting.deliveryMode === "IN_PERSON" && actor.roles.includes("SUPPORT"));
}
