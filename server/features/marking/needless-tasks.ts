import { reviewable, unitsOfCompetency } from "#shared/domain/results/review.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Need } from "#shared/scoring/types.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { needsOf } from "../results/queries.ts";
import { markChangedStep } from "../results/steps.ts";
import { moveTask } from "./move-task.ts";
import { openFurther, ordinaryMarks, unitOf } from "./queries.ts";
import { dropDraft, lockSitting } from "./store.ts";

/** Further marks that were asked for and that nothing needs any more: a correction, or another mark, has settled it. */

/**
 * While its competency needs anything a third mark stays: what is decided first may ask for it again. A second mark that
 * another overtook was never asked for as a third: it stays only where its own unit needs one.
 */
const isNeedless = ({ unit, ordinal }: { readonly unit: string; readonly ordinal: number }, needs: readonly Need[]): boolean => {
  const needed = (one: string): boolean => needs.some((need) => need.unit === one);
  if (ordinal <= ordinaryMarks) return !needed(unit);
  return !reviewable.map(unitsOfCompetency).some((units) => units.some((one) => one === unit) && units.some(needed));
};

/** By the reports as they stand; of these sittings, or of all. */
export async function needlessTasks(db: Db | Tx, sittingIds?: readonly string[]) {
  const tasks = await db.markingTask.findMany({
    where: { ...openFurther, ...(sittingIds ? { sittingId: { in: [...sittingIds] } } : {}) },
    select: { id: true, state: true, sittingId: true, unit: true, ordinal: true, raterId: true },
  });
  const needs = await needsOf(db, [...new Set(tasks.map(({ sittingId }) => sittingId))]);
  return tasks.filter((task) => {
    const asked = needs.get(task.sittingId);
    return asked !== undefined && isNeedless(task, asked);
  });
}

/**
 * A further mark that nobody asks for would change a result, so it loses its place, begun or not. It rests on a report of this
 * very moment: a mark that was handed in a moment ago counts already.
 */
export async function withdrawNeedless(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  await markChangedStep(uow, sittingId);
  for (const { unit, raterId, id, state } of await needlessTasks(uow.tx, [sittingId])) {
    const moved = await moveTask(uow, { id, state }, "withdraw", null, "NOT_NEEDED");
    if (!moved.ok) throw new Error(`Task ${id} moved under the sitting's lock.`);
    await dropDraft(uow.tx, { sittingId, unit: unitOf(unit), round: "ORIGINAL", raterId });
    uow.hint(topicOf.account(raterId));
  }
}
