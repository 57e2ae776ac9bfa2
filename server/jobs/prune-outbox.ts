import type { TimedJob } from "./job.ts";

/** Long enough to look into what was handed on last week; the audit keeps what matters for ever. */
const keptDays = 7;
/** Small enough not to hold up whoever writes. */
const batch = 1_000;

/** Outbox events that were handed on are forgotten after a week; those that were not never are. */
export const pruneOutbox: TimedJob = {
  name: "outbox.prune",
  everyMs: 600_000,
  run: async ({ db, clock }) => {
    const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
    for (;;) {
      const count = await db.$executeRaw`
        DELETE FROM "OutboxEvent" WHERE id IN (
          SELECT id FROM "OutboxEvent" WHERE "processedAt" < ${before} ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED
        )`;
      if (count < batch) return;
    }
  },
};
