import { hotPoolOf, perDb, type Db, type Prisma, type Tx } from "../../platform/db.ts";
import { gather } from "../../platform/gather.ts";
import { rulesSelect } from "../lockdown/queries.ts";

/** Reads of campaigns, and of who must sit in the client. */

/**
 * Whose run this is, where its session has begun without the client; undefined for any other run. Asked at everybody's
 * first save, so that after a restart thousands may ask at once: those of one moment share a query.
 */
export const startedWithoutClient = perDb((db) =>
  gather(async (runIds: readonly string[]) => {
    const { rows } = await hotPoolOf(db).query<{ runId: string; accountId: string }>({
      name: "started-without-client",
      text: `SELECT run.id AS "runId", sitting."accountId"
        FROM unnest($1::uuid[]) AS asked (run)
        JOIN "ActivityRun" AS run ON run.id = asked.run
        JOIN "Sitting" AS sitting ON sitting.id = run."sittingId"
        JOIN "Booking" AS booking ON booking.id = sitting."bookingId" AND booking."isActive"
        JOIN "Session" AS session ON session.id = sitting."sessionId" AND session.state::text <> 'OPEN'
        WHERE NOT EXISTS (SELECT 1 FROM "SebSession" AS chosen WHERE chosen."sessionId" = session.id)`,
      values: [runIds],
    });
    return new Map(rows.map(({ runId, accountId }) => [runId, accountId]));
  }),
);

const guardedSelect = {
  id: true,
  state: true,
  accountId: true,
  seats: { where: { state: "HELD" as const }, select: { authSessionId: true } },
  presence: { select: { lastSeenAt: true } },
  runs: { select: { startedAt: true } },
  sebLocks: { where: { releasedAt: null }, select: { id: true } },
  sebOverrides: { select: { id: true } },
  session: {
    select: {
      ...rulesSelect,
      state: true,
      examBrowser: {
        select: {
          campaign: {
            select: { id: true, configKey: true, quitToken: true, browserKeys: { select: { key: true, validFrom: true, validUntil: true } } },
          },
        },
      },
    },
  },
};

export interface Subject {
  readonly sittingId?: string;
  readonly runId?: string;
  readonly roomId?: string;
}

/** The candidate's own sitting that a request is about; null when it is about none of theirs. */
export const guardedSitting = (db: Db | Tx, accountId: string, { sittingId, runId, roomId }: Subject) =>
  db.sitting.findFirst({
    where: {
      accountId,
      booking: { isActive: true },
      ...(sittingId !== undefined && { id: sittingId }),
      ...(runId !== undefined && { runs: { some: { id: runId } } }),
      ...(roomId !== undefined && { session: { rooms: { some: { id: roomId } } } }),
    },
    select: guardedSelect,
  });
export type GuardedSitting = NonNullable<Awaited<ReturnType<typeof guardedSitting>>>;

export const nonceOf = (db: Db | Tx, sittingId: string, authSessionId: string, nonceHash: string) =>
  db.sebNonce.findFirst({
    where: { sittingId, authSessionId, nonceHash },
    select: { id: true, expiresAt: true, provenAt: true },
  });

export const latestCheck = (db: Db | Tx, sittingId: string, authSessionId: string) =>
  db.sebCheck.findFirst({
    where: { sittingId, authSessionId },
    select: { outcome: true, way: true, url: true, expected: true, received: true, at: true },
    orderBy: { at: "desc" },
  });

export const partAtOf = ({ runs }: Pick<GuardedSitting, "runs">): Date | null =>
  runs.reduce<Date | null>((latest, { startedAt }) => (startedAt && (!latest || startedAt > latest) ? startedAt : latest), null);

/** Of a Browser Exam Key: it lets in at that moment. */
export const validKeys = (now: Date) => ({ validFrom: { lte: now }, OR: [{ validUntil: null }, { validUntil: { gt: now } }] });

const campaignSelect = {
  id: true,
  name: true,
  configKey: true,
  password: true,
  quitPassword: true,
  createdAt: true,
  browserKeys: {
    select: { id: true, key: true, label: true, validFrom: true, validUntil: true },
    orderBy: { createdAt: "asc" },
  },
  sessions: { where: { session: { state: "IN_PROGRESS" } }, select: { sessionId: true }, take: 1 },
} as const satisfies Prisma.SebCampaignSelect;

const campaignView = ({ id, createdAt, browserKeys, sessions, ...campaign }: Prisma.SebCampaignGetPayload<{ select: typeof campaignSelect }>) => ({
  campaignId: id,
  ...campaign,
  createdAt: createdAt.toISOString(),
  isRunning: sessions.length > 0,
  browserKeys: browserKeys.map(({ id: keyId, validFrom, validUntil, ...key }) => ({
    keyId,
    ...key,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
  })),
});

const shownCampaigns = 20;

/** The newest ones, among which the next sessions choose. */
export const campaignViews = async (db: Db | Tx) => {
  const newest = await db.sebCampaign.findMany({ select: campaignSelect, orderBy: { createdAt: "desc" }, take: shownCampaigns });
  return newest.map(campaignView);
};

const shownChecks = 10;

/** Expected beside received, for everybody of a session. */
export async function sessionBrowsers(db: Db | Tx, sessionId: string) {
  const session = await db.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: {
      examBrowser: { select: { campaign: { select: campaignSelect } } },
      sittings: {
        where: { booking: { isActive: true } },
        select: {
          id: true,
          registration: { select: { givenName: true, familyName: true } },
          sebLocks: { where: { releasedAt: null }, select: { lockedAt: true } },
          sebOverrides: { select: { reason: true, createdAt: true, by: { select: { givenName: true, familyName: true } } } },
          sebChecks: {
            select: { outcome: true, way: true, url: true, expected: true, received: true, userAgent: true, at: true },
            orderBy: { at: "desc" },
            take: shownChecks,
          },
        },
        orderBy: { id: "asc" },
      },
    },
  });
  return {
    campaign: session.examBrowser ? campaignView(session.examBrowser.campaign) : null,
    sittings: session.sittings.map(({ id, registration, sebLocks, sebOverrides: [override], sebChecks }) => ({
      sittingId: id,
      name: `${registration.givenName} ${registration.familyName}`,
      lockedAt: sebLocks[0]?.lockedAt.toISOString() ?? null,
      override: override
        ? {
            reason: override.reason,
            byName: `${override.by.givenName} ${override.by.familyName}`,
            at: override.createdAt.toISOString(),
          }
        : null,
      checks: sebChecks.map(({ at, ...check }) => ({ ...check, at: at.toISOString() })),
    })),
  };
}
