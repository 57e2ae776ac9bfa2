import { isUnderWay } from "#shared/domain/sitting/run-states.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";

/** Reads of the sessions that an adviser conducts. The board has its own file. */

/** The gate is decided once two advisers have given their opinion. */
export const gateDecidedBy = (opinions: readonly { readonly adviserId: string }[]): boolean =>
  new Set(opinions.map(({ adviserId }) => adviserId)).size >= 2;

export const sessionSelect = {
  id: true,
  state: true,
  deliveryMode: true,
  startsAt: true,
  timeZone: true,
  place: true,
  capacity: true,
  body: { select: { name: true } },
  advisers: { select: { account: { select: { id: true, givenName: true, familyName: true } } } },
} as const;

interface SessionRow {
  readonly id: string;
  readonly state: "OPEN" | "IN_PROGRESS" | "HELD" | "CANCELLED";
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly place: string;
  readonly body: { readonly name: string };
  readonly advisers: readonly {
    readonly account: { readonly id: string; readonly givenName: string; readonly familyName: string };
  }[];
}

export const sessionSummary = (row: SessionRow) => ({
  sessionId: row.id,
  state: row.state,
  deliveryMode: row.deliveryMode,
  startsAt: row.startsAt.toISOString(),
  timeZone: row.timeZone,
  place: row.place,
  bodyName: row.body.name,
  advisers: row.advisers.map(({ account }) => ({
    accountId: account.id,
    name: `${account.givenName} ${account.familyName}`,
  })),
});

const isOver = (state: SessionRow["state"]): boolean => state === "HELD" || state === "CANCELLED";

/** Those that are not over first, the soonest first; then the past ones, the latest first. */
export async function sessionsOf(db: Db, adviserId: string) {
  const rows = await db.session.findMany({
    where: { advisers: { some: { accountId: adviserId } } },
    select: { ...sessionSelect, _count: { select: { sittings: { where: { booking: { isActive: true } } } } } },
    orderBy: { startsAt: "asc" },
  });
  const coming = rows.filter(({ state }) => !isOver(state));
  const past = rows.filter(({ state }) => isOver(state)).toReversed();
  return [...coming, ...past].map((row) => ({
    ...sessionSummary(row),
    people: row._count.sittings,
    capacity: row.capacity,
  }));
}

/** How many sessions that others lead are under way, whose people this adviser was asked to watch over. */
export const watchedBy = (db: Db, accountId: string): Promise<number> =>
  db.session.count({ where: { state: "IN_PROGRESS", watchers: { some: { accountId, withdrawal: null, duty: "WATCH" } } } });

/** Of one run, what still waits for another adviser: at most one, and none once the activity has ended in whatever way. */
export const endRequestSelect = {
  where: { answer: null },
  select: {
    id: true,
    reason: true,
    askedAt: true,
    askedById: true,
    askedBy: { select: { givenName: true, familyName: true } },
    run: { select: { activity: true, state: true } },
  },
} as const satisfies Prisma.ActivityRun$endRequestsArgs;

type EndRequestRow = Prisma.EndRequestGetPayload<{ select: typeof endRequestSelect.select }>;

export const waitingEndIn = (rows: readonly EndRequestRow[]): BoardSitting["endAsked"] => {
  const waiting = rows.find(({ run }) => isUnderWay(run.state));
  return waiting
    ? {
        requestId: waiting.id,
        activity: waiting.run.activity,
        reason: waiting.reason,
        at: waiting.askedAt.toISOString(),
        byId: waiting.askedById,
        byName: `${waiting.askedBy.givenName} ${waiting.askedBy.familyName}`,
      }
    : null;
};

export const waitingEndOf = async (tx: Tx, runId: string) =>
  waitingEndIn(await tx.endRequest.findMany({ where: { ...endRequestSelect.where, runId }, select: endRequestSelect.select }));

/** Of whom and of what it was asked, answered or not. */
export async function endRequestOf(tx: Tx, requestId: string) {
  const row = await tx.endRequest.findUnique({
    where: { id: requestId },
    select: { reason: true, askedById: true, run: { select: { id: true, activity: true, sittingId: true } } },
  });
  return row && { reason: row.reason, byId: row.askedById, runId: row.run.id, activity: row.run.activity, sittingId: row.run.sittingId };
}
