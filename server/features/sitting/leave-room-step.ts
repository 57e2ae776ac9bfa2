import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import { peerExpelledTopic } from "../../platform/media-topics.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";

const stopped: readonly RunState[] = ["TECHNICAL", "ABSENT", "GATE_STOPPED"];

/**
 * Whoever was stopped in a live activity is seen, heard and recorded in its room no longer, from this moment on and
 * whatever their page does; no ticket that was signed before opens it again. The others stay.
 */
export async function leaveRoomStep(uow: UnitOfWork, sittingId: string, activity: Activity, state: RunState): Promise<void> {
  if (!stopped.includes(state) || (activity !== "DISCUSSION" && activity !== "INTERVIEW")) return;
  const { accountId, sessionId } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { accountId: true, sessionId: true },
  });
  const rooms = await uow.tx.room.findMany({
    where: { kind: activity, state: { not: "CLOSED" }, ...(activity === "DISCUSSION" ? { sessionId } : { sittingId }) },
    select: { id: true },
  });
  for (const { id } of rooms) uow.hint(peerExpelledTopic(id, accountId));
}
