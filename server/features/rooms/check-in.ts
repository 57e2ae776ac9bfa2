import { fullName } from "#shared/domain/rooms/entry.ts";
import { isSupervised } from "#shared/domain/rooms/supervision.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/rooms.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { rulesSelect } from "../lockdown/queries.ts";
import { agreesToSupervision } from "../privacy/queries.ts";
import { pairedSelect, requestIn, seatSelect, sideCameraIn } from "../sitting/queries.ts";
import { hasMedia, roomOfAdviser } from "./queries.ts";
import { endCallStep, lockRoomsStep, openRoomStep } from "./steps.ts";

/** The sitting of somebody whom this adviser may call; null for anybody else's. */
const findCalled = (db: Db | Tx, accountId: string, sittingId: string) =>
  db.sitting.findFirst({
    where: { id: sittingId, booking: { isActive: true }, session: { advisers: { some: { accountId } } } },
    select: {
      id: true,
      state: true,
      sessionId: true,
      registrationId: true,
      sideCameras: pairedSelect,
      session: { select: { ...rulesSelect, state: true, deliveryMode: true } },
      seats: seatSelect.seats,
      registration: { select: { givenName: true, familyName: true } },
      rooms: { where: { kind: "CHECK_IN", state: { not: "CLOSED" } }, select: { id: true } },
    },
  });

export const checkIn: RouteHandler<typeof contract.checkIn> = async ({ db, clock }, actor, { params }) => {
  const sitting = await findCalled(db, actor.accountId, params.sittingId);
  if (!sitting) return err("NOT_FOUND");
  const hasAgreed = await agreesToSupervision(db, sitting.registrationId);
  return ok({
    sittingId: sitting.id,
    sessionId: sitting.sessionId,
    candidateName: fullName(sitting.registration),
    state: sitting.state,
    hasMedia: hasMedia(sitting.session),
    seatRequestId: requestIn(sitting)?.id ?? null,
    sideCamera: sideCameraIn({ ...sitting, isSupervised: isSupervised({ ...sitting.session, hasAgreed }) }, clock.now()),
    roomId: sitting.rooms[0]?.id ?? null,
  });
};

/** One call at a time for a person; two advisers who call at once end up in the same one. */
export const openCheckIn: RouteHandler<typeof contract.openCheckIn> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const seen = await findCalled(uow.tx, actor.accountId, params.sittingId);
    if (!seen) return err("NOT_FOUND");
    await lockRoomsStep(uow, seen.sessionId);
    const sitting = await findCalled(uow.tx, actor.accountId, params.sittingId);
    if (!sitting) return err("NOT_FOUND");
    // Somebody who waits to be received, or to be readmitted on another machine.
    const isWaiting = sitting.state === "WAITING" || requestIn(sitting) !== null;
    if (!isWaiting || sitting.session.state !== "IN_PROGRESS" || !hasMedia(sitting.session)) return err("NOT_ALLOWED_NOW");
    const [open] = sitting.rooms;
    if (open) return ok({ roomId: open.id });
    const { sessionId } = sitting;
    const { id } = await openRoomStep(
      uow,
      { kind: "CHECK_IN", sessionId, sittingId: sitting.id, frame: {} },
      actor.accountId,
    );
    return ok({ roomId: id });
  });

export const closeCheckIn: RouteHandler<typeof contract.closeCheckIn> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const room = await roomOfAdviser(uow.tx, actor.accountId, params.roomId);
    if (!room) return err("NOT_FOUND");
    if (room.kind !== "CHECK_IN" || !room.sittingId) return err("NOT_ALLOWED_NOW");
    if (room.state === "CLOSED") return ok({});
    const ended = await endCallStep(uow, { ...room, sittingId: room.sittingId }, actor.accountId);
    return ended.ok ? ok({}) : err(ended.error);
  });
