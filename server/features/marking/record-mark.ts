import { err, ok } from "#shared/kernel/result.ts";
import { counts } from "#shared/domain/marking/rounds.ts";
import { isComplete } from "#shared/domain/marking/units.ts";
import type { recordMark as contract } from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { isTextUndecided } from "../late-answers/queries.ts";
import { moveOwnTask } from "./move-task.ts";
import { closedCode, ownTextTask } from "./policy.ts";
import { ownDraft } from "./queries.ts";
import { areAnchored } from "./script.ts";
import { createMark, dropDraft, holdOpenTask, lockSitting } from "./store.ts";

/** The mark of a text: complete or refused, and final. */
export const recordMark: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const task = await ownTextTask(uow.tx, actor.accountId, params.taskId);
    if (!task) return err("NOT_FOUND");
    const closed = closedCode(task.state);
    if (closed) return err(closed);
    if (!isComplete(task.unit, body.bands)) return err("BANDS_INCOMPLETE");
    if (!(await areAnchored(uow.tx, task, body.annotations))) return err("BAD_INPUT");
    await lockSitting(uow.tx, task.sittingId);
    if (await isTextUndecided(uow.tx, task.sittingId)) return err("TEXT_ON_HOLD");
    // A draft that is being saved is waited for before it is looked for; a task that is held no more is refused below.
    await holdOpenTask(uow.tx, task.id);
    // What another page of the same marker kept meanwhile is never lost by handing in an older state.
    const place = { sittingId: task.sittingId, unit: task.unit, round: task.round, raterId: actor.accountId };
    const { revision } = await ownDraft(uow.tx, place);
    if (revision > body.revision) return err("DRAFT_CONFLICT");
    const moved = await moveOwnTask(uow, task, "mark", actor.accountId);
    if (!moved.ok) return err(moved.error);
    await createMark(uow.tx, {
      ...place,
      taskId: task.id,
      bands: body.bands,
      comments: body.comments,
      criterionComments: body.criterionComments,
      annotations: body.annotations,
      lockedAt: uow.now,
    });
    await dropDraft(uow.tx, place);
    // An anchor is no mark of a result.
    if (counts(task.round)) uow.outbox("marks.changed", { sittingId: task.sittingId });
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
