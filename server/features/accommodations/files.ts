import { measures, wishes, type Wish } from "#shared/domain/accommodations/measures.ts";
import { isStillOpen } from "#shared/domain/accommodations/still-open.ts";
import type { AccommodationFile } from "#shared/protocol/accommodations.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";

/** The file of a registration: what was asked last, what is in force, and whether it can still change. */

const fileSelect = {
  id: true,
  state: true,
  givenName: true,
  familyName: true,
  body: { select: { name: true } },
  accommodationRequests: {
    select: { id: true, wishes: true, text: true, why: true, createdAt: true, decisions: { select: { id: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1,
  },
  accommodationDecisions: {
    select: {
      outcome: true,
      measures: true,
      reason: true,
      decidedAt: true,
      decidedBy: { select: { givenName: true, familyName: true } },
    },
    orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
    take: 1,
  },
  bookings: {
    // A practice is not the day.
    where: { isActive: true, session: { isPractice: false } },
    select: {
      session: { select: { startsAt: true, timeZone: true, deliveryMode: true } },
      sitting: { select: { state: true } },
    },
    take: 1,
  },
} as const satisfies Prisma.RegistrationSelect;

type FileRow = Prisma.RegistrationGetPayload<{ select: typeof fileSelect }>;

const isWish = (given: string): given is Wish => (wishes as readonly string[]).includes(given);

function fileView(row: FileRow, now: Date): AccommodationFile {
  const [request] = row.accommodationRequests;
  const [decision] = row.accommodationDecisions;
  const [booking] = row.bookings;
  return {
    registrationId: row.id,
    name: `${row.givenName} ${row.familyName}`,
    bodyName: row.body.name,
    startsAt: booking?.session.startsAt.toISOString() ?? null,
    timeZone: booking?.session.timeZone ?? null,
    deliveryMode: booking?.session.deliveryMode ?? null,
    request: request
      ? {
          requestId: request.id,
          wishes: request.wishes.filter(isWish),
          text: request.text,
          why: request.why,
          createdAt: request.createdAt.toISOString(),
        }
      : null,
    decision: decision
      ? {
          outcome: decision.outcome,
          measures: measures.parse(decision.measures),
          reason: decision.reason,
          decidedByName: `${decision.decidedBy.givenName} ${decision.decidedBy.familyName}`,
          decidedAt: decision.decidedAt.toISOString(),
        }
      : null,
    isWaiting: request?.decisions.length === 0,
    isOpen: isStillOpen(
      {
        registrationState: row.state,
        seat: booking?.sitting
          ? { sittingState: booking.sitting.state, startsAtMs: booking.session.startsAt.getTime() }
          : null,
      },
      now.getTime(),
    ),
  };
}

/** Null when there is no such registration, or it is not this account's where one is named. */
export async function fileOf(
  db: Db | Tx,
  registrationId: string,
  now: Date,
  accountId?: string,
): Promise<AccommodationFile | null> {
  const row = await db.registration.findFirst({
    where: { id: registrationId, ...(accountId !== undefined && { accountId }) },
    select: fileSelect,
  });
  return row && fileView(row, now);
}

const readLength = 500;

/** Whoever waits comes first, whenever they registered, and among them whoever sits soonest; then the newest of the others. */
export async function filesToRead(db: Db, now: Date): Promise<AccommodationFile[]> {
  const waits = { accommodationRequests: { some: { decisions: { none: {} } } } } satisfies Prisma.RegistrationWhereInput;
  const [waiting, others] = await Promise.all([
    db.registration.findMany({ where: waits, select: fileSelect }),
    db.registration.findMany({
      where: { NOT: waits, OR: [{ accommodationRequests: { some: {} } }, { accommodationDecisions: { some: {} } }] },
      select: fileSelect,
      orderBy: { createdAt: "desc" },
      take: readLength,
    }),
  ]);
  const rank = (file: AccommodationFile): number => (file.isWaiting && file.isOpen ? 0 : 1);
  const day = ({ startsAt }: AccommodationFile): number => (startsAt ? Date.parse(startsAt) : Number.MAX_SAFE_INTEGER);
  return [...waiting, ...others].map((row) => fileView(row, now)).toSorted((a, b) => rank(a) - rank(b) || day(a) - day(b));
}
