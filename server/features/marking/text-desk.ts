import { err, ok } from "#shared/kernel/result.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { neededPerDay } from "#shared/domain/marking/pace.ts";
import { criteriaOf, textUnit } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/marking.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { gridOfUnit, replayByDay } from "../policies/queries.ts";
import { ownDraft } from "./queries.ts";
import { closedCode, ownTextTask } from "./policy.ts";
import { lastReferral } from "./referral-queries.ts";
import { areAnchored, blindScript } from "./script.ts";
import { holdOpenTask, saveTextDraft } from "./store.ts";

/** The marker's desk: a queue, a script, a draft. */

const dayMs = 86_400_000;

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
  const lately = await db.mark.findMany({
    where: { ...own, supersedesId: null, lockedAt: { gte: new Date(now.getTime() - dayMs) } },
    select: { lockedAt: true },
  });
  const referredCount = await db.markingTask.count({ where: { ...own, state: "REFERRED" } });
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
    markedToday: lately.filter(({ lockedAt }) => officeDay(lockedAt) === officeDay(now)).length,
    neededPerDay: neededPerDay(
      tasks.map(({ dueAt }) => dueAt),
      now,
    ),
    referredCount,
    replayable: await replayable(db, actor.accountId),
  });
};

/** Of the marker's latest marks, by code, those of texts whose rules let them see how it was typed. */
async function replayable(db: Db, raterId: string): Promise<{ taskId: string; blindCode: string }[]> {
  const mayReplayOn = await replayByDay(db);
  const tasks = await db.markingTask.findMany({
    where: { raterId, unit: textUnit, state: "MARKED" },
    orderBy: { mark: { lockedAt: "desc" } },
    take: 20,
    select: { id: true, blindCode: true, sitting: { select: { session: { select: { startsAt: true } } } } },
  });
  return tasks
    .filter(({ sitting }) => mayReplayOn(sitting.session.startsAt))
    .map(({ id, blindCode }) => ({ taskId: id, blindCode }));
}

export const markingScript: RouteHandler<typeof contract.markingScript> = async ({ db }, actor, { params }) => {
  const task = await ownTextTask(db, actor.accountId, params.taskId);
  if (!task) return err("NOT_FOUND");
  // What is handed in is closed: a text is kept before a marker's eyes no longer than its mark takes.
  const closed = closedCode(task.state);
  if (closed) return err(closed);
  const { sittingId, unit, round } = task;
  const { moments: _ofRecordings, ...draft } = await ownDraft(db, { sittingId, unit, round, raterId: actor.accountId });
  return ok({
    ...(await blindScript(db, task)),
    blindCode: task.blindCode,
    unit: task.unit,
    dueAt: task.dueAt.toISOString(),
    grid: await gridOfUnit(db, task.sittingId, task.unit),
    draft: {
      ...draft,
      bands: [...draft.bands],
      criterionComments: [...draft.criterionComments],
      annotations: [...draft.annotations],
    },
    referral: await lastReferral(db, task.id),
  });
};

export const saveMarkDraft: RouteHandler<typeof contract.saveMarkDraft> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const task = await ownTextTask(uow.tx, actor.accountId, params.taskId);
    if (!task) return err("NOT_FOUND");
    const closed = closedCode(task.state);
    if (closed) return err(closed);
    if (body.bands.length !== criteriaOf[task.unit].length) return err("BAD_INPUT");
    if (!(await areAnchored(uow.tx, task, body.annotations))) return err("BAD_INPUT");
    // What is being begun is not given to somebody else at the same moment.
    if (!(await holdOpenTask(uow.tx, task.id))) return err("NOT_ALLOWED_NOW");
    const place = { sittingId: task.sittingId, unit: task.unit, round: task.round, raterId: actor.accountId };
    const revision = await saveTextDraft(uow.tx, place, body, uow.now);
    if (revision === undefined) return err("DRAFT_CONFLICT");
    return ok({ savedAt: uow.now.toISOString(), revision });
  });
