import { sidePeerOf } from "#shared/domain/rooms/side-camera.ts";
import { sittingMachine, type SittingEvent, type SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import { err, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { peerDismissedTopic } from "../../platform/media-topics.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { leaveStationsStep } from "../accounts/steps.ts";
import { stationSessionsOf } from "./seat-queries.ts";
import { moveSitting } from "./store.ts";

type Refusal = "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED";

export async function moveSittingStep(
  uow: UnitOfWork,
  sittingId: string,
  event: SittingEvent,
  actorId: string | null,
): Promise<Result<SittingState, Refusal>> {
  const sitting = await uow.tx.sitting.findUnique({
    where: { id: sittingId },
    select: { state: true, sessionId: true, accountId: true, session: { select: { isPractice: true } } },
  });
  if (!sitting) return err("NOT_FOUND");
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sitting.sessionId));
  uow.hint(topicOf.account(sitting.accountId));
  const moved = await transition(uow, {
    machine: sittingMachine,
    subjectType: "sitting",
    subjectId: sittingId,
    from: sitting.state,
    event,
    actorId,
    update: (from, to) => moveSitting(uow.tx, sittingId, from, to, event === "arrive" ? { arrivedAt: uow.now } : {}),
  });
  const isOver = moved.ok && ["COMPLETED", "NOT_COMPLETED", "ABSENT"].includes(moved.value);
  if (isOver) await dismissTelephone(uow, sittingId);
  if (isOver) await leaveStationsStep(uow, await stationSessionsOf(uow.tx, sittingId));
  // Nobody marks a practice.
  if (isOver && !sitting.session.isPractice) uow.outbox("sitting.completed", { sittingId });
  return moved;
}

/** A second camera ends with the sitting, at once: the room that has its picture lets go of it. */
async function dismissTelephone(uow: UnitOfWork, sittingId: string): Promise<void> {
  const paired = await uow.tx.sideCamera.findMany({
    where: { sittingId, usedAt: { not: null }, endedAt: null },
    select: { id: true },
  });
  for (const { id } of paired) uow.hint(peerDismissedTopic(sidePeerOf(id)));
}
