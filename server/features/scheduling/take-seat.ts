import { missingFor } from "#shared/domain/privacy/consent-items.ts";
import type { RegistrationState } from "#shared/domain/referrals/registration-machine.ts";
import { canBook, canChange } from "#shared/domain/scheduling/booking-rules.ts";
import type { DeliveryMode, WritingTool } from "#shared/domain/scheduling/session-machine.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Config } from "../../config.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { answersOf, currentConsents } from "../privacy/queries.ts";
import { bookRegistrationStep } from "../referrals/steps.ts";
import { createSittingStep } from "../sitting/steps.ts";
import { activeBooking, casesSeen, takenSeats } from "./queries.ts";
import { createBooking, endBooking, lockSessions, lockSittingsOfRegistration } from "./store.ts";

export interface SeatChoice {
  readonly sessionId: string;
  readonly deliveryMode: DeliveryMode;
  readonly writingTool: WritingTool;
  readonly replacesBookingId: string | null;
}

interface Booker {
  readonly id: string;
  readonly accountId: string;
  readonly bodyId: string;
  readonly state: RegistrationState;
}

type SeatRefusal =
  | "NOT_FOUND"
  | "WRONG_BODY"
  | "FORM_SEEN"
  | "WRONG_MODE"
  | "CONSENT_MISSING"
  | "SESSION_CLOSED"
  | "ALREADY_BOOKED"
  | "NOT_ALLOWED_NOW"
  | "SESSION_FULL"
  | "STATE_CHANGED";

/**
 * A seat for a registration that the caller has locked, under the session's lock: of two people and one seat, exactly
 * one has it. The same rules whoever chooses: the person, or somebody of the staff for them (`actorId`).
 */
export async function takeSeat(
  uow: UnitOfWork,
  config: Config,
  registration: Booker,
  choice: SeatChoice,
  actorId: string,
): Promise<Result<{ readonly bookingId: string }, SeatRefusal>> {
  const known = await activeBooking(uow.tx, registration.id);
  await lockSessions(uow.tx, [choice.sessionId, ...(known ? [known.sessionId] : [])]);
  await lockSittingsOfRegistration(uow.tx, registration.id);
  // Read again under the locks: the person may have arrived meanwhile, in another window.
  const held = await activeBooking(uow.tx, registration.id);
  const session = await uow.tx.session.findUnique({
    where: { id: choice.sessionId },
    select: { bodyId: true, form: { select: { code: true } }, deliveryMode: true, state: true, startsAt: true, capacity: true },
  });
  if (!session) return err("NOT_FOUND");
  if (session.bodyId !== registration.bodyId) return err("WRONG_BODY");
  if ((await casesSeen(uow.tx, registration.accountId)).includes(session.form.code)) return err("FORM_SEEN");
  const { deliveryMode, writingTool } = choice;
  // At home one writes at one's own keyboard; the tool is a choice in person only.
  const isPossible =
    session.deliveryMode === deliveryMode && (deliveryMode === "IN_PERSON" || writingTool === "KEYBOARD");
  if (!isPossible) return err("WRONG_MODE");
  const answers = answersOf(await currentConsents(uow.tx, registration.id));
  if (missingFor(deliveryMode, answers).length > 0) return err("CONSENT_MISSING");

  const now = uow.now.getTime();
  const { changeDays } = config;
  if (session.state !== "OPEN" || !canBook(session.startsAt.getTime(), changeDays, now)) return err("SESSION_CLOSED");
  if ((held?.id ?? null) !== choice.replacesBookingId) return err("ALREADY_BOOKED");
  if (held) {
    if (held.sessionId === choice.sessionId && held.sitting?.writingTool === writingTool) return err("ALREADY_BOOKED");
    if (held.sitting?.state !== "SCHEDULED") return err("NOT_ALLOWED_NOW");
    // Whoever takes back what their mode cannot do without is not kept in a seat that they may no longer sit in.
    const isMovingInPerson = deliveryMode === "IN_PERSON" && missingFor(held.session.deliveryMode, answers).length > 0;
    const isOpen = held.session.state === "OPEN" && canChange(held.session.startsAt.getTime(), changeDays, now);
    if (!isOpen && !isMovingInPerson) return err("SESSION_CLOSED");
    await endBooking(uow.tx, held.id, uow.now);
    uow.hint(topicOf.session(held.sessionId));
  }
  if ((await takenSeats(uow.tx, choice.sessionId)) >= session.capacity) return err("SESSION_FULL");

  const booked = await bookRegistrationStep(uow, registration, { deliveryMode, writingTool }, actorId);
  if (!booked.ok) return err(booked.error);
  const booking = await createBooking(uow.tx, {
    sessionId: choice.sessionId,
    registrationId: registration.id,
    createdAt: uow.now,
  });
  await createSittingStep(uow, config, {
    bookingId: booking.id,
    sessionId: choice.sessionId,
    registrationId: registration.id,
    accountId: registration.accountId,
    writingTool,
  });
  uow.audit({
    actorId,
    type: held ? "booking.changed" : "booking.made",
    subjectType: "registration",
    subjectId: registration.id,
    data: { bookingId: booking.id, sessionId: choice.sessionId, replaces: held?.id ?? null },
  });
  uow.hint(topicOf.account(registration.accountId));
  uow.hint(topicOf.session(choice.sessionId));
  return ok({ bookingId: booking.id });
}
