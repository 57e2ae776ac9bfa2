import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { callHumanStep } from "../messages/steps.ts";
import { holdStoppedRunStep } from "./run-steps.ts";
import { moveSittingStep } from "./sitting-steps.ts";

/**
 * Cut off too long or too often to go on as if nothing had been: an adviser decides whether the person resumes or sits
 * the activity again. Until then the clock stands still, and what it stood still for before is given back already.
 */
export async function holdForDecisionStep(
  uow: UnitOfWork,
  sittingId: string,
  run: { readonly id: string; readonly activity: Activity },
): Promise<void> {
  await moveSittingStep(uow, sittingId, "interrupt", null);
  await holdStoppedRunStep(uow, run.id);
  await observeStep(uow, sittingId, "DECISION_NEEDED", { activity: run.activity }, null);
  await callHumanStep(uow, sittingId, "messages.callDecision");
}
