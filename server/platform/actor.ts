import type { Role } from "#shared/domain/accounts/roles.ts";

/** Who asks. */
export type Actor = Visitor | AccountActor;
export interface Visitor {
  readonly kind: "visitor";
}
export interface AccountActor {
  readonly kind: "account";
  readonly accountId: string;
  readonly authSessionId: string;
  readonly roles: readonly Role[];
  readonly bodyId: string | null;
  readonly locale: "fr" | "en";
}

export const visitor: Visitor = { kind: "visitor" };
