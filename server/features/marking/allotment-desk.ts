import { barOf, bars, type AllotmentConstraints, type Bar, type RaterFact } from "#shared/domain/marking/allot.ts";
import { legalDays, markDueDays, officeDay } from "#shared/domain/marking/deadlines.ts";
import { unitsOf } from "#shared/domain/marking/units.ts";
import { isAway, moveReasons, type MoveReason } from "#shared/domain/marking/workload.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type * as contract from "#shared/protocol/allotment.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { sittingsWantingMarks } from "../results/queries.ts";
import { constraintsOfOne, textConstraints } from "./constraints.ts";
import { activityOf, activityOfUnit, openWork, takersOf, takingConstraints, type Work } from "./move-work.ts";
import { emptyOralPlaces } from "./oral-places.ts";
import { workOfTask } from "./reallot.ts";
import { emptyTextPlaces } from "./text-places.ts";
import { absencesFrom, ratersWithLoad, workloadLimits } from "./workload.ts";

/** «Répartition»: who has how much, who is away, and what waits with nobody to take it. */

type Desk = RouteAnswer<typeof contract.allotmentDesk>;
type Waiting = Desk["waiting"][number];

const shownWaiting = 100;
const shownMoves = 50;

const counted = (found: readonly Bar[]): Waiting["why"] =>
  bars.flatMap((bar) => {
    const markers = found.filter((one) => one === bar).length;
    return markers === 0 ? [] : [{ bar, markers }];
  });

export const allotmentDesk: RouteHandler<typeof contract.allotmentDesk> = async ({ db, clock }) => {
  const now = clock.now();
  const raters = await ratersWithLoad(db, now);
  const limits = await workloadLimits(db);
  const people = await db.account.findMany({
    where: { id: { in: raters.map(({ raterId }) => raterId) } },
    select: { id: true, givenName: true, familyName: true },
  });
  const names = new Map(people.map(({ id, ...person }) => [id, fullName(person)]));
  const late = await db.markingTask.groupBy({ by: ["raterId"], where: { state: "ALLOTTED", dueAt: { lt: now } }, _count: true });
  const absences = await absencesFrom(db, now);
  const today = officeDay(now);
  const waiting = await waitingPlaces(db, raters, names, now);
  return ok({
    markers: raters
      .map(({ raterId, openTasks, weekTasks, limit, languages, absences: own }) => ({
        raterId,
        name: names.get(raterId) ?? "",
        openTasks,
        lateTasks: late.find((one) => one.raterId === raterId)?._count ?? 0,
        weekTasks,
        limit: { ...limit },
        languages: [...languages],
        hasOwnLimit: limits.own.has(raterId),
        isAway: isAway(own, now),
        absences: absences
          .filter((one) => one.raterId === raterId && one.to >= today)
          .map(({ absenceId, from, to }) => ({ absenceId, from, to })),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, "fr-CA")),
    everybody: limits.everybody,
    today,
    waiting: waiting.slice(0, shownWaiting),
    waitingCount: waiting.length,
    moves: await latestMoves(db),
    legalDays,
    dueDays: { ...markDueDays },
  });
};

/** What nobody has, and what only somebody who is away has: each with what keeps every marker from it. */
async function waitingPlaces(db: Db, raters: readonly RaterFact[], names: ReadonlyMap<string, string>, now: Date): Promise<Waiting[]> {
  const wanted = await sittingsWantingMarks(db);
  const rows: Waiting[] = [];
  // What waits is due on its day of the calendar, whatever whoever is given it will read.
  const add = (
    placeId: string,
    given: Pick<Waiting, "activity" | "held">,
    { dueAt, calendarDueAt = dueAt }: { readonly dueAt: Date; readonly calendarDueAt?: Date },
    constraints: AllotmentConstraints | undefined,
  ): void => {
    const found = constraints ? raters.flatMap((rater) => barOf(rater, constraints, { now, dueAt }) ?? []) : [];
    rows.push({ placeId, ...given, dueAt: calendarDueAt.toISOString(), isLate: calendarDueAt < now, why: counted(found) });
  };
  const texts = await emptyTextPlaces(db, wanted.filter(({ isText }) => isText).map(({ sittingId }) => sittingId), now);
  const constraintsOf = await textConstraints(db, texts);
  for (const { sittingId, round, ordinal, ...due } of texts)
    add(`${sittingId} ${round} ${ordinal}`, { activity: "WRITING", held: null }, due, constraintsOf({ sittingId, round }));
  for (const { sittingId } of wanted.filter(({ isOral }) => isOral))
    for (const { activity, round, units, ...due } of await emptyOralPlaces(db, sittingId, now)) {
      const placeId = `${sittingId} ${activity} ${round} ${units.map(({ ordinal }) => ordinal).join(" ")}`;
      add(placeId, { activity, held: null }, due, await constraintsOfOne(db, sittingId, { units: unitsOf[activity], round }));
    }
  for (const work of await heldByAbsent(db, raters, now)) {
    const [task] = work.tasks;
    if (!task) continue;
    const held = { taskId: task.id, blindCode: task.blindCode, markerName: names.get(work.raterId) ?? "", isStarted: work.isStarted };
    add(task.id, { activity: activityOf(work), held }, work, await takingConstraints(db, work));
  }
  return rows.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
}

/** Begun or not: whoever is away cannot finish it, and a person decides. */
const heldByAbsent = (db: Db, raters: readonly RaterFact[], now: Date): Promise<Work[]> =>
  openWork(db, { raterId: { in: raters.filter(({ absences }) => isAway(absences, now)).map(({ raterId }) => raterId) } });

async function latestMoves(db: Db): Promise<Desk["moves"]> {
  const person = { select: { givenName: true, familyName: true } };
  const task = { select: { unit: true, blindCode: true, rater: person } };
  const rows = await db.taskMove.findMany({
    orderBy: [{ movedAt: "desc" }, { id: "desc" }],
    take: shownMoves,
    select: { id: true, why: true, reason: true, movedAt: true, movedBy: person, fromTask: task, toTask: task },
  });
  const isReason = (why: string): why is MoveReason => moveReasons.some((one) => one === why);
  return rows.flatMap(({ id, why, reason, movedAt, movedBy, fromTask, toTask }) =>
    isReason(why)
      ? [
          {
            moveId: id,
            activity: activityOfUnit(fromTask.unit),
            fromCode: fromTask.blindCode,
            toCode: toTask.blindCode,
            fromName: fullName(fromTask.rater),
            toName: fullName(toTask.rater),
            why,
            reason,
            byName: movedBy && fullName(movedBy),
            movedAt: movedAt.toISOString(),
          },
        ]
      : [],
  );
}

export const markerTasks: RouteHandler<typeof contract.markerTasks> = async ({ db, clock }, _actor, { params }) => {
  const isRater = await db.account.count({ where: { id: params.raterId, roles: { has: "RATER" } } });
  if (isRater === 0) return err("NOT_FOUND");
  const works = await openWork(db, params);
  return ok({
    tasks: works.flatMap((work) => {
      const [first] = work.tasks;
      if (!first) return [];
      const { dueAt, isStarted } = work;
      return [
        { taskId: first.id, blindCode: first.blindCode, activity: activityOf(work), dueAt: dueAt.toISOString(), isLate: dueAt < clock.now(), isStarted },
      ];
    }),
  });
};

export const taskTakers: RouteHandler<typeof contract.taskTakers> = async ({ db, clock }, _actor, { params }) => {
  const work = await workOfTask(db, params.taskId);
  if (!work) return err(work === null ? "NOT_ALLOWED_NOW" : "NOT_FOUND");
  const { free, barred } = await takersOf(db, work, clock.now());
  const people = await db.account.findMany({
    where: { id: { in: free.map(({ raterId }) => raterId) } },
    select: { id: true, givenName: true, familyName: true },
  });
  return ok({
    takers: free.flatMap(({ raterId, openTasks }) => {
      const person = people.find(({ id }) => id === raterId);
      return person ? [{ raterId, name: fullName(person), openTasks }] : [];
    }),
    barred: counted(barred),
  });
};
