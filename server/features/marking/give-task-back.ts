import { err, ok } from "#shared/kernel/result.ts";
import { taskMachine } from "#shared/domain/marking/task-machine.ts";
import type { giveTaskBack as contract } from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition } from "../../platform/unit-of-work.ts";
import { allotTexts } from "./allot-texts.ts";
import { ownTextTask } from "./policy.ts";
import { dropDraft, lockSitting, moveTask } from "./store.ts";

/** «Je connais cette personne»: the text goes to somebody else at once. */
export const giveTaskBack: RouteHandler<typeof contract> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const task = await ownTextTask(uow.tx, actor.accountId, params.taskId);
    if (!task) return err("NOT_FOUND");
    if (task.state === "MARKED") return err("ALREADY_LOCKED");
    await lockSitting(uow.tx, task.sittingId);
    const moved = await transition(uow, {
      machine: taskMachine,
      subjectType: "markingTask",
      subjectId: task.id,
      from: task.state,
      event: "withdraw",
      actorId: actor.accountId,
      update: (from, to) => moveTask(uow.tx, task.id, from, to, "KNOWS_PERSON"),
    });
    if (!moved.ok) return err(moved.error === "NOT_ALLOWED_NOW" ? "ALREADY_LOCKED" : moved.error);
    await dropDraft(uow.tx, { sittingId: task.sittingId, unit: task.unit, raterId: actor.accountId });
    await allotTexts(uow, task.sittingId);
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
