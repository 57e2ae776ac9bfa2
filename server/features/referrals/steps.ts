import type { Result } from "#shared/kernel/result.ts";
import {
  registrationMachine,
  type RegistrationEvent,
  type RegistrationState,
} from "#shared/domain/referrals/registration-machine.ts";
import type { DeliveryMode, WritingTool } from "#shared/domain/scheduling/session-machine.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { lockRegistration, moveRegistration, setMode } from "./store.ts";

/** Steps: what other features may make happen to a registration, inside their own unit of work. */

type Refusal = "NOT_ALLOWED_NOW" | "STATE_CHANGED";

/** Whoever acts on this registration next waits for this transaction: a double click books once. */
export const lockRegistrationStep = (uow: UnitOfWork, registrationId: string): Promise<number> =>
  lockRegistration(uow.tx, registrationId);

/** The same for somebody who is known by their sitting; it comes before every lock on the sitting itself. */
export async function lockRegistrationOfStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  const sitting = await uow.tx.sitting.findUnique({ where: { id: sittingId }, select: { registrationId: true } });
  if (sitting) await lockRegistration(uow.tx, sitting.registrationId);
}

const move = (
  uow: UnitOfWork,
  registration: { id: string; state: RegistrationState },
  event: RegistrationEvent,
  actorId: string | null,
  data: Parameters<typeof moveRegistration>[4] = {},
): Promise<Result<RegistrationState, Refusal>> =>
  transition(uow, {
    machine: registrationMachine,
    subjectType: "registration",
    subjectId: registration.id,
    from: registration.state,
    event,
    actorId,
    update: (from, to) => moveRegistration(uow.tx, registration.id, from, to, data),
  });

/** A seat is taken. A booked registration that changes its seat stays booked. */
export async function bookRegistrationStep(
  uow: UnitOfWork,
  registration: { id: string; state: RegistrationState },
  mode: { deliveryMode: DeliveryMode; writingTool: WritingTool },
  actorId: string,
): Promise<Result<RegistrationState, Refusal>> {
  if (registration.state !== "BOOKED") return move(uow, registration, "book", actorId, mode);
  await setMode(uow.tx, registration.id, mode);
  return { ok: true, value: registration.state };
}

/** The seat was given back. */
export const unbookRegistrationStep = (
  uow: UnitOfWork,
  registration: { id: string; state: RegistrationState },
  actorId: string,
): Promise<Result<RegistrationState, Refusal>> => move(uow, registration, "cancelBooking", actorId);

/** Nothing that counts came of the sitting: the person chooses again. Whoever has done so already stays there. */
export async function reopenRegistrationStep(uow: UnitOfWork, registrationId: string, actorId: string): Promise<void> {
  const { state } = await uow.tx.registration.findUniqueOrThrow({
    where: { id: registrationId },
    select: { state: true },
  });
  if (state === "BOOKED") await move(uow, { id: registrationId, state }, "reopen", actorId);
}

/** The order takes its referral back. */
export const withdrawRegistrationStep = (
  uow: UnitOfWork,
  registration: { id: string; state: RegistrationState },
  actorId: string,
): Promise<Result<RegistrationState, Refusal>> => move(uow, registration, "withdraw", actorId);

/** The exam of a registration is over: a confirmed result was sent. Doing it twice is a success. */
export async function completeRegistrationStep(
  uow: UnitOfWork,
  registrationId: string,
  actorId: string | null,
): Promise<void> {
  const { state } = await uow.tx.registration.findUniqueOrThrow({
    where: { id: registrationId },
    select: { state: true },
  });
  if (state === "BOOKED") await move(uow, { id: registrationId, state }, "complete", actorId);
}
