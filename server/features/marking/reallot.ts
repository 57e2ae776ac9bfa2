import { err, ok, type Result } from "#shared/kernel/result.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { isAway } from "#shared/domain/marking/workload.ts";
import type * as contract from "#shared/protocol/allotment.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { addAbsence, addLanguages, addLimit, closeAbsence } from "./workload-store.ts";
import { moveWork, openWork, type Work } from "./move-work.ts";
import { absencesFrom } from "./workload.ts";

/** What the directorate does about who marks what, and what markers say of their own days. */

const isRater = async (db: Db | Tx, raterId: string): Promise<boolean> =>
  (await db.account.count({ where: { id: raterId, roles: { has: "RATER" } } })) === 1;

/** The work to which an open task belongs; null where it is not open. */
export async function workOfTask(db: Db | Tx, taskId: string): Promise<Work | null | undefined> {
  const task = await db.markingTask.findUnique({ where: { id: taskId }, select: { raterId: true, sittingId: true } });
  if (!task) return undefined;
  return (await openWork(db, task)).find(({ tasks }) => tasks.some(({ id }) => id === taskId)) ?? null;
}

export const reallotTask: RouteHandler<typeof contract.reallotTask> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const work = await workOfTask(uow.tx, params.taskId);
    if (!work) return err(work === null ? "NOT_ALLOWED_NOW" : "NOT_FOUND");
    const move = { why: "DIRECTOR", reason: body.reason, actorId: actor.accountId, toRaterId: body.raterId } as const;
    const moved = await moveWork(uow, work, move);
    if (!moved.ok) return err(moved.error);
    const taker = await uow.tx.account.findUniqueOrThrow({
      where: { id: moved.value },
      select: { givenName: true, familyName: true },
    });
    return ok({ toName: fullName(taker) });
  });
};

export const setWorkload: RouteHandler<typeof contract.setWorkload> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    if (body.raterId !== null && !(await isRater(uow.tx, body.raterId))) return err("NOT_FOUND");
    await addLimit(uow.tx, { ...body, setById: actor.accountId, setAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "workload.set",
      subjectType: "account",
      subjectId: body.raterId ?? "everybody",
      data: { openTasks: body.openTasks, weekTasks: body.weekTasks },
    });
    return ok({});
  });

export const setMarkerLanguages: RouteHandler<typeof contract.setMarkerLanguages> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { raterId } = params;
    if (!(await isRater(uow.tx, raterId))) return err("NOT_FOUND");
    await addLanguages(uow.tx, { raterId, ...body, setById: actor.accountId, setAt: uow.now });
    uow.audit({ actorId: actor.accountId, type: "markerLanguages.set", subjectType: "account", subjectId: raterId, data: body });
    return ok({});
  });

const dayAt = (day: string): Date => new Date(`${day}T00:00:00Z`);

async function enter(
  deps: Deps,
  raterId: string,
  actorId: string,
  { from, to }: { readonly from: string; readonly to: string },
) {
  const entered = await commit<{ absenceId: string }, never>(deps, async (uow) => {
    const row = { raterId, fromDay: dayAt(from), toDay: dayAt(to) };
    const { id } = await addAbsence(uow.tx, { ...row, enteredById: actorId, enteredAt: uow.now });
    uow.audit({ actorId, type: "absence.entered", subjectType: "account", subjectId: raterId, data: { from, to } });
    return ok({ absenceId: id });
  });
  if (!entered.ok) return entered;
  return ok({ ...entered.value, ...(await coverFor(deps, [raterId], actorId)) });
}

export const enterAbsence: RouteHandler<typeof contract.enterAbsence> = async (deps, actor, { params, body }) => {
  if (!(await isRater(deps.db, params.raterId))) return err("NOT_FOUND");
  return enter(deps, params.raterId, actor.accountId, body);
};

/** A marker’s own: what is over already is not theirs to write. */
export const enterOwnAbsence: RouteHandler<typeof contract.enterOwnAbsence> = async (deps, actor, { body }) =>
  body.to < officeDay(deps.clock.now()) ? err("NOT_ALLOWED_NOW") : enter(deps, actor.accountId, actor.accountId, body);

export const ownAbsences: RouteHandler<typeof contract.ownAbsences> = async ({ db, clock }, { accountId }) => {
  const today = officeDay(clock.now());
  const absences = (await absencesFrom(db, clock.now())).filter(
    ({ raterId, to }) => raterId === accountId && to >= today,
  );
  return ok({
    today,
    absences: absences.map(({ absenceId, from, to, enteredById }) => ({
      absenceId,
      from,
      to,
      isOwn: enteredById === accountId,
    })),
  });
};

async function takeBack(
  uow: UnitOfWork,
  absence: { readonly id: string; readonly raterId: string },
  actorId: string,
): Promise<Result<Record<string, never>, "STATE_CHANGED">> {
  const { count } = await closeAbsence(uow.tx, absence.id, { cancelledById: actorId, cancelledAt: uow.now });
  if (count !== 1) return err("STATE_CHANGED");
  uow.audit({ actorId, type: "absence.cancelled", subjectType: "account", subjectId: absence.raterId });
  return ok({});
}

const absenceSelect = { id: true, raterId: true, enteredById: true } as const;

export const cancelAbsence: RouteHandler<typeof contract.cancelAbsence> = (deps, actor, { params }) =>
  commit<Record<string, never>, "NOT_FOUND" | "STATE_CHANGED">(deps, async (uow) => {
    const absence = await uow.tx.markerAbsence.findUnique({ where: { id: params.absenceId }, select: absenceSelect });
    return absence ? takeBack(uow, absence, actor.accountId) : err("NOT_FOUND");
  });

export const cancelOwnAbsence: RouteHandler<typeof contract.cancelOwnAbsence> = (deps, actor, { params }) =>
  commit<Record<string, never>, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">(deps, async (uow) => {
    const where = { id: params.absenceId, raterId: actor.accountId };
    const absence = await uow.tx.markerAbsence.findFirst({ where, select: absenceSelect });
    if (!absence) return err("NOT_FOUND");
    return absence.enteredById === actor.accountId ? takeBack(uow, absence, actor.accountId) : err("NOT_ALLOWED_NOW");
  });

/**
 * What these markers have not begun goes to others, if they are away today. Where nobody is free it stays: it would
 * otherwise have nobody at all, and could never come back to whoever had it.
 */
async function coverFor(
  deps: Deps,
  raterIds: readonly string[],
  actorId: string | null,
): Promise<{ moved: number; kept: number }> {
  const now = deps.clock.now();
  const absences = await absencesFrom(deps.db, now);
  const away = raterIds.filter((id) =>
    isAway(
      absences.filter(({ raterId }) => raterId === id),
      now,
    ),
  );
  const works = (await openWork(deps.db, { raterId: { in: away } })).filter(({ isStarted }) => !isStarted);
  let moved = 0;
  for (const work of works) {
    const done = await commit(deps, (uow) =>
      moveWork(uow, work, { why: "ABSENCE", reason: "", actorId, toRaterId: null }),
    );
    if (done.ok) moved += 1;
  }
  return { moved, kept: works.length - moved };
}

/** An absence begins by itself on its first day. */
export const coverAbsences: TimedJob = {
  name: "marking.coverAbsences",
  everyMs: 60_000,
  run: async (deps) => {
    const absences = await absencesFrom(deps.db, deps.clock.now());
    await coverFor(deps, [...new Set(absences.map(({ raterId }) => raterId))], null);
  },
};
