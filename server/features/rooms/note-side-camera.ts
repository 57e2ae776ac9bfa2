import { topicOf } from "#shared/protocol/live.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { pairedOf, sideFacts, type SideFacts } from "./side-camera-facts.ts";
import { noteTelephone } from "./side-camera-store.ts";

/**
 * The media node's word on a second camera. A loss is a line of the record only where the session asks for one, in the
 * room where its picture is wanted: whoever goes from the call to supervision loses nothing. Nothing else ever follows
 * from it: no clock stops and no content is hidden.
 */
export async function noteSideCamera(uow: UnitOfWork, roomId: string, sittingId: string, isLive: boolean): Promise<void> {
  const [paired, sitting] = [await pairedOf(uow.tx, sittingId), await sideFacts(uow.tx, sittingId)];
  if (!paired || !sitting || paired.isLive === isLive) return;
  // Said late of a room that has closed meanwhile: nobody sees it there.
  if (isLive && sitting.wanted === undefined) return;
  await noteTelephone(uow.tx, paired.id, { isLive });
  tell(uow, sitting);
  if (sitting.rule !== "REQUIRED" || sitting.wanted?.id !== roomId) return;
  const newest = await uow.tx.observation.findFirst({
    where: { sittingId, kind: { in: ["SIDE_CAMERA_PAIRED", "SIDE_CAMERA_LOST", "SIDE_CAMERA_RESTORED"] } },
    select: { kind: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const wasLost = newest?.kind === "SIDE_CAMERA_LOST";
  if (wasLost === isLive) await observeStep(uow, sittingId, isLive ? "SIDE_CAMERA_RESTORED" : "SIDE_CAMERA_LOST", {}, null);
}

/** A room that closes says nothing more of its people: what is wanted nowhere is seen by nobody, and all are told at once. */
export async function unseenStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  const [paired, sitting] = [await pairedOf(uow.tx, sittingId), await sideFacts(uow.tx, sittingId)];
  if (!paired?.isLive || !sitting || sitting.wanted) return;
  await noteTelephone(uow.tx, paired.id, { isLive: false });
  tell(uow, sitting);
}

function tell(uow: UnitOfWork, { id, sessionId }: Pick<SideFacts, "id" | "sessionId">): void {
  uow.hint(topicOf.sitting(id));
  uow.hint(topicOf.session(sessionId));
}
