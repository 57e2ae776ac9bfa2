import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { policyDesk } from "#shared/protocol/policies.ts";

/** The versions of the rules, and what waits for a decision. */
export type Desk = RouteAnswer<typeof policyDesk>;
