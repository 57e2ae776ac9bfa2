import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { callHumanStep } from "../messages/steps.ts";
import { holdStoppedRunStep, moveRunStep } from "./run-steps.ts";
import { isFrozenIn, seatSelect } from "./seat-queries.ts";
import { moveSittingStep } from "./sitting-steps.ts";
import { lockSitting } from "./store.ts";

/** A clock that waits for a person: nothing starts it again but somebody of the staff. */

/** Holds the sitting's row until the transaction ends. */
export const lockStandingStep = (uow: UnitOfWork, sittingId: string) => lockSitting(uow.tx, sittingId);

const standingRun = (uow: UnitOfWork, sittingId: string) =>
  uow.tx.activityRun.findFirst({
    where: { sittingId, state: { in: ["OPEN", "INTERRUPTED"] } },
    select: { id: true, activity: true, state: true },
  });

/**
 * Stops somebody who is under way until a person lets them go on. What a silence or a missing device had taken is given
 * back under its own cause first.
 */
export async function stopForPersonStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  const stopped = await moveSittingStep(uow, sittingId, "interrupt", null);
  const run = await standingRun(uow, sittingId);
  if (!stopped.ok || !run || (await holdStoppedRunStep(uow, run.id)) || run.state !== "OPEN") return;
  await moveRunStep(uow, sittingId, run.activity, "interrupt", null);
}

/** A person lets them go on; on another machine, or while everybody stands still, the clock waits a little more. */
export async function goOnStep(uow: UnitOfWork, sittingId: string, actorId: string): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  const { seats, session } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { seats: seatSelect.seats, session: { select: { holds: { where: { endedAt: null }, select: { id: true } } } } },
  });
  if (session.holds.length > 0) return;
  const resumed = await moveSittingStep(uow, sittingId, "resume", actorId);
  const run = await standingRun(uow, sittingId);
  if (resumed.ok && run?.state === "INTERRUPTED" && !isFrozenIn({ seats }))
    await moveRunStep(uow, sittingId, run.activity, "resume", actorId);
}

/**
 * Cut off too long or too often to go on as if nothing had been: an adviser decides whether the person resumes or sits
 * the activity again.
 */
export async function holdForDecisionStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  await stopForPersonStep(uow, sittingId);
  await observeStep(uow, sittingId, "DECISION_NEEDED", {}, null);
  await callHumanStep(uow, sittingId, "messages.callDecision");
}
