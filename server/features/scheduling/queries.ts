import type { Db, Tx } from "../../platform/db.ts";

/** Reads of sessions and bookings, for this feature and others. */

/** The seat that a registration holds now. */
export const activeBooking = (db: Db | Tx, registrationId: string) =>
  db.booking.findFirst({
    where: { registrationId, isActive: true, releasedAt: null },
    select: {
      id: true,
      sessionId: true,
      session: {
        select: {
          startsAt: true,
          timeZone: true,
          place: true,
          deliveryMode: true,
          state: true,
          advisers: { select: { account: { select: { id: true, givenName: true, familyName: true } } } },
        },
      },
      sitting: { select: { id: true, state: true, writingTool: true } },
    },
  });

/**
 * The codes of the forms of which this person has seen content: from the opening of an activity on, however it ended.
 * Another version of a form is the same case.
 */
export async function casesSeen(db: Db | Tx, accountId: string): Promise<string[]> {
  const sittings = await db.sitting.findMany({
    where: { accountId, runs: { some: { startedAt: { not: null } } } },
    select: { form: { select: { code: true } } },
  });
  return [...new Set(sittings.map(({ form }) => form.code))];
}

export const takenSeats = (db: Db | Tx, sessionId: string) =>
  db.booking.count({ where: { sessionId, isActive: true } });

/**
 * Sessions of an order that nobody has started, of cases that this person has not seen, in which a seat can be taken, with the
 * seats that are: the next sixty that begin after `from`, and the one that they have booked.
 */
export const sessionsAhead = async (db: Db | Tx, person: { readonly bodyId: string; readonly accountId: string }, from: Date, bookedId?: string) =>
  db.session.findMany({
    where: {
      bodyId: person.bodyId,
      state: "OPEN",
      form: { isPractice: false, code: { notIn: await casesSeen(db, person.accountId) } },
      OR: [{ startsAt: { gt: from } }, ...(bookedId === undefined ? [] : [{ id: bookedId }])],
    },
    orderBy: { startsAt: "asc" },
    take: 60,
    select: {
      id: true,
      deliveryMode: true,
      startsAt: true,
      timeZone: true,
      place: true,
      capacity: true,
      _count: { select: { bookings: { where: { isActive: true } } } },
    },
  });
