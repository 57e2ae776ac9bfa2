import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import type { Sql } from "../../platform/db.ts";
import type { LockedRun } from "./store.ts";

/** The statements by which many runs are saved into at once. This feature locks and writes its own rows. */

export interface SavingRun extends LockedRun {
  readonly sittingId: string;
  readonly accountId: string;
  readonly activity: Activity;
  readonly sitting: {
    readonly formId: string;
    readonly documentId: string;
    readonly writingTool: "KEYBOARD" | "HANDWRITTEN";
  };
  readonly lastSeenAt: Date;
}

interface Row extends Omit<LockedRun, "endsAt" | "interruptedAt" | "interruptionCause"> {
  readonly state: RunState;
  readonly sittingId: string;
  readonly accountId: string;
  readonly activity: Activity;
  readonly formId: string;
  readonly documentId: string;
  readonly writingTool: "KEYBOARD" | "HANDWRITTEN";
  readonly endsAt: number | null;
  readonly lastSeenAt: number;
}

/**
 * Holds these runs, and the presence of their people, until the transaction ends. What somebody else holds right now is
 * left out instead of being waited for: no circle of waiting can arise, and nobody's save holds up another's.
 */
export async function lockRunsForSaving(sql: Sql, runIds: readonly string[]): Promise<Map<string, SavingRun>> {
  const { rows } = await sql.query<Row>({
    name: "lock-runs-for-saving",
    text: `SELECT run.id, run.state::text AS state, run."leaseEpoch", run."leaseClientId", run.activity::text AS activity,
        (extract(epoch FROM run."endsAt") * 1000)::float8 AS "endsAt",
        sitting.id AS "sittingId", sitting."accountId", sitting."formId", sitting."documentId",
        sitting."writingTool"::text AS "writingTool",
        (extract(epoch FROM presence."lastSeenAt") * 1000)::float8 AS "lastSeenAt"
      FROM "ActivityRun" AS run
      JOIN "Sitting" AS sitting ON sitting.id = run."sittingId"
      JOIN "Booking" AS booking ON booking.id = sitting."bookingId" AND booking."isActive"
      JOIN "Presence" AS presence ON presence."sittingId" = sitting.id
      WHERE run.id = ANY ($1::uuid[]) AND run.state = 'OPEN'
      FOR NO KEY UPDATE OF presence, run SKIP LOCKED`,
    values: [runIds],
  });
  return new Map(
    rows.map(({ endsAt, lastSeenAt, formId, documentId, writingTool, ...row }) => [
      row.id,
      {
        ...row,
        sitting: { formId, documentId, writingTool },
        endsAt: endsAt === null ? null : new Date(endsAt),
        lastSeenAt: new Date(lastSeenAt),
        // Only a run whose clock stands still has these, and those are not taken here.
        interruptedAt: null,
        interruptionCause: null,
      },
    ]),
  );
}

/** These people's pages were heard now; their rows are held by `lockRunsForSaving`. */
export const seenManyStep = (sql: Sql, sittingIds: readonly string[], now: Date) =>
  sql.query({
    name: "seen-many",
    text: `UPDATE "Presence" SET "lastSeenAt" = GREATEST("lastSeenAt", $2::timestamp) WHERE "sittingId" = ANY ($1::uuid[])`,
    values: [sittingIds, now.toISOString()],
  });
