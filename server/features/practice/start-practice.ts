import { err, ok } from "#shared/kernel/result.ts";
import type { startPractice as contract } from "#shared/protocol/practice.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { takePracticeSeatStep } from "../scheduling/steps.ts";
import { isSittingNow } from "../sitting/queries.ts";
import { createSittingStep, moveRunStep, seenStep } from "../sitting/steps.ts";

/** A sitting like any other, in the one session that nothing counts; its clock runs from the first page on. */
export const startPractice: RouteHandler<typeof contract> = (deps, actor) =>
  commit(deps, async (uow) => {
    if (await isSittingNow(uow.tx, actor.accountId)) return err("NOT_ALLOWED_NOW");
    const seat = await takePracticeSeatStep(uow, actor.accountId);
    if (!seat) return err("NOT_FOUND");
    const sitting = await createSittingStep(uow, deps.config, {
      ...seat,
      accountId: actor.accountId,
      writingTool: "KEYBOARD",
    });
    // Whoever leaves before the first heartbeat has been heard here.
    await seenStep(uow, sitting.id);
    const opened = await moveRunStep(uow, sitting.id, "READING", "open", actor.accountId);
    return opened.ok ? ok({ sittingId: sitting.id }) : err("NOT_ALLOWED_NOW");
  });
