import { registrationMachine } from "#shared/domain/referrals/registration-machine.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";

/** Steps: what other features may make happen to a registration, inside their own unit of work. */

/** The exam of a registration is over: a confirmed result was sent. Doing it twice is a success. */
export async function completeRegistrationStep(uow: UnitOfWork, registrationId: string, actorId: string | null): Promise<void> {
  const { state } = await uow.tx.registration.findUniqueOrThrow({ where: { id: registrationId }, select: { state: true } });
  if (state !== "BOOKED") return;
  await transition(uow, {
    machine: registrationMachine,
    subjectType: "registration",
    subjectId: registrationId,
    from: state,
    event: "complete",
    actorId,
    update: (from, to) => uow.tx.registration.updateMany({ where: { id: registrationId, state: from }, data: { state: to } }),
  });
}
