import { noMeasures } from "#shared/domain/accommodations/measures.ts";
import { maySend, sideCameraState } from "#shared/domain/rooms/side-camera.ts";
import { isSupervised } from "#shared/domain/rooms/supervision.ts";
import { breaksTaken } from "#shared/domain/sitting/breaks.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { CandidateSittingView, RunView, SideCameraView } from "#shared/protocol/sitting.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { grantedIn } from "../accommodations/queries.ts";
import { readersOf } from "../integrity/queries.ts";
import { rulesIn, rulesSelect } from "../lockdown/queries.ts";
import { agreesToSupervision } from "../privacy/queries.ts";
import { goesOnWithoutScreen } from "./device-queries.ts";
import { isFrozenIn, placeIn, seatSelect } from "./seat-queries.ts";

export { endedDayOf } from "./ended-day.ts";
export { holdsSeat, isFrozenIn, requestIn, requireSeat, requireSeatForSaving, seatSelect, type SeatRefusal } from "./seat-queries.ts";

/** Reads of sittings, as views. */

export const runSelect = {
  id: true,
  activity: true,
  state: true,
  startedAt: true,
  endsAt: true,
  baseSeconds: true,
  interruptedAt: true,
  interruptionCause: true,
  timeEntries: { select: { cause: true, seconds: true, reason: true, createdAt: true }, orderBy: { createdAt: "asc" } },
} as const;

type RunRow = {
  id: string;
  activity: RunView["activity"];
  state: RunView["state"];
  startedAt: Date | null;
  endsAt: Date | null;
  baseSeconds: number;
  interruptedAt: Date | null;
  interruptionCause: RunView["ledger"][number]["cause"] | null;
  timeEntries: readonly {
    cause: RunView["ledger"][number]["cause"];
    seconds: number;
    reason: string;
    createdAt: Date;
  }[];
};

const order = ["READING", "DISCUSSION", "WRITING", "INTERVIEW"];

export function runViews(rows: readonly RunRow[]): RunView[] {
  return rows
    .toSorted((a, b) => order.indexOf(a.activity) - order.indexOf(b.activity))
    .map((row) => ({
      runId: row.id,
      activity: row.activity,
      state: row.state,
      startedAt: row.startedAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
      baseSeconds: row.baseSeconds,
      isSilent: row.state === "INTERRUPTED" && row.interruptionCause === "OUTAGE",
      stoppedAt: row.state === "INTERRUPTED" ? (row.interruptedAt?.toISOString() ?? null) : null,
      stopCause: stopCauseOf(row),
      ledger: row.timeEntries.map((entry) => ({
        cause: entry.cause,
        seconds: entry.seconds,
        reason: entry.reason,
        createdAt: entry.createdAt.toISOString(),
      })),
    }));
}

function stopCauseOf({ state, interruptionCause }: RunRow): RunView["stopCause"] {
  if (state !== "INTERRUPTED") return null;
  switch (interruptionCause) {
    case "OUTAGE":
    case "DEVICE":
    case "BREAK":
      return interruptionCause;
    default:
      return "PAUSE";
  }
}

/** Is this sitting the account's own? */
export async function ownsSitting(db: Db | Tx, accountId: string, sittingId: string): Promise<boolean> {
  return (await db.sitting.count({ where: { id: sittingId, accountId, booking: { isActive: true } } })) === 1;
}

/** Is the account an adviser of the session that this sitting belongs to? */
export async function advisesSitting(db: Db | Tx, accountId: string, sittingId: string): Promise<boolean> {
  const where = { id: sittingId, session: { advisers: { some: { accountId } } } };
  return (await db.sitting.count({ where })) === 1;
}

/** Led the session of this sitting, watched over its people or wrote down what they said: what is decided about them is somebody else’s. */
export async function tookPart(db: Db | Tx, accountId: string, sittingId: string): Promise<boolean> {
  const me = { some: { accountId } };
  return (await db.sitting.count({ where: { id: sittingId, session: { OR: [{ advisers: me }, { watchers: me }] } } })) === 1;
}

export async function advisesSession(db: Db | Tx, accountId: string, sessionId: string): Promise<boolean> {
  return (await db.sessionAdviser.count({ where: { sessionId, accountId } })) === 1;
}

export async function runViewOf(db: Db | Tx, runId: string): Promise<RunView> {
  const [view] = runViews([await db.activityRun.findUniqueOrThrow({ where: { id: runId }, select: runSelect })]);
  if (!view) throw new Error("One row gives one view.");
  return view;
}

export const runsOfSitting = async (db: Db | Tx, sittingId: string): Promise<RunView[]> =>
  runViews(await db.activityRun.findMany({ where: { sittingId }, select: runSelect }));

/** What a candidate may know of their own sitting; null when it is not theirs. */
export async function candidateSitting(
  db: Db | Tx,
  { accountId, authSessionId }: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
  now: Date,
): Promise<Omit<CandidateSittingView, "serverNow"> | null> {
  const sitting = await db.sitting.findFirst({
    where: { id: sittingId, accountId, booking: { isActive: true } },
    select: {
      seats: seatSelect.seats,
      id: true,
      sessionId: true,
      state: true,
      writingTool: true,
      arrivedAt: true,
      registrationId: true,
      runs: { select: runSelect },
      sideCameras: pairedSelect,
      rooms: { where: { state: { not: "CLOSED" } }, select: roomSelect },
      session: {
        select: {
          deliveryMode: true,
          ...rulesSelect,
          examBrowser: { select: { campaignId: true } },
          startsAt: true,
          timeZone: true,
          place: true,
          form: { select: { professionKey: true } },
          holds: { where: { endedAt: null }, select: { id: true } },
          advisers: { select: { account: { select: { id: true, givenName: true, familyName: true } } } },
          watchers: { where: { withdrawal: null, duty: "WATCH" }, select: { account: { select: { givenName: true, familyName: true } } } },
          rooms: {
            where: { kind: { in: ["DISCUSSION", "SUPERVISION"] }, sittingId: null, state: { not: "CLOSED" } },
            select: roomSelect,
          },
        },
      },
    },
  });
  if (!sitting) return null;
  const { session } = sitting;
  const names = new Map(
    session.advisers.map(({ account }) => [account.id, `${account.givenName} ${account.familyName}`]),
  );
  const isSeen = isSupervised({ ...session, hasAgreed: await agreesToSupervision(db, sitting.registrationId) });
  const { breaks, extraTime: _, ...granted } = (await grantedIn(db, sittingId))?.measures ?? noMeasures;
  return {
    sittingId: sitting.id,
    sessionId: sitting.sessionId,
    isPractice: session.isPractice,
    state: sitting.state,
    deliveryMode: session.deliveryMode,
    writingTool: sitting.writingTool,
    professionKey: session.form.professionKey,
    startsAt: session.startsAt.toISOString(),
    timeZone: session.timeZone,
    place: session.place,
    advisers: [...names.values()].map((name) => ({ name })),
    seat: placeIn(sitting, authSessionId),
    isFrozen: isFrozenIn(sitting),
    queuePlace: await queuePlace(db, sitting),
    runs: runViews(sitting.runs),
    openRooms: [...sitting.rooms, ...session.rooms.filter(({ kind }) => kind !== "SUPERVISION")].map(
      ({ id, kind, openedById }) => ({ roomId: id, kind, openedByName: names.get(openedById) ?? "" }),
    ),
    supervision: isSeen
      ? {
          roomId: session.rooms.find(({ kind }) => kind === "SUPERVISION")?.id ?? null,
          watchers: [...session.advisers, ...session.watchers].map(({ account }) => `${account.givenName} ${account.familyName}`),
          isScreenReleased: await goesOnWithoutScreen(db, sitting),
        }
      : null,
    sideCamera: sideCameraIn({ ...sitting, isSupervised: isSeen }, now),
    needsExamBrowser: session.examBrowser !== null,
    lockdown: lockdownIn(session),
    isHeld: session.holds.length > 0,
    reader: (await readersOf(db, [sittingId])).get(sittingId) ?? null,
    granted: { ...granted, breaks: breaks && { ...breaks, taken: breaksTaken(sitting.runs) } },
  };
}

function lockdownIn(session: Parameters<typeof rulesIn>[0]): CandidateSittingView["lockdown"] {
  const { level, lockdownVersion } = rulesIn(session);
  return { level, version: lockdownVersion };
}

/** The telephone that was paired last. */
export const pairedSelect = {
  where: { usedAt: { not: null } },
  select: { isLive: true, seenAt: true, endedAt: true },
  orderBy: { usedAt: "desc" },
  take: 1,
} as const;

interface PairedRow {
  readonly state: SittingState;
  readonly isSupervised: boolean;
  readonly sideCameras: readonly Parameters<typeof sideCameraState>[0][];
  readonly session: Parameters<typeof rulesIn>[0];
}

/** How a second camera stands, as its person and their advisers read it. */
export function sideCameraIn({ state, isSupervised: isSeen, sideCameras, session }: PairedRow, now: Date): SideCameraView | null {
  const { sideCamera: rule } = rulesIn(session);
  if (!maySend({ rule, isSupervised: isSeen, sittingState: state })) return null;
  return { rule, state: sideCameraState(sideCameras[0], now) };
}

const roomSelect = { id: true, kind: true, openedById: true } as const;

async function queuePlace(
  db: Db | Tx,
  sitting: { sessionId: string; state: SittingState; arrivedAt: Date | null },
): Promise<number | null> {
  if (sitting.state !== "WAITING" || !sitting.arrivedAt) return null;
  const before = { sessionId: sitting.sessionId, state: "WAITING", arrivedAt: { lt: sitting.arrivedAt } } as const;
  return (await db.sitting.count({ where: before })) + 1;
}

/** The practice that the account began last; only the latest one is kept at hand. */
export const latestPractice = (db: Db | Tx, accountId: string) =>
  db.sitting.findFirst({
    where: { accountId, booking: { isActive: true }, session: { isPractice: true } },
    select: { id: true, state: true, runs: { select: { activity: true, state: true } } },
    orderBy: { createdAt: "desc" },
  });

/** Is the account in the middle of an exam that counts? */
export async function isSittingNow(db: Db | Tx, accountId: string): Promise<boolean> {
  const underWay = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"] as const;
  const where = { accountId, booking: { isActive: true }, session: { isPractice: false }, state: { in: [...underWay] } };
  return (await db.sitting.count({ where })) > 0;
}

/** The run that is open for the account now, in an exam that is sat at a page. */
export const openRunOf = (db: Db | Tx, accountId: string) =>
  db.activityRun.findFirst({
    where: {
      state: { in: ["OPEN", "INTERRUPTED"] },
      // On paper there is no page to go back to; a practice waits for as long as one likes.
      sitting: { accountId, writingTool: "KEYBOARD", booking: { isActive: true }, session: { isPractice: false } },
    },
    select: { sittingId: true, activity: true, endsAt: true },
  });

const hour = 3_600_000;

/** The person's sittings, the next one first: what is still to come or under way, then the past, latest first. */
export async function sittingsOf(db: Db | Tx, accountId: string, now: Date) {
  const rows = await db.sitting.findMany({
    where: { accountId, booking: { isActive: true }, session: { isPractice: false } },
    select: { id: true, state: true, session: { select: { startsAt: true, deliveryMode: true } } },
    orderBy: { session: { startsAt: "asc" } },
  });
  const isAhead = (row: (typeof rows)[number]): boolean =>
    !["COMPLETED", "NOT_COMPLETED", "ABSENT"].includes(row.state) &&
    row.session.startsAt.getTime() > now.getTime() - 12 * hour;
  return [...rows.filter(isAhead), ...rows.filter((row) => !isAhead(row)).toReversed()].map((row) => ({
    sittingId: row.id,
    state: row.state,
    startsAt: row.session.startsAt.toISOString(),
    deliveryMode: row.session.deliveryMode,
  }));
}

/**
 * Runs whose stored end is not what the ledger says: always none. The end is kept beside the ledger only so that a job
 * can ask the database who is due.
 */
export const clocksThatDisagree = (db: Db | Tx): Promise<{ runId: string }[]> =>
  db.$queryRaw<{ runId: string }[]>`
    SELECT run.id AS "runId" FROM "ActivityRun" AS run
    WHERE run.state = 'OPEN' AND run."endsAt" IS DISTINCT FROM run."startedAt" + make_interval(secs => run."baseSeconds" +
      (SELECT COALESCE(SUM(entry.seconds), 0) FROM "TimeEntry" AS entry WHERE entry."runId" = run.id))
    OR run.state = 'INTERRUPTED' AND run."endsAt" IS NOT NULL`;
