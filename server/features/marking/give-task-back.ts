import { err, ok } from "#shared/kernel/result.ts";
import type { giveTaskBack as contract } from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { allotTexts } from "./allot-texts.ts";
import { moveOwnTask } from "./move-task.ts";
import { ownTextTask } from "./policy.ts";
import { dropDraft, lockSitting } from "./store.ts";

/** «Je connais cette personne»: the text goes to somebody else at once. */
export const giveTaskBack: RouteHandler<typeof contract> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const task = await ownTextTask(uow.tx, actor.accountId, params.taskId);
    if (!task) return err("NOT_FOUND");
    if (task.state === "MARKED") return err("ALREADY_LOCKED");
    if (task.state === "WITHDRAWN") return err("TASK_WITHDRAWN");
    await lockSitting(uow.tx, task.sittingId);
    const moved = await moveOwnTask(uow, task, "withdraw", actor.accountId, "KNOWS_PERSON");
    if (!moved.ok) return err(moved.error);
    await dropDraft(uow.tx, { sittingId: task.sittingId, unit: task.unit, round: task.round, raterId: actor.accountId });
    await allotTexts(uow, [task.sittingId]);
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
