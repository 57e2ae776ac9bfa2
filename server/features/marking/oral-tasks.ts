import { err, ok } from "#shared/kernel/result.ts";
import { markDueDays } from "#shared/domain/marking/deadlines.ts";
import { dueWhenAsked } from "#shared/domain/marking/first-round.ts";
import { oralActivityOf, textUnit } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/marking.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { currentNeeds } from "../results/queries.ts";
import { advisersPresent } from "../rooms/queries.ts";
import { constraintsOfOne } from "./constraints.ts";
import { giveTask } from "./give-task.ts";
import { liveTasks, blindAdvisers, ordinaryMarks, standingMarks, unitOf } from "./queries.ts";
import { lockSitting } from "./store.ts";

const wantsThird: readonly string[] = ["T1", "T2", "T3", "BORDERLINE"];

/**
 * A third mark of an activity, asked of an adviser who attended it: without a recording nobody else could judge it. It
 * waits as long as there is no such adviser.
 */
export const allotOralMark: RouteHandler<typeof contract.allotOralMark> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { sittingId } = params;
    const sitting = await uow.tx.sitting.findUnique({
      where: { id: sittingId },
      select: { session: { select: { startsAt: true } } },
    });
    if (!sitting) return err("NOT_FOUND");
    await lockSitting(uow.tx, sittingId);
    const needs = await currentNeeds(uow.tx, sittingId);
    const activity = oralActivityOf(body.unit);
    const isWanted = needs.some(({ unit, why }) => unit === body.unit && wantsThird.includes(why));
    const marks = (await standingMarks(uow.tx, sittingId)).filter(({ unit }) => unit === body.unit);
    // An ordinary mark may have been given from a recording that nobody hears any more.
    const isAsked = (await liveTasks(uow.tx, sittingId)).some(({ unit, state }) => unit === body.unit && state !== "MARKED");
    if (activity === undefined || !isWanted || isAsked || marks.length > ordinaryMarks) return err("NOT_ALLOWED_NOW");
    const attended = await advisersPresent(uow.tx, sittingId, activity);
    const { wasAsked } = await constraintsOfOne(uow.tx, sittingId, { units: [body.unit], round: "ORIGINAL" });
    const blind = await blindAdvisers(uow.tx, [body.adviserId]);
    const isFree = attended.has(body.adviserId) && !wasAsked.has(body.adviserId) && blind.has(body.adviserId);
    if (!isFree) return err("NO_ELIGIBLE_RATER");
    const taskId = await giveTask(
      uow,
      {
        sittingId,
        unit: body.unit,
        round: "ORIGINAL",
        ordinal: marks.length + 1,
        raterId: body.adviserId,
        dueAt: dueWhenAsked(sitting.session.startsAt, markDueDays.third, uow.now),
      },
      actor.accountId,
    );
    return ok({ taskId });
  });

export const oralTasks: RouteHandler<typeof contract.oralTasks> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const tasks = await db.markingTask.findMany({
    where: {
      raterId: actor.accountId,
      state: "ALLOTTED",
      unit: { not: textUnit },
      // Whoever marks from a recording is told no name.
      sitting: { session: { advisers: { some: { accountId: actor.accountId } } } },
    },
    select: {
      id: true,
      unit: true,
      dueAt: true,
      sittingId: true,
      sitting: { select: { registration: { select: { givenName: true, familyName: true } } } },
    },
    orderBy: { dueAt: "asc" },
  });
  return ok({
    tasks: tasks.flatMap(({ id, unit, dueAt: due, sittingId, sitting }) => {
      const activity = oralActivityOf(unitOf(unit));
      if (activity === undefined) return [];
      const candidateName = `${sitting.registration.givenName} ${sitting.registration.familyName}`;
      return [{ taskId: id, sittingId, activity, candidateName, dueAt: due.toISOString(), isLate: due < now }];
    }),
  });
};
