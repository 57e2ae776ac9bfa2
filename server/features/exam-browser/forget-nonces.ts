import type { TimedJob } from "../../jobs/job.ts";

/** What was asked of an exam browser, once nobody can answer it any more: the checks keep what was found. */
export const forgetNonces: TimedJob = {
  name: "exam-browser.forget-nonces",
  everyMs: 3_600_000,
  run: async ({ db, clock }) => {
    const before = new Date(clock.now().getTime() - 86_400_000);
    await db.sebNonce.deleteMany({ where: { expiresAt: { lt: before } } });
  },
};
