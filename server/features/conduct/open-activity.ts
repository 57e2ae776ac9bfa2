import { readinessFor } from "#shared/domain/conduct/readiness.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { openActivity as contract } from "#shared/protocol/conduct.ts";
import type { NotReadyReason } from "#shared/domain/conduct/readiness.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { lockRoomsStep, openSupervisionStep } from "../rooms/steps.ts";
import { moveRunStep, moveSittingStep } from "../sitting/steps.ts";
import { findTargets } from "./targets.ts";

/** Opens an activity for those who are ready. A second click finds it open and changes nothing. */
export const openActivity: RouteHandler<typeof contract> = (deps, actor, { params: { sessionId, activity }, body }) =>
  commit(deps, async (uow) => {
    // Before the people, as whoever opens a discussion does.
    await lockRoomsStep(uow, sessionId);
    const found = await findTargets(uow, actor.accountId, sessionId, body.sittingIds);
    if (!found.ok) return err(found.error);
    const { sessionState, hold, targets } = found.value;
    const opened: string[] = [];
    const notOpened: { sittingId: string; reason: NotReadyReason }[] = [];
    for (const target of targets) {
      const { sittingId } = target;
      const readiness = readinessFor(activity, { ...target, sessionState, isHeld: hold !== undefined });
      if (readiness !== "READY") {
        notOpened.push({ sittingId, reason: readiness });
        continue;
      }
      if (target.sittingState === "IDENTITY_CONFIRMED") {
        const begun = await moveSittingStep(uow, sittingId, "begin", actor.accountId);
        if (!begun.ok) return err(begun.error);
      }
      const moved = await moveRunStep(uow, sittingId, activity, "open", actor.accountId);
      if (!moved.ok) return err(moved.error);
      await observeStep(uow, sittingId, "ACTIVITY_OPENED", { activity }, actor.accountId);
      opened.push(sittingId);
    }
    // Somebody who was named and whose identity nobody has confirmed is a refusal, not a remark (CDT-4).
    if (opened.length > 0) await openSupervisionStep(uow, sessionId, actor.accountId);
    const isNamed = body.sittingIds !== null;
    if (isNamed && notOpened.some(({ reason }) => reason === "IDENTITY_NOT_CONFIRMED" || reason === "NOT_ARRIVED"))
      return err("IDENTITY_NOT_CONFIRMED");
    return ok({ opened, notOpened });
  });
