import type { Json } from "#shared/kernel/canonical-json.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { OralActivity } from "#shared/domain/marking/units.ts";
import { roomMachine, type RoomEvent, type RoomState } from "#shared/domain/rooms/room-machine.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RoomKind } from "#shared/protocol/sitting.ts";
import { roomClosedTopic } from "../../platform/media-topics.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { endRoomLookStep } from "../identity/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { requestIn, seatSelect } from "../sitting/queries.ts";
import { unseenStep } from "./note-side-camera.ts";
import { openSupervision } from "./queries.ts";
import { addUnusable } from "./recording-store.ts";
import { createRoom, lockRoom, lockRoomsOfSession, moveRoom, setFrame } from "./store.ts";

export { clipFromStep } from "./clips.ts";
export { destroyKeyStep, removeTrackFiles } from "./destroy-key.ts";

/** Steps: what discussion and interview make happen to rooms, inside their own unit of work. */

type JsonObject = { readonly [key: string]: Json };

/** What was recorded of this activity cannot be judged: nobody is asked to mark from it any more. It cannot be undone. */
export async function declareUnusableStep(
  uow: UnitOfWork,
  recording: { readonly sittingId: string; readonly activity: OralActivity },
  actorId: string,
): Promise<void> {
  const { count } = await addUnusable(uow.tx, { ...recording, declaredById: actorId, declaredAt: uow.now });
  if (count === 0) return;
  const { sittingId, activity } = recording;
  uow.audit({ actorId, type: "recording.unusable", subjectType: "sitting", subjectId: sittingId, data: { activity } });
  // Whoever decided knows a code only; the person reads what was decided.
  await observeStep(uow, sittingId, "RECORDING_UNUSABLE", { activity }, null);
}

/** From here on nobody else opens a room of this session: a second opener finds the first one's room. */
export const lockRoomsStep = (uow: UnitOfWork, sessionId: string): Promise<void> =>
  lockRoomsOfSession(uow.tx, sessionId);

export async function openRoomStep(
  uow: UnitOfWork,
  room: {
    readonly kind: RoomKind;
    readonly sessionId: string;
    readonly sittingId: string | null;
    readonly frame: JsonObject;
  },
  actorId: string,
): Promise<{ id: string }> {
  const created = await createRoom(uow.tx, { ...room, openedById: actorId, openedAt: uow.now });
  tell(uow, room);
  uow.audit({
    actorId,
    type: "room.opened",
    subjectType: "room",
    subjectId: created.id,
    data: { kind: room.kind, sessionId: room.sessionId, sittingId: room.sittingId },
  });
  return created;
}

interface RoomFact {
  readonly id: string;
  readonly state: RoomState;
  readonly sessionId: string;
  readonly sittingId: string | null;
}

export async function moveRoomStep(
  uow: UnitOfWork,
  room: RoomFact,
  event: RoomEvent,
  actorId: string,
): Promise<Result<RoomState, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const moved = await transition(uow, {
    machine: roomMachine,
    subjectType: "room",
    subjectId: room.id,
    from: room.state,
    event,
    actorId,
    update: (from, to) => moveRoom(uow.tx, room.id, from, to, uow.now),
  });
  tell(uow, room);
  if (moved.ok && moved.value === "CLOSED") uow.hint(roomClosedTopic(room.id));
  return moved;
}

/** A call is over: a look at the room ends with it, and a telephone that is wanted nowhere else is seen by nobody. */
export async function endCallStep(
  uow: UnitOfWork,
  room: RoomFact & { readonly sittingId: string },
  actorId: string,
): Promise<Result<RoomState, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  // Takes the person's row before the room's, as whoever starts a clock does.
  await endRoomLookStep(uow, room.sittingId, actorId);
  await lockRoom(uow.tx, room.id);
  // Somebody may have entered meanwhile, or ended it.
  const { state } = await uow.tx.room.findUniqueOrThrow({ where: { id: room.id }, select: { state: true } });
  if (state === "CLOSED") return ok(state);
  const moved = await moveRoomStep(uow, { ...room, state }, "close", actorId);
  if (moved.ok) await unseenStep(uow, room.sittingId);
  return moved;
}

/**
 * The clock of a person runs: a call that nobody ended is over (IDY-17). Whoever asks in it to go on from another machine
 * stays there. Whoever calls it holds the person's row.
 */
export async function endForgottenCallStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  const room = await uow.tx.room.findFirst({
    where: { sittingId, kind: "CHECK_IN", state: { not: "CLOSED" } },
    select: { id: true, state: true, sessionId: true, openedById: true, sitting: { select: { seats: seatSelect.seats } } },
  });
  if (!room?.sitting || requestIn(room.sitting)) return;
  // In the name of whoever called: the clock may have been started by a rule, or by the person.
  await endCallStep(uow, { ...room, sittingId }, room.openedById);
}

/** Online, from the first reading on, one room shows everybody who works alone. Whoever calls it holds `lockRoomsStep`. */
export async function openSupervisionStep(uow: UnitOfWork, sessionId: string, actorId: string): Promise<void> {
  const { deliveryMode, isPractice } = await uow.tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { deliveryMode: true, isPractice: true },
  });
  if (deliveryMode !== "ONLINE" || isPractice || (await openSupervision(uow.tx, sessionId))) return;
  await openRoomStep(uow, { kind: "SUPERVISION", sessionId, sittingId: null, frame: {} }, actorId);
  // Whoever waits for it is told, each in their own page.
  const sittings = await uow.tx.sitting.findMany({ where: { sessionId, booking: { isActive: true } }, select: { id: true } });
  for (const { id } of sittings) uow.hint(topicOf.sitting(id));
}

/** The session is over: nobody is seen any more. */
export async function closeSupervisionStep(uow: UnitOfWork, sessionId: string, actorId: string): Promise<void> {
  const room = await openSupervision(uow.tx, sessionId);
  if (room) await moveRoomStep(uow, room, "close", actorId);
}

/** Waits until nobody else changes this room; whoever calls it reads the room afterwards. */
export const lockRoomStep = (uow: UnitOfWork, roomId: string): Promise<void> => lockRoom(uow.tx, roomId);

export async function setFrameStep(uow: UnitOfWork, room: RoomFact, frame: JsonObject): Promise<void> {
  await setFrame(uow.tx, room.id, frame);
  tell(uow, room);
}

function tell(uow: UnitOfWork, room: Pick<RoomFact, "sessionId" | "sittingId">): void {
  uow.hint(topicOf.session(room.sessionId));
  if (room.sittingId) uow.hint(topicOf.sitting(room.sittingId));
}
