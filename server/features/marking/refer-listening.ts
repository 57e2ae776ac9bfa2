import { err, ok } from "#shared/kernel/result.ts";
import type { referListening as contract } from "#shared/protocol/listening.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownListening } from "./listening.ts";
import { moveOwnTask } from "./move-task.ts";
import { addReferral, lockSitting } from "./store.ts";

/** «L’enregistrement ne s’entend pas»: all that was asked of it waits for the directorate, and what was given so far is kept. */
export const referListening: RouteHandler<typeof contract> = async (deps, actor, { params, body }) => {
  if (body.note === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const seen = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!seen.ok) return err(seen.error);
    await lockSitting(uow.tx, seen.value.sittingId);
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    // A row for each unit: one that is taken back meanwhile leaves the other its own.
    for (const { taskId } of own.value.open) {
      const moved = await moveOwnTask(uow, { id: taskId, state: "ALLOTTED" }, "refer", actor.accountId);
      if (!moved.ok) return err(moved.error);
      await addReferral(uow.tx, { taskId, kind: "INAUDIBLE", note: body.note, createdAt: uow.now });
    }
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
};
