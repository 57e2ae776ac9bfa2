import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { InterruptionCause, TimeCause } from "#shared/domain/sitting/time-ledger.ts";
import type { Tx } from "../../platform/db.ts";

/**
 * Sole writer of Sitting, ActivityRun, TimeEntry, Presence and Seal. Whoever needs several of their locks takes them in
 * this order: Presence, Sitting (by id), ActivityRun. The order of all locks is in docs/decisions.md.
 */

export const moveSitting = (
  tx: Tx,
  sittingId: string,
  from: SittingState,
  to: SittingState,
  patch: { arrivedAt?: Date } = {},
) => tx.sitting.updateMany({ where: { id: sittingId, state: from }, data: { state: to, ...patch } });

/** Holds the sitting's row until the transaction ends; rows that only refer to it are not held up. */
export const lockSitting = (tx: Tx, sittingId: string) =>
  tx.$queryRaw`SELECT id FROM "Sitting" WHERE id = ${sittingId}::uuid FOR NO KEY UPDATE`;

export interface RunPatch {
  readonly startedAt?: Date;
  readonly endsAt?: Date | null;
  readonly interruptedAt?: Date | null;
  readonly interruptionCause?: InterruptionCause | null;
  readonly closedAt?: Date;
  readonly baseSeconds?: number;
}

export const moveRun = (tx: Tx, runId: string, from: RunState, to: RunState, patch: RunPatch) =>
  tx.activityRun.updateMany({ where: { id: runId, state: from }, data: { state: to, ...patch } });

/** A clock that stands still goes on standing still, from now on for another cause. */
export const setInterruption = (tx: Tx, runId: string, interruptedAt: Date, interruptionCause: InterruptionCause) =>
  tx.activityRun.updateMany({ where: { id: runId, state: "INTERRUPTED" }, data: { interruptedAt, interruptionCause } });

export const setRunEnd = (tx: Tx, runId: string, endsAt: Date) =>
  tx.activityRun.updateMany({ where: { id: runId, state: "OPEN" }, data: { endsAt } });

export const addTimeEntry = (
  tx: Tx,
  entry: {
    runId: string;
    cause: TimeCause;
    seconds: number;
    authorId: string | null;
    reason: string;
    createdAt: Date;
  },
) => tx.timeEntry.create({ data: entry });

export const createSitting = (
  tx: Tx,
  sitting: {
    bookingId: string;
    sessionId: string;
    registrationId: string;
    accountId: string;
    formId: string;
    documentId: string;
    writingTool: "KEYBOARD" | "HANDWRITTEN";
    createdAt: Date;
  },
  baseSeconds: Readonly<Record<Activity, number>>,
  begin: { readonly state: SittingState; readonly activities: readonly Activity[] },
) =>
  tx.sitting.create({
    data: {
      ...sitting,
      state: begin.state,
      runs: {
        create: begin.activities.map((activity) => ({
          activity,
          state: "PENDING" as const,
          baseSeconds: baseSeconds[activity],
        })),
      },
    },
    select: { id: true },
  });

export const createSeal = (tx: Tx, seal: { runId: string; contentHash: string; sealedAt: Date }) =>
  tx.seal.create({ data: seal });

export interface LockedRun {
  readonly id: string;
  readonly state: RunState;
  readonly leaseEpoch: number;
  readonly leaseClientId: string | null;
  readonly endsAt: Date | null;
  readonly closedAt: Date | null;
  readonly interruptedAt: Date | null;
  readonly interruptionCause: string | null;
}

/** Holds the row until the transaction ends; rows that only refer to it are not held up. */
export async function lockRun(tx: Tx, runId: string): Promise<LockedRun> {
  const [run] = await tx.$queryRaw<LockedRun[]>`
    SELECT id, state::text AS state, "leaseEpoch", "leaseClientId", "endsAt", "closedAt", "interruptedAt",
      "interruptionCause"::text AS "interruptionCause" FROM "ActivityRun"
    WHERE id = ${runId}::uuid FOR NO KEY UPDATE`;
  if (!run) throw new Error(`There is no run ${runId}.`);
  return run;
}

export const setLease = (tx: Tx, runId: string, leaseEpoch: number, leaseClientId: string) =>
  tx.activityRun.update({ where: { id: runId }, data: { leaseEpoch, leaseClientId }, select: { id: true } });

export interface Seen {
  readonly page: string;
  readonly battery: number | null;
  readonly unsent: number;
}

/**
 * Writes that a page was heard now, and answers when it was heard before: one statement under the row's lock, so that
 * a silence is measured once, whoever ends it. Null when the page was never heard before.
 */
export async function swapLastSeen(tx: Tx, sittingId: string, now: Date, seen: Partial<Seen>): Promise<Date | null> {
  const [before] = await tx.$queryRaw<{ lastSeenAt: Date }[]>`
    UPDATE "Presence" AS presence SET
      "lastSeenAt" = GREATEST(presence."lastSeenAt", ${now}),
      page = COALESCE(${seen.page ?? null}, presence.page),
      battery = CASE WHEN ${seen.battery !== undefined} THEN ${seen.battery ?? null}::int ELSE presence.battery END,
      unsent = COALESCE(${seen.unsent ?? null}::int, presence.unsent)
    FROM (SELECT "sittingId", "lastSeenAt" FROM "Presence" WHERE "sittingId" = ${sittingId}::uuid FOR UPDATE) AS before
    WHERE presence."sittingId" = before."sittingId"
    RETURNING before."lastSeenAt"`;
  if (before) return before.lastSeenAt;
  await tx.presence.createMany({
    data: [
      { sittingId, lastSeenAt: now, page: seen.page ?? "", battery: seen.battery ?? null, unsent: seen.unsent ?? 0 },
    ],
    skipDuplicates: true,
  });
  return null;
}

/** Notes through which network the page is heard; the digest before it, null when it is the same or the first. */
export async function swapAddress(tx: Tx, sittingId: string, digest: string): Promise<string | null> {
  const [before] = await tx.$queryRaw<{ addressDigest: string | null }[]>`
    UPDATE "Presence" AS presence SET "addressDigest" = ${digest}
    FROM (SELECT "sittingId", "addressDigest" FROM "Presence"
      WHERE "sittingId" = ${sittingId}::uuid AND "addressDigest" IS DISTINCT FROM ${digest} FOR UPDATE) AS before
    WHERE presence."sittingId" = before."sittingId"
    RETURNING before."addressDigest"`;
  return before?.addressDigest ?? null;
}

/** When the page was last heard, held until the transaction ends; null when it never was. */
export async function lockLastSeen(tx: Tx, sittingId: string): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ lastSeenAt: Date }[]>`
    SELECT "lastSeenAt" FROM "Presence" WHERE "sittingId" = ${sittingId}::uuid FOR UPDATE`;
  return row?.lastSeenAt ?? null;
}
