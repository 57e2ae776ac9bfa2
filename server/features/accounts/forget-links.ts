import type { TimedJob } from "../../jobs/job.ts";

/** So long somebody who opens an old message still reads that its link has expired, not that it never was. */
const keptDays = 90;

/** Links and codes that open nothing any more are forgotten; the audit keeps that they were used. */
export const forgetLinks: TimedJob = {
  name: "accounts.forget-links",
  everyMs: 3_600_000,
  run: async ({ db, clock }) => {
    const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
    await db.signInLink.deleteMany({ where: { expiresAt: { lt: before } } });
  },
};
