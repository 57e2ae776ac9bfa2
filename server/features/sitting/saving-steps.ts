import { shortestSeconds } from "#shared/domain/sitting/disconnection-policy.ts";
import { closingGraceSeconds } from "#shared/domain/sitting/time-ledger.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { runViews } from "./queries.ts";

/**
 * The part of the statement by which many runs are saved into at once that belongs to this feature: which runs take an
 * ordinary save now, held until the transaction ends, with the presence of their people. What somebody else holds right
 * now is left out instead of being waited for: no circle of waiting can arise, and nobody's save holds up another's.
 *
 * The conditions are written so that no index serves them: runs are found by their ids, never among all that are open.
 * `pages` names the runs: a source of `page (run, client, epoch, …)`, all of whose columns come along.
 */
export const ordinaryRuns = (now: string, pages: string, condition: string): string => `
  SELECT page.*, run."sittingId", run.activity::text AS activity, run."baseSeconds", run."startedAt", run."endsAt"
  FROM ${pages}
  JOIN "ActivityRun" AS run ON run.id = page.run
  JOIN "Sitting" AS sitting ON sitting.id = run."sittingId"
  JOIN "Booking" AS booking ON booking.id = sitting."bookingId" AND booking."isActive"
  JOIN "Presence" AS presence ON presence."sittingId" = sitting.id
  WHERE run.state::text = 'OPEN' AND run."leaseEpoch" = page.epoch AND run."leaseClientId" = page.client
    AND run."endsAt" + interval '${closingGraceSeconds} seconds' >= ${now}::timestamp
    AND presence."lastSeenAt" + interval '${shortestSeconds("outageSeconds")} seconds' > ${now}::timestamp
    AND ${condition}
  FOR NO KEY UPDATE OF presence, run SKIP LOCKED`;

/** The pages of `held` were heard now; their presence is held by `ordinaryRuns`. */
export const heardNow = (now: string, held: string): string => `
  UPDATE "Presence" SET "lastSeenAt" = GREATEST("lastSeenAt", ${now}::timestamp)
  FROM ${held} WHERE "Presence"."sittingId" = ${held}."sittingId"`;

/** The columns of the view of a run that `ordinaryRuns` has let through, as JSON: instants in UTC to the millisecond. */
export const runAsJson = (run: string): string => `
  json_build_object('id', ${run}.run, 'activity', ${run}.activity, 'baseSeconds', ${run}."baseSeconds",
    'startedAt', extract(epoch FROM ${run}."startedAt") * 1000, 'endsAt', extract(epoch FROM ${run}."endsAt") * 1000,
    'timeEntries', (
      SELECT json_agg(json_build_object('cause', cause, 'seconds', seconds, 'reason', reason,
        'createdAt', extract(epoch FROM "createdAt") * 1000) ORDER BY "createdAt")
      FROM "TimeEntry" WHERE "runId" = ${run}.run))`;

export interface RunJson {
  readonly id: string;
  readonly activity: RunView["activity"];
  readonly baseSeconds: number;
  readonly startedAt: number | null;
  readonly endsAt: number | null;
  readonly timeEntries:
    | readonly {
        readonly cause: RunView["ledger"][number]["cause"];
        readonly seconds: number;
        readonly reason: string;
        readonly createdAt: number;
      }[]
    | null;
}

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The view of a run that `ordinaryRuns` has let through. */
export function openRunView(run: RunJson): RunView {
  const [view] = runViews([
    {
      id: run.id,
      activity: run.activity,
      state: "OPEN",
      startedAt: instant(run.startedAt),
      endsAt: instant(run.endsAt),
      baseSeconds: run.baseSeconds,
      // A clock that runs is not interrupted.
      interruptedAt: null,
      interruptionCause: null,
      timeEntries: (run.timeEntries ?? []).map((entry) => ({ ...entry, createdAt: new Date(entry.createdAt) })),
    },
  ]);
  if (!view) throw new Error("One row gives one view.");
  return view;
}
