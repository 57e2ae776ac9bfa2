import { randomBytes, randomUUID } from "node:crypto";
import { blindCode, blindCodeBytes } from "#shared/domain/marking/blind-code.ts";
import type { UnitId } from "#shared/domain/marking/units.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createTasks, type MarkRound } from "./store.ts";

export interface GivenTask {
  readonly sittingId: string;
  readonly unit: UnitId;
  readonly round: MarkRound;
  readonly ordinal: number;
  readonly raterId: string;
  readonly dueAt: Date;
  /** Of an anchor: the live task beside which it is given. */
  readonly besideId?: string | null;
}

/**
 * Units to markers, each under a code of its own, with its trace. `actorId` is null where the lot chose. A marker receives
 * the task's identifier, so it is random: one that holds its moment, as others do, would set a text that was typed and one
 * that somebody first had to transcribe apart.
 */
export async function giveTasks(uow: UnitOfWork, given: readonly GivenTask[], actorId: string | null = null): Promise<string[]> {
  if (given.length === 0) return [];
  const tasks = given.map((task) => ({
    ...task,
    id: randomUUID(),
    blindCode: blindCode(randomBytes(blindCodeBytes)),
    createdAt: uow.now,
  }));
  await createTasks(uow.tx, tasks);
  for (const { id, sittingId, unit, round, ordinal, raterId } of tasks) {
    uow.audit({
      actorId,
      type: "markingTask.allotted",
      subjectType: "markingTask",
      subjectId: id,
      data: { sittingId, unit, round, ordinal },
    });
    uow.hint(topicOf.account(raterId));
  }
  return tasks.map(({ id }) => id);
}

export async function giveTask(uow: UnitOfWork, task: GivenTask, actorId: string | null = null): Promise<string> {
  const [id] = await giveTasks(uow, [task], actorId);
  if (id === undefined) throw new Error("One task was given, so there is one.");
  return id;
}
