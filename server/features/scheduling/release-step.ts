import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { lockRegistrationStep, reopenRegistrationStep } from "../referrals/steps.ts";
import { releaseBooking } from "./store.ts";

/** Why a sitting leads to nothing that counts. None of them is an attempt. */
export type ReleaseCause = "POSTPONED" | "ABSENT" | "TECHNICAL" | "ANNULLED" | "INCIDENT";

/**
 * A way back: the person may choose another session, on another form than any whose content they have seen. The former
 * sitting, its record and its booking stay as they were. Doing it twice is a success.
 */
export async function releaseBookingStep(
  uow: UnitOfWork,
  sittingId: string,
  cause: ReleaseCause,
  actorId: string,
): Promise<void> {
  const { bookingId, registrationId, accountId } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { bookingId: true, registrationId: true, accountId: true },
  });
  if (!registrationId) return;
  await lockRegistrationStep(uow, registrationId);
  if (!(await releaseBooking(uow.tx, bookingId, uow.now))) return;
  await reopenRegistrationStep(uow, registrationId, actorId);
  uow.audit({
    actorId,
    type: "booking.released",
    subjectType: "registration",
    subjectId: registrationId,
    data: { bookingId, sittingId, cause },
  });
  uow.hint(topicOf.account(accountId));
}
