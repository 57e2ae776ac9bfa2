import { stepsOf, techCheckLifeMs } from "#shared/domain/journey/journey-steps.ts";
import { isAnswered, missingFor } from "#shared/domain/privacy/consent-items.ts";
import { canChange, changeUntil } from "#shared/domain/scheduling/booking-rules.ts";
import { ok } from "#shared/kernel/result.ts";
import type { journey as contract, JourneyView } from "#shared/protocol/journey.ts";
import type { Deps } from "../../platform/deps.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { helpMinutes } from "../messages/queries.ts";
import { answersOf, currentConsents } from "../privacy/queries.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { creditsOf, sentResult } from "../results/queries.ts";
import { activeBooking } from "../scheduling/queries.ts";

/** This feature owns no table: it puts together what the others know of one person's way. */
export const readJourneys: RouteHandler<typeof contract> = async (deps, actor) => {
  const now = deps.clock.now();
  const rows = await deps.db.registration.findMany({
    where: { accountId: actor.accountId, state: { not: "WITHDRAWN" } },
    orderBy: { createdAt: "desc" },
    select: registrationSelect,
  });
  const contact = await contactBeforeBooking(deps);
  const journeys = await Promise.all(rows.map((row) => journeyOf(deps, row, now, contact)));
  const isOver = ({ isResultSent }: JourneyView): number => (isResultSent ? 1 : 0);
  return ok({
    journeys: journeys.toSorted((a, b) => isOver(a) - isOver(b)),
    serverNow: now.toISOString(),
  });
};

const registrationSelect = {
  id: true,
  accountId: true,
  bodyId: true,
  state: true,
  givenName: true,
  familyName: true,
  birthDate: true,
  phone: true,
  deliveryMode: true,
  body: { select: { name: true, profession: true } },
  account: { select: { email: true, timeZone: true } },
  techChecks: { orderBy: { createdAt: "desc" }, take: 1, select: { isPassed: true, createdAt: true } },
} as const;

interface RegistrationRow {
  id: string;
  accountId: string;
  bodyId: string;
  state: JourneyView["state"];
  givenName: string;
  familyName: string;
  birthDate: Date;
  phone: string | null;
  deliveryMode: "ONLINE" | "IN_PERSON" | null;
  body: { name: string; profession: string };
  account: { email: string; timeZone: string };
  techChecks: { isPassed: boolean; createdAt: Date }[];
}

async function journeyOf(
  deps: Deps,
  row: RegistrationRow,
  now: Date,
  firstContact: Contact | null,
): Promise<JourneyView> {
  const { db, config } = deps;
  const consents = await currentConsents(db, row.id);
  const answers = answersOf(consents);
  const booked = await activeBooking(db, row.id);
  const booking = bookingView(booked, config.changeDays, now);
  const contact = (booking && booked?.session.advisers[0]?.account) ?? firstContact;
  const isResultSent = booking ? (await sentResult(db, booking.sittingId)) !== null : false;
  const [check] = row.techChecks;
  const mode = booking?.deliveryMode ?? null;
  const mustMoveInPerson =
    mode === "ONLINE" && booking?.sittingState === "SCHEDULED" && missingFor("ONLINE", answers).length > 0;
  const steps = stepsOf({
    state: row.state,
    hasConsented: isAnswered(answers),
    mode,
    startsAt: booking && !mustMoveInPerson ? Date.parse(booking.startsAt) : null,
    sittingState: booking?.sittingState ?? null,
    techCheckedAt: check?.isPassed ? check.createdAt.getTime() : null,
    isResultSent,
  });
  const { givenName, familyName, phone } = row;
  return {
    registrationId: row.id,
    bodyName: row.body.name,
    profession: row.body.profession,
    state: row.state,
    person: { givenName, familyName, phone, ...row.account, birthDate: row.birthDate.toISOString().slice(0, 10) },
    consents: consents.map(({ recordedAt, ...consent }) => ({ ...consent, recordedAt: recordedAt.toISOString() })),
    isFilmOffered: (await recordingRulesOn(db, now)).isOralFilmed,
    booking: booking && mustMoveInPerson ? { ...booking, canChange: true } : booking,
    techCheck: check
      ? {
          isPassed: check.isPassed,
          checkedAt: check.createdAt.toISOString(),
          isValid: check.isPassed && now.getTime() - check.createdAt.getTime() < techCheckLifeMs,
        }
      : null,
    mustMoveInPerson,
    isResultSent,
    credits: isResultSent ? [] : await creditsOf(db, row, now),
    steps: steps.map(({ dueAt, ...step }) => ({
      ...step,
      dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    })),
    contact: contact && {
      name: nameOf(contact),
      helpMinutesToday: await helpMinutes(db, contact.id, now, row.account.timeZone),
    },
  };
}

type BookingRow = Awaited<ReturnType<typeof activeBooking>>;

function bookingView(row: BookingRow, changeDays: number, now: Date) {
  if (!row?.sitting) return null;
  const startsAt = row.session.startsAt.getTime();
  const [adviser] = row.session.advisers;
  return {
    bookingId: row.id,
    sessionId: row.sessionId,
    sittingId: row.sitting.id,
    sittingState: row.sitting.state,
    deliveryMode: row.session.deliveryMode,
    writingTool: row.sitting.writingTool,
    startsAt: row.session.startsAt.toISOString(),
    timeZone: row.session.timeZone,
    place: row.session.place,
    changeUntil: new Date(changeUntil(startsAt, changeDays)).toISOString(),
    canChange: row.sitting.state === "SCHEDULED" && canChange(startsAt, changeDays, now.getTime()),
    contact: adviser ? nameOf(adviser.account) : null,
  };
}

interface Contact {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
}

const nameOf = ({ givenName, familyName }: Contact): string => `${givenName} ${familyName}`;

/** Before there is a session, somebody of the support staff; the file always names a person. */
async function contactBeforeBooking({ db }: Deps): Promise<Contact | null> {
  return db.account.findFirst({
    where: { roles: { has: "SUPPORT" } },
    orderBy: { createdAt: "asc" },
    select: { id: true, givenName: true, familyName: true },
  });
}
