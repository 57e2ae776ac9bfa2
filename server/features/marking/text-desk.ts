import { err, ok } from "#shared/kernel/result.ts";
import { criteriaOf, textUnit } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/marking.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownDraft } from "./queries.ts";
import { ownTextTask } from "./policy.ts";
import { blindScript } from "./script.ts";
import { saveDraft } from "./store.ts";

/** The marker's desk: a queue, a script, a draft. */

/** By deadline, then by code: codes are random, so the order of arrival does not show. */
export const markingTasks: RouteHandler<typeof contract.markingTasks> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const own = { raterId: actor.accountId, unit: textUnit };
  const tasks = await db.markingTask.findMany({
    where: { ...own, state: "ALLOTTED" },
    select: { id: true, blindCode: true, dueAt: true, sittingId: true },
    orderBy: [{ dueAt: "asc" }, { blindCode: "asc" }],
  });
  const drafts = await db.markDraft.findMany({ where: own, select: { sittingId: true } });
  const started = new Set(drafts.map(({ sittingId }) => sittingId));
  const markedCount = await db.markingTask.count({ where: { ...own, state: "MARKED" } });
  return ok({
    tasks: tasks.map(({ id, blindCode, dueAt, sittingId }) => ({
      taskId: id,
      blindCode,
      unit: textUnit,
      dueAt: dueAt.toISOString(),
      isLate: dueAt < now,
      isStarted: started.has(sittingId),
    })),
    markedCount,
  });
};

export const markingScript: RouteHandler<typeof contract.markingScript> = async ({ db }, actor, { params }) => {
  const task = await ownTextTask(db, actor.accountId, params.taskId);
  if (!task) return err("NOT_FOUND");
  // What is handed in is closed: a text is kept before a marker's eyes no longer than its mark takes.
  if (task.state === "MARKED") return err("ALREADY_LOCKED");
  const draft = await ownDraft(db, task.sittingId, task.unit, actor.accountId);
  return ok({
    ...(await blindScript(db, task.sittingId)),
    blindCode: task.blindCode,
    unit: task.unit,
    dueAt: task.dueAt.toISOString(),
    draft: { bands: [...draft.bands], comments: draft.comments },
  });
};

export const saveMarkDraft: RouteHandler<typeof contract.saveMarkDraft> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const task = await ownTextTask(uow.tx, actor.accountId, params.taskId);
    if (!task) return err("NOT_FOUND");
    if (task.state === "MARKED") return err("ALREADY_LOCKED");
    if (body.bands.length !== criteriaOf[task.unit].length) return err("BAD_INPUT");
    await saveDraft(uow.tx, { sittingId: task.sittingId, unit: task.unit, raterId: actor.accountId }, body, uow.now);
    return ok({ savedAt: uow.now.toISOString() });
  });
