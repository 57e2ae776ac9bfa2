import { textUnit } from "#shared/domain/marking/units.ts";
import type { TaskState } from "#shared/domain/marking/task-machine.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** The marker's own task on a text, whatever became of it; null for anybody else's, which does not exist for them. */
export async function ownTextTask(db: Db | Tx, raterId: string, taskId: string) {
  const task = await db.markingTask.findFirst({
    where: { id: taskId, raterId, unit: textUnit },
    select: { id: true, sittingId: true, round: true, blindCode: true, state: true, dueAt: true, raterId: true },
  });
  return task && { ...task, unit: textUnit };
}

type ClosedCode = "ALREADY_LOCKED" | "NOT_ALLOWED_NOW" | "TASK_WITHDRAWN";

const closedCodes: { readonly [state in TaskState]: ClosedCode | undefined } = {
  ALLOTTED: undefined,
  MARKED: "ALREADY_LOCKED",
  REFERRED: "NOT_ALLOWED_NOW",
  // The same word whatever the reason: nothing of the result is in it.
  WITHDRAWN: "TASK_WITHDRAWN",
};

/** Why a task takes nothing more from its marker; undefined while it does. */
export const closedCode = (state: TaskState): ClosedCode | undefined => closedCodes[state];
