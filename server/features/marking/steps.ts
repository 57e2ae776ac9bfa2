import { textUnit } from "#shared/domain/marking/units.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { moveTask } from "./move-task.ts";
import { dropDraft, lockSitting } from "./store.ts";
import { addOpenAnswers, type OpenAnswersOf } from "./open-answer-store.ts";

/** What other features may ask of marking, inside their own transaction. */

export const collectOpenAnswersStep = (uow: UnitOfWork, given: readonly OpenAnswersOf[]) =>
  addOpenAnswers(uow.tx, given);

/**
 * The text of a sitting is about to change: nobody goes on with the former one. Whoever had it is not asked again, since
 * they have read another text. Once somebody has marked it, its round goes on with the text that it began with.
 */
export async function takeTextBackStep(
  uow: UnitOfWork,
  sittingId: string,
): Promise<Result<{ readonly isMarked: boolean }, "STATE_CHANGED">> {
  await lockSitting(uow.tx, sittingId);
  const place = { sittingId, unit: textUnit };
  if ((await uow.tx.mark.count({ where: place })) > 0) return ok({ isMarked: true });
  const tasks = await uow.tx.markingTask.findMany({
    where: { ...place, state: { in: ["ALLOTTED", "REFERRED"] } },
    select: { id: true, state: true, round: true, raterId: true },
  });
  for (const { raterId, round, ...task } of tasks) {
    const moved = await moveTask(uow, task, "withdraw", null, "REALLOTTED");
    if (!moved.ok) return err("STATE_CHANGED");
    await dropDraft(uow.tx, { ...place, round, raterId });
    uow.hint(topicOf.account(raterId));
  }
  return ok({ isMarked: false });
}
