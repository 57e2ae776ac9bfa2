import type { Json } from "#shared/kernel/canonical-json.ts";
import type { Deps } from "../platform/deps.ts";

/** What a feature does about an outbox event. Called at least once, so it must be idempotent. */
export interface OutboxJob {
  readonly topic: string;
  handle(deps: Deps, payload: { readonly [key: string]: Json }, eventId: bigint): Promise<void>;
}

/** What a feature does every so often. Safe to run on several nodes at once. */
export interface TimedJob {
  readonly name: string;
  readonly everyMs: number;
  run(deps: Deps): Promise<void>;
}
