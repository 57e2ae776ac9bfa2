import { activities } from "#shared/domain/sitting/run-machine.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import { defaultDurations } from "#shared/domain/sitting/time-ledger.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import type { Config } from "../../config.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { practiceFormInEffect } from "../forms/queries.ts";
import { moveSittingStep } from "./sitting-steps.ts";
import { createSitting, lockSitting } from "./store.ts";

export { goOnStep, lockStandingStep, stopForPersonStep } from "./decision-steps.ts";
export { deviceStep } from "./device-steps.ts";
export { addressStep, continueStep, seenStep } from "./presence-steps.ts";
export { moveSittingStep } from "./sitting-steps.ts";
export { heardNow, openRunView, ordinaryRuns, runAsJson, type RunJson } from "./saving-steps.ts";
export { claimSeatStep, joinCheckInStep, noteSecondLoginStep, readmitStep, takeStationSeatStep } from "./seat-steps.ts";
export {
  creditStep,
  holdStoppedRunStep,
  leaseRunStep,
  lockRunStep,
  moveRunStep,
  sealRunStep,
  type LockedRun,
} from "./run-steps.ts";

/**
 * Steps: what other features may make happen to a sitting, inside their own unit of work, so that an identity check and
 * the state that it allows commit together. This feature stays the sole writer of its tables.
 */

/**
 * Makes the sitting of a booking: the next partial document that nobody of the session holds, four pending runs. A
 * practice is under way at once, with the two activities that one can do alone.
 */
export async function createSittingStep(
  uow: UnitOfWork,
  config: Pick<Config, "durations">,
  booking: {
    bookingId: string;
    sessionId: string;
    registrationId: string;
    accountId: string;
    writingTool: "KEYBOARD" | "HANDWRITTEN";
  },
): Promise<{ id: string }> {
  const session = await uow.tx.session.findUniqueOrThrow({
    where: { id: booking.sessionId },
    select: { isPractice: true, form: { select: { id: true, content: true } } },
  });
  // A session is held with the case that it was given; a practice has no day, so it has the case of its own.
  const form = (session.isPractice ? await practiceFormInEffect(uow.tx, uow.now) : null) ?? session.form;
  const taken = await uow.tx.sitting.groupBy({
    by: ["documentId"],
    where: { sessionId: booking.sessionId, formId: form.id, booking: { isActive: true } },
    _count: true,
  });
  const documents = formContent.parse(form.content).documents.map(({ id }) => id);
  const counts = new Map(documents.map((documentId) => [documentId, 0]));
  for (const { documentId, _count } of taken) counts.set(documentId, _count);
  const [documentId] = [...counts].toSorted((a, b) => a[1] - b[1])[0] ?? [];
  if (!documentId) throw new Error("A form has documents.");
  return createSitting(
    uow.tx,
    { ...booking, formId: form.id, documentId, createdAt: uow.now },
    config.durations ?? defaultDurations,
    session.isPractice
      ? { state: "IN_PROGRESS", activities: ["READING", "WRITING"] }
      : { state: "SCHEDULED", activities },
  );
}

/**
 * Completes the sitting once all four activities have ended, one way or another; called after any of them ends. Its row
 * is locked first: of two activities that end at once, the second one sees the end of the first.
 */
export async function completeSittingIfEndedStep(
  uow: UnitOfWork,
  sittingId: string,
  actorId: string | null,
): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  const sitting = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { state: true, runs: { select: { state: true } } },
  });
  const isRunning = sitting.state === "IN_PROGRESS" || sitting.state === "INTERRUPTED";
  if (isRunning && sitting.runs.every(({ state }) => isTerminal(state)))
    await moveSittingStep(uow, sittingId, "complete", actorId);
}
