import type { AccountActor } from "../../platform/actor.ts";

/** The directorate writes. */
export const mayWrite = ({ roles }: Pick<AccountActor, "roles">): boolean => roles.includes("DIRECTOR");

/** The committee approves, and of it nobody what they wrote themselves. */
export const mayApprove = (
  { accountId, roles }: Pick<AccountActor, "accountId" | "roles">,
  authors: readonly { readonly accountId: string }[],
): boolean => roles.includes("COMMITTEE") && !authors.some((author) => author.accountId === accountId);
