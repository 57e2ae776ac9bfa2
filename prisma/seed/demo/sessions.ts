import { consentVersion, type ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import { ok } from "#shared/kernel/result.ts";
import { formInEffect } from "#server/features/forms/queries.ts";
import { createSittingStep } from "#server/features/sitting/steps.ts";
import type { Deps } from "#server/platform/deps.ts";
import { commit, type UnitOfWork } from "#server/platform/unit-of-work.ts";
import { candidates, emailOf, type BodyCode, type Candidate } from "./people.ts";

const minute = 60_000;
const dayMs = 24 * 60 * minute;

/** Two for each order, because both sessions of today are held at the same time. */
const advisers: { readonly [code in BodyCode]: readonly string[] } = {
  OIIQ: ["marc.tremblay@examen.test", "line.gagnon@examen.test"],
  OACIQ: ["helene.roy@examen.test", "paul.bergeron@examen.test"],
};
const office = "800, rue du Square-Victoria, Montréal";
const online = "Salle virtuelle";

/** Makes sure that there is a day to come to book, and one online and one in-person session that can be held now. */
export async function seedDays(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const heldNow = await deps.db.session.findMany({
    where: { isPractice: false, state: { in: ["OPEN", "IN_PROGRESS"] }, startsAt: { gt: new Date(now.getTime() - dayMs / 2), lte: now } },
    select: { deliveryMode: true },
  });
  const modes = new Set(heldNow.map(({ deliveryMode }) => deliveryMode));
  // Whoever leads one that can still be held has no time for another.
  if (!modes.has("ONLINE")) await seedToday(deps, "ONLINE");
  if (!modes.has("IN_PERSON")) await seedToday(deps, "IN_PERSON");
  const future = await deps.db.session.count({ where: { state: "OPEN", startsAt: { gt: new Date(now.getTime() + dayMs) } } });
  if (future < 4) await seedFuture(deps);
}

async function seedToday(deps: Deps, deliveryMode: "ONLINE" | "IN_PERSON"): Promise<void> {
  // Everybody who has been prepared before is passed over; a further round of the same names has other addresses.
  const before = await deps.db.registration.count({
    where: { state: { not: "PENDING_CONFIRMATION" }, body: { code: { in: Object.keys(advisers) } } },
  });
  await commit(deps, async (uow) => {
    const startsAt = new Date(uow.now.getTime() - 5 * minute);
    const isOnline = deliveryMode === "ONLINE";
    const bodyCode = isOnline ? "OIIQ" : "OACIQ";
    const session = await seedSession(uow, { bodyCode, deliveryMode, startsAt, place: isOnline ? online : office });
    for (const [index, writingTool] of (["KEYBOARD", isOnline ? "KEYBOARD" : "HANDWRITTEN"] as const).entries()) {
      const place = before + index;
      const person = candidates[place % candidates.length];
      if (person) await seedCandidate(uow, deps, session, person, Math.floor(place / candidates.length), writingTool);
    }
    uow.audit({ actorId: null, type: "demonstration.seeded", subjectType: "demonstration", subjectId: session.sessionId });
    return ok(null);
  });
}

async function seedFuture(deps: Deps): Promise<void> {
  await commit(deps, async (uow) => {
    // 13 h 30 at the Office is 17:30 or 18:30 UTC; a demonstration may be an hour off when clocks change.
    const at = (days: number, hour: number): Date => {
      const date = new Date(uow.now.getTime() + days * dayMs);
      date.setUTCHours(hour, 30, 0, 0);
      return date;
    };
    for (const bodyCode of ["OIIQ", "OACIQ"] as const) {
      await seedSession(uow, { bodyCode, deliveryMode: "ONLINE", startsAt: at(10, 18), place: online });
      await seedSession(uow, { bodyCode, deliveryMode: "IN_PERSON", startsAt: at(12, 14), place: office });
      await seedSession(uow, { bodyCode, deliveryMode: "ONLINE", startsAt: at(24, 23), place: online });
      await seedSession(uow, { bodyCode, deliveryMode: "IN_PERSON", startsAt: at(26, 18), place: office });
    }
    return ok(null);
  });
}

interface SeededSession {
  readonly sessionId: string;
  readonly bodyId: string;
  readonly bodyCode: BodyCode;
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
}

async function seedSession(
  uow: UnitOfWork,
  given: { bodyCode: BodyCode; deliveryMode: "ONLINE" | "IN_PERSON"; startsAt: Date; place: string },
): Promise<SeededSession> {
  const body = await uow.tx.body.findUniqueOrThrow({ where: { code: given.bodyCode }, select: { id: true, professionKey: true } });
  const form = await formInEffect(uow.tx, body.professionKey, given.startsAt);
  if (!form) throw new Error(`No form is in effect for ${body.professionKey}.`);
  const leaders = await uow.tx.account.findMany({ where: { email: { in: [...advisers[given.bodyCode]] } }, select: { id: true } });
  const session = await uow.tx.session.create({
    data: {
      bodyId: body.id,
      formId: form.id,
      deliveryMode: given.deliveryMode,
      state: "OPEN",
      startsAt: given.startsAt,
      place: given.place,
      capacity: 6,
      advisers: { create: leaders.map(({ id }) => ({ accountId: id })) },
    },
    select: { id: true },
  });
  return { sessionId: session.id, bodyId: body.id, bodyCode: given.bodyCode, deliveryMode: given.deliveryMode };
}

async function seedCandidate(
  uow: UnitOfWork,
  deps: Deps,
  session: SeededSession,
  person: Candidate,
  round: number,
  writingTool: "KEYBOARD" | "HANDWRITTEN",
): Promise<void> {
  const clerk = await uow.tx.account.findFirstOrThrow({
    where: { bodyId: session.bodyId, roles: { has: "CLERK" } },
    select: { id: true },
  });
  const names = { givenName: person.givenName, familyName: person.familyName };
  const identity = { ...names, birthDate: new Date(`${person.birthDate}T00:00:00Z`) };
  const email = emailOf(person, round);
  const account = await uow.tx.account.upsert({
    where: { email },
    create: { ...names, email, roles: ["CANDIDATE"], timeZone: person.timeZone, createdAt: uow.now },
    update: {},
    select: { id: true },
  });
  const registration = await uow.tx.registration.create({
    data: {
      ...identity,
      state: "BOOKED",
      deliveryMode: session.deliveryMode,
      writingTool,
      confirmedAt: uow.now,
      createdAt: uow.now,
      body: { connect: { id: session.bodyId } },
      account: { connect: { id: account.id } },
      referral: {
        create: {
          ...identity,
          reason: session.bodyCode === "OACIQ" ? "OACIQ" : "ART_35",
          fileNumber: `${session.bodyCode}-${String(1000 + round)}-${person.familyName.toUpperCase()}-${round}`,
          source: "FORM",
          createdAt: uow.now,
          body: { connect: { id: session.bodyId } },
          referredBy: { connect: { id: clerk.id } },
        },
      },
      consents: {
        create: consentsFor(session.deliveryMode).map((item) => ({
          item,
          version: consentVersion[item],
          isGranted: true,
          recordedAt: uow.now,
        })),
      },
      bookings: { create: { sessionId: session.sessionId, createdAt: uow.now } },
    },
    select: { id: true, bookings: { select: { id: true } } },
  });
  const [booking] = registration.bookings;
  if (!booking) throw new Error("The booking was created with the registration.");
  await createSittingStep(uow, deps.config, {
    bookingId: booking.id,
    sessionId: session.sessionId,
    registrationId: registration.id,
    accountId: account.id,
    writingTool,
  });
}

const consentsFor = (mode: "ONLINE" | "IN_PERSON"): readonly ConsentItem[] =>
  mode === "ONLINE"
    ? ["COLLECTION_NOTICE", "ORAL_RECORDING", "ONLINE_SUPERVISION"]
    : ["COLLECTION_NOTICE", "ORAL_RECORDING"];
