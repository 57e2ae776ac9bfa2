import { textUnit } from "#shared/domain/marking/units.ts";
import type { TaskState } from "#shared/domain/marking/task-machine.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** The marker's own task on a text; null for anybody else's, which does not exist for them. */
export async function ownTextTask(db: Db | Tx, raterId: string, taskId: string) {
  const task = await db.markingTask.findFirst({
    where: { id: taskId, raterId, unit: textUnit, state: { not: "WITHDRAWN" } },
    select: { id: true, sittingId: true, round: true, blindCode: true, state: true, dueAt: true, raterId: true },
  });
  return task && { ...task, unit: textUnit };
}

/** Why a task takes nothing more from its marker; undefined while it does. */
export const closedCode = (state: TaskState): "ALREADY_LOCKED" | "NOT_ALLOWED_NOW" | undefined =>
  state === "MARKED" ? "ALREADY_LOCKED" : state === "ALLOTTED" ? undefined : "NOT_ALLOWED_NOW";
