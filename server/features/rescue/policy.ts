import type { AccountActor } from "../../platform/actor.ts";

/** Support staff, wherever the person sat: a computer that broke down is theirs to deal with; and the session's advisers. */
export const mayImportFor = (
  actor: Pick<AccountActor, "accountId" | "roles">,
  sitting: { readonly adviserIds: readonly string[] },
): boolean =>
  actor.roles.includes("SUPPORT") || (actor.roles.includes("ADVISER") && sitting.adviserIds.includes(actor.accountId));
