import { randomBytes } from "node:crypto";
import { blindCode, blindCodeBytes } from "#shared/domain/marking/blind-code.ts";
import type { UnitId } from "#shared/domain/marking/units.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { createTask, type MarkRound } from "./store.ts";

export interface GivenTask {
  readonly sittingId: string;
  readonly unit: UnitId;
  readonly round: MarkRound;
  readonly ordinal: number;
  readonly raterId: string;
  readonly dueAt: Date;
}

/** One unit to one marker, under a code of its own, with its trace. `actorId` is null where the lot chose. */
export async function giveTask(uow: UnitOfWork, task: GivenTask, actorId: string | null = null): Promise<string> {
  const code = blindCode(randomBytes(blindCodeBytes));
  const { id } = await createTask(uow.tx, { ...task, blindCode: code, createdAt: uow.now });
  const { sittingId, unit, round, ordinal } = task;
  uow.audit({
    actorId,
    type: "markingTask.allotted",
    subjectType: "markingTask",
    subjectId: id,
    data: { sittingId, unit, round, ordinal },
  });
  uow.hint(topicOf.account(task.raterId));
  return id;
}
