import { err, ok } from "#shared/kernel/result.ts";
import type { giveListeningBack as recordingContract } from "#shared/protocol/listening.ts";
import type { giveTaskBack as contract } from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { allotOrals } from "./allot-orals.ts";
import { allotTexts } from "./allot-texts.ts";
import { ownListening } from "./listening.ts";
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

/** The same of a recording whose voice they know, with every unit for which they hear it. */
export const giveListeningBack: RouteHandler<typeof recordingContract> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const seen = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!seen.ok) return err(seen.error);
    const { sittingId, round } = seen.value;
    await lockSitting(uow.tx, sittingId);
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    for (const { taskId, unit } of own.value.open) {
      const moved = await moveOwnTask(uow, { id: taskId, state: "ALLOTTED" }, "withdraw", actor.accountId, "KNOWS_PERSON");
      if (!moved.ok) return err(moved.error);
      await dropDraft(uow.tx, { sittingId, unit, round, raterId: actor.accountId });
    }
    await allotOrals(uow, sittingId);
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
