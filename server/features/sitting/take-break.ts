import { err, ok, type Result } from "#shared/kernel/result.ts";
import { breakReadiness } from "#shared/domain/sitting/breaks.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type * as contract from "#shared/protocol/sitting.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { grantedIn } from "../accommodations/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { advisesSitting, ownsSitting, runViewOf } from "./queries.ts";
import { holdStoppedRunStep, moveRunStep } from "./run-steps.ts";
import { isFrozenIn, seatsOf } from "./seat-queries.ts";
import { lockRun, lockSitting } from "./store.ts";

/** A break that was granted beforehand: begun and ended by the person, or by an adviser of the session for them. */
export const startBreak: RouteHandler<typeof contract.startBreak> = (deps, actor, { params: { runId } }) =>
  commit(deps, async (uow) => {
    const found = await findRun(uow, actor, runId);
    if (!found.ok) return found;
    const { sittingId, activity } = found.value;
    const sitting = await uow.tx.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: {
        state: true,
        runs: {
          select: { activity: true, state: true, interruptionCause: true, timeEntries: { select: { cause: true } } },
        },
      },
    });
    const granted = (await grantedIn(uow.tx, sittingId))?.measures.breaks ?? null;
    const readiness = breakReadiness(granted, activity, sitting.runs);
    if (readiness !== "READY") return err(readiness);
    const interruption = { since: uow.now, cause: "BREAK" } as const;
    const moved = await moveRunStep(uow, sittingId, activity, "interrupt", actor.accountId, { interruption });
    if (!moved.ok) return err(moved.error);
    await observeStep(uow, sittingId, "BREAK_STARTED", { activity }, actor.accountId);
    return ok({ run: await runViewOf(uow.tx, runId), serverNow: uow.now.toISOString() });
  });

export const endBreak: RouteHandler<typeof contract.endBreak> = (deps, actor, { params: { runId } }) =>
  commit(deps, async (uow) => {
    const found = await findRun(uow, actor, runId);
    if (!found.ok) return found;
    const { sittingId, activity } = found.value;
    const run = await uow.tx.activityRun.findUniqueOrThrow({
      where: { id: runId },
      select: { state: true, interruptionCause: true, interruptedAt: true },
    });
    // Ending twice is ending once; what a person of the staff stopped, they alone start again.
    if (run.state === "INTERRUPTED" && run.interruptionCause !== "BREAK") return err("NOT_ALLOWED_NOW");
    if (run.state !== "INTERRUPTED" && run.state !== "OPEN") return err("RUN_NOT_OPEN");
    if (run.state === "INTERRUPTED") {
      const seconds = Math.ceil((uow.now.getTime() - (run.interruptedAt ?? uow.now).getTime()) / 1000);
      const moved = await endBreakStep(uow, { runId, sittingId, activity }, actor.accountId);
      if (!moved.ok) return err(moved.error);
      await observeStep(uow, sittingId, "BREAK_ENDED", { activity, seconds }, actor.accountId);
    }
    return ok({ run: await runViewOf(uow.tx, runId), serverNow: uow.now.toISOString() });
  });

/**
 * Gives the break back and starts the clock, unless the person has come to another machine meanwhile: then the clock
 * waits for their «Continuer» there.
 */
export async function endBreakStep(
  uow: UnitOfWork,
  run: { readonly runId: string; readonly sittingId: string; readonly activity: Activity },
  actorId: string | null,
): Promise<Result<unknown, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const { runId, sittingId, activity } = run;
  if (!isFrozenIn(await seatsOf(uow.tx, sittingId))) return moveRunStep(uow, sittingId, activity, "resume", actorId);
  return ok(await holdStoppedRunStep(uow, runId));
}

/** The run, locked after its sitting, for its own candidate and the advisers of the session. */
async function findRun(
  uow: UnitOfWork,
  actor: Pick<AccountActor, "accountId" | "roles">,
  runId: string,
): Promise<Result<{ sittingId: string; activity: Activity }, "NOT_FOUND">> {
  const run = await uow.tx.activityRun.findUnique({ where: { id: runId }, select: { sittingId: true, activity: true } });
  if (!run) return err("NOT_FOUND");
  const { sittingId } = run;
  const isOwn = await ownsSitting(uow.tx, actor.accountId, sittingId);
  if (!isOwn && !(await advisesSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
  await lockSitting(uow.tx, sittingId);
  await lockRun(uow.tx, runId);
  return ok(run);
}
