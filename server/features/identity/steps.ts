import { stepsMissing } from "#shared/domain/identity/room-look.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { lookUnderWay } from "./queries.ts";
import { addRoomLookEnd, lockForCheck } from "./store.ts";

/** What other features make happen to the looks at a room, inside their own unit of work. */

/** Nobody goes on with it: a look that is under way is over, and the record says that it was not done. */
export async function endRoomLookStep(uow: UnitOfWork, sittingId: string, actorId: string): Promise<void> {
  await lockForCheck(uow.tx, sittingId);
  const look = await lookUnderWay(uow.tx, sittingId);
  if (!look) return;
  await addRoomLookEnd(uow.tx, { lookId: look.id, endedById: actorId, endedAt: uow.now });
  const missing = [...stepsMissing(look.listVersion, look.lines.map(({ step }) => step))];
  uow.audit({
    actorId,
    type: "roomLook.ended",
    subjectType: "sitting",
    subjectId: sittingId,
    data: { lookId: look.id, missing },
  });
  await observeStep(uow, sittingId, "ROOM_NOT_LOOKED", {}, actorId);
}
