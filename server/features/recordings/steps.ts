import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { liftHold, placeHold } from "./store.ts";

/** Keeps every recording of a sitting, whatever its age, until it is lifted. Holding what is held changes nothing. */
export async function holdRecordingsStep(
  uow: UnitOfWork,
  { sittingId, reason, actorId }: { readonly sittingId: string; readonly reason: string; readonly actorId: string },
): Promise<void> {
  const { count } = await placeHold(uow.tx, { sittingId, reason, placedById: actorId, placedAt: uow.now });
  if (count > 0)
    uow.audit({ actorId, type: "recording.held", subjectType: "sitting", subjectId: sittingId, data: { reason } });
}

/** Answers whether there was anything to lift. */
export async function liftHoldStep(uow: UnitOfWork, sittingId: string, actorId: string): Promise<boolean> {
  const { count } = await liftHold(uow.tx, sittingId, { liftedById: actorId, liftedAt: uow.now });
  if (count > 0)
    uow.audit({ actorId, type: "recording.released", subjectType: "sitting", subjectId: sittingId, data: {} });
  return count > 0;
}
