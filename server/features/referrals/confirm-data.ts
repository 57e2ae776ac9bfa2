import { isBirthDate } from "#shared/domain/referrals/person-data.ts";
import { registrationMachine } from "#shared/domain/referrals/registration-machine.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { confirmData as contract } from "#shared/protocol/referrals.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { correctPersonStep } from "../accounts/steps.ts";
import { activeBooking } from "../scheduling/queries.ts";
import { ownRegistration } from "./queries.ts";
import { lockRegistrationStep } from "./steps.ts";
import { correctRegistration, moveRegistration } from "./store.ts";

/** «Tell us once»: what the order knew is shown, and confirmed or corrected. The record says which fields, not what. */
export const confirmData: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    await lockRegistrationStep(uow, params.registrationId);
    const registration = await ownRegistration(uow.tx, actor.accountId, params.registrationId);
    if (!registration) return err("NOT_FOUND");
    if (!isBirthDate(body.birthDate, uow.now.toISOString().slice(0, 10))) return err("BIRTH_DATE_UNLIKELY");
    const { givenName, familyName, phone, timeZone } = body;
    const corrected = [
      ...(givenName === registration.givenName ? [] : ["givenName"]),
      ...(familyName === registration.familyName ? [] : ["familyName"]),
      ...(body.birthDate === registration.birthDate.toISOString().slice(0, 10) ? [] : ["birthDate"]),
      ...(phone === registration.phone ? [] : ["phone"]),
      ...(timeZone === registration.account.timeZone ? [] : ["timeZone"]),
    ];
    const person = { givenName, familyName, phone, birthDate: new Date(`${body.birthDate}T00:00:00Z`) };
    if (registration.state === "PENDING_CONFIRMATION") {
      const moved = await confirmStep(uow, registration, actor.accountId, corrected, person);
      if (!moved.ok) return err(moved.error);
    } else {
      if (!(await canStillCorrect(uow, registration))) return err("NOT_ALLOWED_NOW");
      await correctRegistration(uow.tx, registration.id, person);
      if (corrected.length > 0)
        uow.audit({
          actorId: actor.accountId,
          type: "registration.corrected",
          subjectType: "registration",
          subjectId: registration.id,
          data: { corrected },
        });
    }
    await correctPersonStep(uow, actor.accountId, { givenName, familyName, timeZone });
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });

type Registration = NonNullable<Awaited<ReturnType<typeof ownRegistration>>>;

const confirmStep = (
  uow: UnitOfWork,
  registration: Registration,
  actorId: string,
  corrected: readonly string[],
  person: Parameters<typeof correctRegistration>[2],
) =>
  transition(uow, {
    machine: registrationMachine,
    subjectType: "registration",
    subjectId: registration.id,
    from: registration.state,
    event: "confirm",
    actorId,
    data: { corrected: [...corrected] },
    update: (from, to) => moveRegistration(uow.tx, registration.id, from, to, { ...person, confirmedAt: uow.now }),
  });

/** From the exam day on, the name that was compared with a document stays as it is. */
async function canStillCorrect(uow: UnitOfWork, { id, state }: Registration): Promise<boolean> {
  if (state !== "VALIDATED" && state !== "BOOKED") return false;
  const booking = await activeBooking(uow.tx, id);
  return !booking?.sitting || booking.sitting.state === "SCHEDULED";
}
