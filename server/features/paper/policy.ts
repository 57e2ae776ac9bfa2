import type { AccountActor } from "../../platform/actor.ts";

export interface PaperSittingFacts {
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
  readonly adviserIds: readonly string[];
}

/** In person only: the Office's support staff, and the advisers of the session. */
export function mayHandlePaper(actor: Pick<AccountActor, "accountId" | "roles">, sitting: PaperSittingFacts): boolean {
  if (sitting.deliveryMode !== "IN_PERSON") return false;
  return (
    actor.roles.includes("SUPPORT") || (actor.roles.includes("ADVISER") && sitting.adviserIds.includes(actor.accountId))
  );
}
