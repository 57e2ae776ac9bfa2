import type { AccountActor } from "../../platform/actor.ts";

/** The directorate writes. */
export const mayWrite = ({ roles }: Pick<AccountActor, "roles">): boolean => roles.includes("DIRECTOR");

export const isOfCommittee = ({ roles }: Pick<AccountActor, "roles">): boolean => roles.includes("COMMITTEE");

/** The committee approves, and of it nobody what they wrote themselves. */
export const mayApprove = (
  actor: Pick<AccountActor, "accountId" | "roles">,
  authors: readonly { readonly accountId: string }[],
): boolean => isOfCommittee(actor) && !authors.some(({ accountId }) => accountId === actor.accountId);
