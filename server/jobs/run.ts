import type { Deps } from "../platform/deps.ts";
import { startOutboxReader } from "../platform/outbox.ts";
import { repeat } from "../platform/repeat.ts";
import type { OutboxJob, TimedJob } from "./job.ts";

/** Runs the outbox reader and the timers of this node. */
export function startJobs(
  deps: Deps,
  outboxJobs: readonly OutboxJob[],
  timedJobs: readonly TimedJob[],
): { stop(): Promise<void> } {
  const handlers = new Map(
    outboxJobs.map((job) => [job.topic, (payload: Parameters<OutboxJob["handle"]>[1], id: bigint) => job.handle(deps, payload, id)]),
  );
  const reader = startOutboxReader(deps, handlers);
  const timers = timedJobs.map((job) => startTimer(deps, job));
  return {
    stop: async () => {
      await Promise.all([reader.stop(), ...timers.map((timer) => timer.stop())]);
    },
  };
}

const startTimer = (deps: Deps, job: TimedJob): { stop(): Promise<void> } =>
  repeat(
    () => job.run(deps).catch((error: unknown) => deps.log.error({ err: error, job: job.name }, "a timed job failed")),
    job.everyMs,
  );
