import { currentRoomList, headsets, roomList, roomSteps, stepNow } from "#shared/domain/identity/room-look.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type {
  beginRoomLook as beginContract,
  endRoomLook as endContract,
  noteRoomStep as noteContract,
  roomLooks as looksContract,
} from "#shared/protocol/room-look.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { checkedSitting } from "./checked-sitting.ts";
import { mayCheckIdentity } from "./policy.ts";
import { askedIn, looksOf, lookUnderWay } from "./queries.ts";
import { endRoomLookStep } from "./steps.ts";
import { addRoomLine, addRoomLook, lockForCheck } from "./store.ts";

/** The room is looked at together, line by line; what is not well is said in neutral words and holds nothing up. */

const whileHere: readonly SittingState[] = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

export const roomLooks: RouteHandler<typeof looksContract> = async ({ db }, actor, { params: { sittingId } }) => {
  const sitting = await checkedSitting(db, sittingId);
  const isReader = sitting && (sitting.accountId === actor.accountId || mayCheckIdentity(actor, sitting));
  if (!isReader) return err("NOT_FOUND");
  const looks = await looksOf(db, sittingId);
  return ok({
    timeZone: sitting.timeZone,
    mayBegin: whileHere.includes(sitting.state),
    looks: looks.map((look) => ({
      lookId: look.id,
      startedAt: look.startedAt.toISOString(),
      byName: fullName(look.startedBy),
      steps: [...roomList(look.listVersion)],
      now: askedIn(look),
      ended: look.end && { at: look.end.endedAt.toISOString(), byName: fullName(look.end.endedBy) },
      lines: look.lines.flatMap(({ step: stored, isWell, headset: said, note, notedBy, notedAt }) => {
        const step = roomSteps.find((one) => one === stored);
        const headset = headsets.find((one) => one === said) ?? null;
        return step ? [{ step, isWell, headset, note, byName: fullName(notedBy), at: notedAt.toISOString() }] : [];
      }),
    })),
  });
};

export const beginRoomLook: RouteHandler<typeof beginContract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    await lockForCheck(uow.tx, sittingId);
    const sitting = await checkedSitting(uow.tx, sittingId);
    if (!sitting || !mayCheckIdentity(actor, sitting)) return err("NOT_FOUND");
    if (!whileHere.includes(sitting.state)) return err("NOT_ALLOWED_NOW");
    // Two advisers who begin at once look together.
    const underWay = await lookUnderWay(uow.tx, sittingId);
    if (underWay) return ok({ lookId: underWay.id });
    const { id } = await addRoomLook(uow.tx, {
      sittingId,
      listVersion: currentRoomList,
      startedById: actor.accountId,
      startedAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "roomLook.begun",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { lookId: id, listVersion: currentRoomList },
    });
    await hint(uow, sittingId);
    return ok({ lookId: id });
  });

export const noteRoomStep: RouteHandler<typeof noteContract> = (deps, actor, { params: { sittingId, lookId }, body }) =>
  commit(deps, async (uow) => {
    await lockForCheck(uow.tx, sittingId);
    const sitting = await checkedSitting(uow.tx, sittingId);
    if (!sitting || !mayCheckIdentity(actor, sitting)) return err("NOT_FOUND");
    const look = (await looksOf(uow.tx, sittingId)).find(({ id }) => id === lookId);
    if (!look) return err("NOT_FOUND");
    if (!whileHere.includes(sitting.state)) return err("NOT_ALLOWED_NOW");
    const { step, isWell, headset, note } = body;
    if (!isWell && note === "") return err("REASON_REQUIRED");
    const noted = look.lines.map((line) => line.step);
    if (look.end !== null) return err("STATE_CHANGED");
    if (noted.includes(step) || !roomList(look.listVersion).includes(step)) return err("STATE_CHANGED");
    await addRoomLine(uow.tx, { lookId, step, isWell, headset: headset ?? null, note, notedById: actor.accountId, notedAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "roomLook.noted",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { lookId, step, isWell, ...(headset && { headset }) },
    });
    if (!isWell) await observeStep(uow, sittingId, "ROOM_NOTED", { text: note }, actor.accountId);
    const now = stepNow(look.listVersion, [...noted, step]);
    if (now === null) await observeStep(uow, sittingId, "ROOM_LOOKED", {}, actor.accountId);
    await hint(uow, sittingId);
    return ok({ now });
  });

export const endRoomLook: RouteHandler<typeof endContract> = (deps, actor, { params: { sittingId, lookId } }) =>
  commit(deps, async (uow) => {
    await lockForCheck(uow.tx, sittingId);
    const sitting = await checkedSitting(uow.tx, sittingId);
    if (!sitting || !mayCheckIdentity(actor, sitting)) return err("NOT_FOUND");
    const look = (await looksOf(uow.tx, sittingId)).find(({ id }) => id === lookId);
    if (!look) return err("NOT_FOUND");
    if (askedIn(look) === null) return err("STATE_CHANGED");
    await endRoomLookStep(uow, sittingId, actor.accountId);
    await hint(uow, sittingId);
    return ok({});
  });

async function hint(uow: UnitOfWork, sittingId: string): Promise<void> {
  const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { sessionId: true } });
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sessionId));
}
