import { allot, barOf, type AllotmentConstraints } from "#shared/domain/marking/allot.ts";
import { oralActivityOf, textUnit, unitsOf, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import type { MoveReason } from "#shared/domain/marking/workload.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { hasRecording } from "../rooms/queries.ts";
import { chance } from "./allot-texts.ts";
import { constraintsOfOne } from "./constraints.ts";
import { giveTasks } from "./give-task.ts";
import { moveTask } from "./move-task.ts";
import { unitOf } from "./queries.ts";
import { dropDraft, holdOpenTask, lockAllotment, lockSitting, type MarkRound } from "./store.ts";
import { addMoves } from "./workload-store.ts";
import { ratersWithLoad } from "./workload.ts";

/** What one marker has of one sitting: a text, or a recording with every unit for which they hear it. */
export interface Work {
  readonly sittingId: string;
  readonly round: MarkRound;
  readonly raterId: string;
  readonly dueAt: Date;
  /** Null: the text. */
  readonly activity: OralActivity | null;
  readonly tasks: readonly { readonly id: string; readonly unit: UnitId; readonly ordinal: number; readonly blindCode: string; readonly besideId: string | null }[];
  readonly isStarted: boolean;
}

/** What waits for these markers, the next deadline first. */
export async function openWork(db: Db | Tx, where: { readonly raterId: string | { in: string[] }; readonly sittingId?: string }): Promise<Work[]> {
  const rows = await db.markingTask.findMany({
    where: { ...where, state: "ALLOTTED" },
    orderBy: [{ dueAt: "asc" }, { blindCode: "asc" }],
    select: { id: true, sittingId: true, unit: true, round: true, ordinal: true, raterId: true, dueAt: true, blindCode: true, besideId: true },
  });
  const drafts = await db.markDraft.findMany({ where, select: { sittingId: true, unit: true, round: true, raterId: true } });
  const begun = new Set(drafts.map(({ sittingId, unit, round, raterId }) => `${sittingId} ${unit} ${round} ${raterId}`));
  const works = new Map<string, Work>();
  for (const { id, sittingId, round, raterId, dueAt, ordinal, blindCode, besideId, ...row } of rows) {
    const unit = unitOf(row.unit);
    const activity = oralActivityOf(unit) ?? null;
    const name = `${sittingId} ${round} ${raterId} ${activity}`;
    const known = works.get(name);
    works.set(name, {
      ...(known ?? { sittingId, round, raterId, dueAt, activity }),
      tasks: [...(known?.tasks ?? []), { id, unit, ordinal, blindCode, besideId }],
      isStarted: (known?.isStarted ?? false) || begun.has(`${sittingId} ${unit} ${round} ${raterId}`),
    });
  }
  return [...works.values()];
}

/** Who may not take it. Undefined where only somebody who was there could: nothing was recorded. */
export async function takingConstraints(db: Db | Tx, work: Work): Promise<AllotmentConstraints | undefined> {
  const { sittingId, activity, round } = work;
  if (activity !== null && !(await hasRecording(db, sittingId, activity))) return undefined;
  return constraintsOfOne(db, sittingId, { units: activity === null ? [textUnit] : unitsOf[activity], round });
}

/**
 * Gives work to another marker under the constraints of any allotment, with its trace. `toRaterId` null: by lot. What was
 * begun goes only where a person decides so, and its draft with it.
 */
export async function moveWork(
  uow: UnitOfWork,
  asked: Pick<Work, "sittingId" | "round" | "raterId" | "activity">,
  move: { readonly why: MoveReason; readonly reason: string; readonly actorId: string | null; readonly toRaterId: string | null },
): Promise<Result<string, "NO_ELIGIBLE_RATER" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const { sittingId, raterId } = asked;
  await lockSitting(uow.tx, sittingId);
  await lockAllotment(uow.tx);
  const isAsked = ({ round, activity }: Work): boolean => round === asked.round && activity === asked.activity;
  // A draft that is being saved is waited for before it is looked for.
  const held = (await openWork(uow.tx, { raterId, sittingId })).find(isAsked);
  for (const { id } of held?.tasks ?? []) if (!(await holdOpenTask(uow.tx, id))) return err("STATE_CHANGED");
  const work = (await openWork(uow.tx, { raterId, sittingId })).find(isAsked);
  if (!work) return err("STATE_CHANGED");
  if (work.isStarted && move.why === "ABSENCE") return err("NOT_ALLOWED_NOW");
  const constraints = await takingConstraints(uow.tx, work);
  if (!constraints) return err("NO_ELIGIBLE_RATER");
  const raters = await ratersWithLoad(uow.tx, uow.now);
  const times = { now: uow.now, dueAt: work.dueAt };
  const named = move.toRaterId === null ? raters : raters.filter((rater) => rater.raterId === move.toRaterId);
  const takerId = allot(named, constraints, times, chance);
  if (takerId === undefined) return err("NO_ELIGIBLE_RATER");
  await handOver(uow, work, takerId, move);
  return ok(takerId);
}

async function handOver(
  uow: UnitOfWork,
  { tasks, sittingId, round, raterId, dueAt }: Work,
  takerId: string,
  { why, reason, actorId }: { readonly why: MoveReason; readonly reason: string; readonly actorId: string | null },
): Promise<void> {
  for (const { id, unit } of tasks) {
    const moved = await moveTask(uow, { id, state: "ALLOTTED" }, "withdraw", actorId, why === "ABSENCE" ? "ABSENT" : "REALLOTTED");
    if (!moved.ok) throw new Error(`Task ${id} moved under its lock.`);
    await dropDraft(uow.tx, { sittingId, unit, round, raterId });
  }
  const places = tasks.map(({ unit, ordinal, besideId }) => ({ sittingId, unit, round, ordinal, dueAt, raterId: takerId, besideId }));
  const given = await giveTasks(uow, places, actorId);
  await addMoves(
    uow.tx,
    tasks.flatMap(({ id: fromTaskId }, index) => {
      const toTaskId = given[index];
      return toTaskId ? [{ fromTaskId, toTaskId, why, reason, movedById: actorId, movedAt: uow.now }] : [];
    }),
  );
  uow.hint(topicOf.account(raterId));
}

/** Who could take it over, the least loaded first, and what bars the others. */
export async function takersOf(db: Db | Tx, work: Work, now: Date) {
  const constraints = await takingConstraints(db, work);
  const raters = constraints ? await ratersWithLoad(db, now) : [];
  const judged = raters.map((rater) => ({
    ...rater,
    bar: constraints && barOf(rater, constraints, { now, dueAt: work.dueAt }),
  }));
  return {
    free: judged.filter(({ bar }) => bar === undefined).toSorted((a, b) => a.openTasks - b.openTasks),
    barred: judged.flatMap(({ bar }) => bar ?? []),
  };
}

export const activityOf = ({ activity }: Pick<Work, "activity">): "WRITING" | OralActivity => activity ?? "WRITING";
export const activityOfUnit = (unit: string): "WRITING" | OralActivity =>
  unit === textUnit ? "WRITING" : (oralActivityOf(unitOf(unit)) ?? "WRITING");
