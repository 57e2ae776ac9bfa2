import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { RouteErrors } from "#shared/protocol/define.ts";
import type { BlindHistoryView, openMarkedHistory as contract } from "#shared/protocol/typed-history.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { textTaskOf } from "../marking/queries.ts";
import { replayByDay } from "../policies/queries.ts";
import { historyOf } from "./history.ts";

type Refusal = RouteErrors<typeof contract> | "NOT_FOUND";

/**
 * A history says that a text was typed. So markers have none, unless the rules that were in force when its session began
 * allow it, and even then none before their own mark is locked. No fact of the record comes with it.
 */
export const openMarkedHistory: RouteHandler<typeof contract> = (deps, actor, { params: { taskId } }) =>
  commit(deps, async (uow): Promise<Result<BlindHistoryView, Refusal>> => {
    const task = await textTaskOf(uow.tx, actor.accountId, taskId);
    if (!task) return err("NOT_FOUND");
    const mayReplayOn = await replayByDay(uow.tx);
    if (!mayReplayOn(task.sitting.session.startsAt) || task.state !== "MARKED") return err("NOT_ALLOWED_NOW");
    const found = await historyOf(uow.tx, task.sittingId);
    if (!found.ok) return found;
    // Without the marker's name: the person learns that it was looked at, never who marks them.
    await observeStep(uow, task.sittingId, "HISTORY_OPENED", { activity: "WRITING" }, null);
    uow.audit({
      actorId: actor.accountId,
      type: "typedHistory.opened",
      subjectType: "sitting",
      subjectId: task.sittingId,
      data: { reader: "MARKER", taskId },
    });
    const { language, durationMs, steps } = found.value;
    return ok({ language, durationMs, steps: [...steps] });
  });
