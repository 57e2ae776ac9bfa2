import { err, type Result } from "#shared/kernel/result.ts";
import { taskMachine, type TaskEvent, type TaskState } from "#shared/domain/marking/task-machine.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { updateTask, type WithdrawnReason } from "./store.ts";

/** One move of a marker's task, by compare-and-set, with its audit. A withdrawal says why. */
export const moveTask = (
  uow: UnitOfWork,
  task: { readonly id: string; readonly state: TaskState },
  event: TaskEvent,
  actorId: string | null,
  withdrawnReason?: WithdrawnReason,
) =>
  transition<TaskState, TaskEvent>(uow, {
    machine: taskMachine,
    subjectType: "markingTask",
    subjectId: task.id,
    from: task.state,
    event,
    actorId,
    update: (from, to) => updateTask(uow.tx, task.id, from, to, withdrawnReason),
  });

/** As `moveTask`, by the marker: what is no longer theirs to move has been handed in meanwhile. */
export async function moveOwnTask(
  ...given: Parameters<typeof moveTask>
): Promise<Result<unknown, "ALREADY_LOCKED" | "STATE_CHANGED">> {
  const moved = await moveTask(...given);
  return moved.ok ? moved : err(moved.error === "NOT_ALLOWED_NOW" ? "ALREADY_LOCKED" : moved.error);
}
