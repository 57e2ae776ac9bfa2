import { err, ok } from "#shared/kernel/result.ts";
import type { endActivity as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";
import { findTarget } from "./targets.ts";

const events = { TECHNICAL: "loseTechnically", ABSENT: "markAbsent" } as const;

/** Ends one activity without a submission. What was saved stays saved; the reason is in the record. */
export const endActivity: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId, activity }, body }) =>
  commit(deps, async (uow) => {
    const found = await findTarget(uow, actor.accountId, sittingId);
    if (!found.ok) return err(found.error);
    const { sittingState } = found.value;
    if (sittingState !== "IN_PROGRESS" && sittingState !== "INTERRUPTED") return err("NOT_ALLOWED_NOW");
    const moved = await moveRunStep(uow, sittingId, activity, events[body.outcome], actor.accountId, {
      reason: body.reason,
    });
    if (!moved.ok) return err(moved.error);
    const details = { activity, outcome: body.outcome, reason: body.reason };
    await observeStep(uow, sittingId, "ACTIVITY_ENDED", details, actor.accountId);
    await completeSittingIfEndedStep(uow, sittingId, actor.accountId);
    return ok({});
  });
