import type { AccountActor } from "../../platform/actor.ts";

export interface RecordedSitting {
  readonly candidateId: string;
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
  readonly adviserIds: readonly string[];
  /** Who watches for the advisers, while the session is under way. */
  readonly watcherIds: readonly string[];
}

type Who = Pick<AccountActor, "accountId" | "roles">;

/** The advisers of the session; in person the support staff too. */
export const isStaffOf = (actor: Who, sitting: RecordedSitting): boolean =>
  (actor.roles.includes("ADVISER") && sitting.adviserIds.includes(actor.accountId)) ||
  (actor.roles.includes("SUPPORT") && sitting.deliveryMode === "IN_PERSON");

/** Whoever watches may say what they see and hear; what stands in the record is for those who lead. */
export const mayObserve = (actor: Who, sitting: RecordedSitting): boolean =>
  isStaffOf(actor, sitting) || (actor.roles.includes("ADVISER") && sitting.watcherIds.includes(actor.accountId));

/** No secret evidence: the person reads what the staff reads. */
export const mayReadRecord = (actor: Who, sitting: RecordedSitting): boolean =>
  sitting.candidateId === actor.accountId || isStaffOf(actor, sitting);
