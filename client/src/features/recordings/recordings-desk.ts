import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { recordingsDesk } from "#shared/protocol/recordings.ts";

/** What is kept, until when, and what was destroyed. */
export type Desk = RouteAnswer<typeof recordingsDesk>;
export type Kept = Desk["kept"][number];
