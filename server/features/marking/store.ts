import { randomUUID } from "node:crypto";
import type { UnitId } from "#shared/domain/marking/units.ts";
import type { TaskState } from "#shared/domain/marking/task-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of MarkingTask, MarkDraft and Mark. */

/** The number by which a band that is not given yet is kept in a draft. */
const notGiven = -1;

/** Two people who lock or allot for one sitting at the same time do it one after the other. */
export const lockSitting = (tx: Tx, sittingId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`marking:${sittingId}`}, 0))`;

/**
 * A marker receives the task's identifier, so it is random: one that holds its moment, as others do, would set a text
 * that was typed and one that somebody first had to transcribe apart.
 */
export const createTask = (
  tx: Tx,
  task: {
    sittingId: string;
    unit: UnitId;
    ordinal: number;
    raterId: string;
    blindCode: string;
    createdAt: Date;
    dueAt: Date;
  },
) =>
  tx.markingTask.create({
    data: { ...task, id: randomUUID(), round: "ORIGINAL", state: "ALLOTTED" },
    select: { id: true },
  });

export const moveTask = (tx: Tx, taskId: string, from: TaskState, to: TaskState) =>
  tx.markingTask.updateMany({ where: { id: taskId, state: from }, data: { state: to } });

export interface DraftPlace {
  readonly sittingId: string;
  readonly unit: UnitId;
  readonly raterId: string;
}

export async function saveDraft(
  tx: Tx,
  place: DraftPlace,
  draft: { readonly bands: readonly (number | null)[]; readonly comments: string },
  now: Date,
): Promise<void> {
  const key = { ...place, round: "ORIGINAL" as const };
  const data = { bands: draft.bands.map((band) => band ?? notGiven), comments: draft.comments, savedAt: now };
  await tx.markDraft.upsert({
    where: { sittingId_unit_raterId_round: key },
    create: { ...key, ...data },
    update: data,
    select: { unit: true },
  });
}

/** A draft is spent by its mark, and forgotten when its text is given back. */
export const dropDraft = (tx: Tx, place: DraftPlace) =>
  tx.markDraft.deleteMany({ where: { ...place, round: "ORIGINAL" } });

/** The mark takes the next place of its unit; the caller holds the sitting's lock. */
export async function createMark(
  tx: Tx,
  mark: DraftPlace & {
    readonly taskId: string | null;
    readonly bands: readonly number[];
    readonly comments: string;
    readonly lockedAt: Date;
  },
): Promise<{ id: string; ordinal: number }> {
  const place = { sittingId: mark.sittingId, unit: mark.unit, round: "ORIGINAL" as const };
  const before = await tx.mark.count({ where: { ...place, supersedesId: null } });
  return tx.mark.create({
    data: { ...mark, ...place, bands: [...mark.bands], ordinal: before + 1 },
    select: { id: true, ordinal: true },
  });
}
