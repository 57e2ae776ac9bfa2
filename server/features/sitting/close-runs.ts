import { breakSeconds } from "#shared/domain/sitting/breaks.ts";
import { disconnectionPolicy, shortestSeconds } from "#shared/domain/sitting/disconnection-policy.ts";
import { closingGraceSeconds, silentSinceMs } from "#shared/domain/sitting/time-ledger.ts";
import { ok } from "#shared/kernel/result.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { grantedIn } from "../accommodations/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { rulesIn, rulesSelect } from "../lockdown/queries.ts";
import { callHumanStep } from "../messages/steps.ts";
import { moveRunStep, outageReason } from "./run-steps.ts";
import { completeSittingIfEndedStep } from "./steps.ts";
import { lockLastSeen, lockRun, lockSitting } from "./store.ts";
import { endBreakStep } from "./take-break.ts";

/**
 * Time that is up closes a run with its last saves; silence never does. A page that has not been heard for as long as
 * the rules of its session allow (a minute) stops the clock instead, from the moment it was last heard. A break that has
 * lasted as long as it was granted is over.
 */
export const closeRunsJob: TimedJob = { name: "close-runs", everyMs: 1_000, run: closeRuns };

const secondsAgo = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

export async function closeRuns(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const due = await deps.db.activityRun.findMany({
    where: {
      OR: [
        {
          state: "OPEN",
          activity: { in: ["READING", "WRITING"] },
          OR: [
            { endsAt: { lt: secondsAgo(now, closingGraceSeconds) } },
            // On paper nobody is heard from a page, ever.
            {
              sitting: {
                writingTool: "KEYBOARD",
                presence: { lastSeenAt: { lt: secondsAgo(now, shortestSeconds("lostSeconds")) } },
              },
            },
          ],
        },
        { state: "INTERRUPTED", interruptionCause: "BREAK" },
      ],
    },
    select: { id: true, sittingId: true, state: true },
  });
  for (const run of due) {
    const work = run.state === "OPEN" ? closeOrStop : endLongBreak;
    // One failing run must not keep the others from closing.
    await work(deps, run.id, run.sittingId).catch((error: unknown) =>
      deps.log.error({ err: error, runId: run.id }, "a run could not be closed"),
    );
  }
}

/** Everything is read again under the locks: a heartbeat may have come in between. */
const closeOrStop = (deps: Deps, runId: string, sittingId: string) =>
  commit(deps, async (uow) => {
    const lastSeenAt = await lockLastSeen(uow.tx, sittingId);
    await lockSitting(uow.tx, sittingId);
    await lockRun(uow.tx, runId);
    const run = await uow.tx.activityRun.findUniqueOrThrow({
      where: { id: runId },
      select: {
        activity: true,
        state: true,
        startedAt: true,
        endsAt: true,
        sitting: { select: { writingTool: true, session: { select: rulesSelect } } },
        timeEntries: { select: { cause: true, seconds: true, createdAt: true } },
      },
    });
    if (run.state !== "OPEN" || !run.startedAt || !run.endsAt) return ok({});
    // On paper nobody is heard from a page: the clock alone decides.
    const isOnPaper = run.sitting.writingTool === "HANDWRITTEN";
    const { unstableSeconds, lostSeconds } = disconnectionPolicy(rulesIn(run.sitting.session).disconnectionVersion);
    const isHeard = isOnPaper || (lastSeenAt !== null && lastSeenAt >= secondsAgo(uow.now, unstableSeconds));
    if (isHeard) {
      if (run.endsAt >= secondsAgo(uow.now, closingGraceSeconds)) return ok({});
      const closed = await moveRunStep(uow, sittingId, run.activity, "timeUp", null);
      if (closed.ok) await completeSittingIfEndedStep(uow, sittingId, null);
      return ok({});
    }
    if (!lastSeenAt) return ok({});
    const since = silentSinceMs({
      lastSeenAtMs: lastSeenAt.getTime(),
      startedAtMs: run.startedAt.getTime(),
      ledger: run.timeEntries.map(({ cause, seconds, createdAt }) => ({
        cause,
        seconds,
        createdAtMs: createdAt.getTime(),
      })),
    });
    if (uow.now.getTime() - since <= lostSeconds * 1000) return ok({});
    const interruption = { since: new Date(since), cause: "OUTAGE" } as const;
    await moveRunStep(uow, sittingId, run.activity, "interrupt", null, { interruption, reason: outageReason });
    await observeStep(uow, sittingId, "CLOCK_STOPPED", { activity: run.activity }, null);
    await callHumanStep(uow, sittingId, "messages.callConnection");
    return ok({});
  });

const endLongBreak = (deps: Deps, runId: string, sittingId: string) =>
  commit(deps, async (uow) => {
    await lockSitting(uow.tx, sittingId);
    await lockRun(uow.tx, runId);
    const { activity, state, interruptedAt, interruptionCause } =
      await uow.tx.activityRun.findUniqueOrThrow({
        where: { id: runId },
        select: {
          activity: true,
          state: true,
          interruptedAt: true,
          interruptionCause: true,
        },
      });
    if (state !== "INTERRUPTED" || interruptionCause !== "BREAK" || !interruptedAt) return ok({});
    const seconds = breakSeconds((await grantedIn(uow.tx, sittingId))?.measures.breaks ?? null);
    if (interruptedAt > secondsAgo(uow.now, seconds)) return ok({});
    await endBreakStep(uow, { runId, sittingId, activity }, null);
    await observeStep(uow, sittingId, "BREAK_ENDED", { activity, seconds }, null);
    return ok({});
  });
