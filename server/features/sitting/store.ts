import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Sitting, ActivityRun, TimeEntry, Presence and Seal. */

export const moveSitting = (
  tx: Tx,
  sittingId: string,
  from: SittingState,
  to: SittingState,
  patch: { arrivedAt?: Date } = {},
) => tx.sitting.updateMany({ where: { id: sittingId, state: from }, data: { state: to, ...patch } });

export interface RunPatch {
  readonly startedAt?: Date;
  readonly endsAt?: Date | null;
  readonly interruptedAt?: Date | null;
  readonly closedAt?: Date;
  readonly baseSeconds?: number;
}

export const moveRun = (tx: Tx, runId: string, from: RunState, to: RunState, patch: RunPatch) =>
  tx.activityRun.updateMany({ where: { id: runId, state: from }, data: { state: to, ...patch } });

export const setRunEnd = (tx: Tx, runId: string, endsAt: Date) =>
  tx.activityRun.updateMany({ where: { id: runId, state: "OPEN" }, data: { endsAt } });

export const addTimeEntry = (
  tx: Tx,
  entry: {
    runId: string;
    cause: "OUTAGE" | "PAUSE" | "ADVISER_CREDIT" | "ACCOMMODATION";
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
) =>
  tx.sitting.create({
    data: {
      ...sitting,
      state: "SCHEDULED",
      runs: {
        create: (["READING", "DISCUSSION", "WRITING", "INTERVIEW"] as const).map((activity) => ({
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
