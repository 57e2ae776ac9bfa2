import { secondsToStartAgain, type AbsenceOutcome } from "#shared/domain/discussion/absence.ts";
import { withHand, type DiscussionFrame } from "#shared/domain/discussion/frame.ts";
import { endsAtMs } from "#shared/domain/sitting/time-ledger.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { decideAbsence as contract } from "#shared/protocol/floor.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { hasMedia } from "../rooms/queries.ts";
import { setFrameStep } from "../rooms/steps.ts";
import { completeSittingIfEndedStep, creditStep, moveRunStep } from "../sitting/steps.ts";
import { absencesIn } from "./absences.ts";
import { passFloorStep } from "./give-floor.ts";
import { ownDiscussion } from "./own-discussion.ts";
import { floorOf } from "./queries.ts";
import { addAbsenceDecision } from "./store.ts";

const leastReasonLength = 10;

/**
 * What becomes of a discussion from which somebody is missing. The written rule is shown; a person decides, and says
 * why. Online the server's own evidence has to say that they had their five minutes; at a table the advisers see it.
 */
export const decideAbsence: RouteHandler<typeof contract> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const found = await ownDiscussion(uow, actor.accountId, params.roomId);
    if (!found.ok) return err(found.error);
    const { room, frame } = found.value;
    const { sittingId, outcome, reason } = body;
    if (!frame.participants.includes(sittingId)) return err("NOT_FOUND");
    if (room.state === "CLOSED") return err("ROOM_NOT_OPEN");
    const place = { roomId: room.id, openedAt: room.openedAt, frame };
    const absence = (await absencesIn(uow.tx, place, uow.now)).get(sittingId);
    if (absence?.stage !== "TO_DECIDE" && (await isDecided(uow, room.id, body, frame))) return ok({});
    if (reason.length < leastReasonLength) return err("REASON_REQUIRED");
    if (hasMedia(room.session) && absence?.stage !== "TO_DECIDE") return err("NOT_ALLOWED_NOW");

    await addAbsenceDecision(uow.tx, {
      roomId: room.id,
      sittingId,
      adviserId: actor.accountId,
      kind: outcome,
      reason,
      absentSince: absence ? new Date(absence.since) : uow.now,
      decidedAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "discussion.absenceDecided",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { outcome, reason, rule: absence?.rule ?? null, since: absence?.since ?? null },
    });
    const floor = await floorOf(uow.tx, room.id);
    if (outcome === "RESTART") {
      if (floor) await passFloorStep(uow, room.id, actor.accountId, null, frame);
      const now = uow.now.toISOString();
      await giveWholeTimeStep(uow, frame.participants, actor.accountId, reason);
      await setFrameStep(uow, room, { ...frame, part: "PREPARATION", partSince: now, startedAt: now, hands: [] });
      return ok({});
    }
    if (floor?.sittingId === sittingId) await passFloorStep(uow, room.id, actor.accountId, null, frame);
    await setFrameStep(uow, room, withHand(frame, sittingId, null));
    const left = await leaveStep(uow, sittingId, actor.accountId, reason);
    return left.ok ? ok({}) : err(left.error);
  });

/** Pressed twice, or by both advisers: a discussion that has only just begun again does not do so once more. */
async function isDecided(
  uow: UnitOfWork,
  roomId: string,
  { sittingId, outcome }: { readonly sittingId: string; readonly outcome: AbsenceOutcome },
  { part, startedAt }: DiscussionFrame,
): Promise<boolean> {
  const last = await uow.tx.absenceDecision.findFirst({
    where: { roomId, sittingId, kind: outcome },
    orderBy: { decidedAt: "desc" },
    select: { decidedAt: true },
  });
  if (!last || outcome === "GO_ON") return last !== null;
  return part === "PREPARATION" && last.decidedAt.toISOString() === startedAt;
}

/** The others go on. The person has failed nothing: their discussion is held again, on another form. */
async function leaveStep(
  uow: UnitOfWork,
  sittingId: string,
  actorId: string,
  reason: string,
): Promise<Result<Record<string, never>, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const moved = await moveRunStep(uow, sittingId, "DISCUSSION", "loseTechnically", actorId, { reason });
  if (!moved.ok) return moved;
  const details = { activity: "DISCUSSION", outcome: "TECHNICAL", reason };
  await observeStep(uow, sittingId, "ACTIVITY_ENDED", details, actorId);
  await completeSittingIfEndedStep(uow, sittingId, actorId);
  return ok({});
}

/** Everybody's clock has the whole of its time again; the ledger says who gave it, and why. */
async function giveWholeTimeStep(
  uow: UnitOfWork,
  sittingIds: readonly string[],
  actorId: string,
  reason: string,
): Promise<void> {
  const runs = await uow.tx.activityRun.findMany({
    where: { sittingId: { in: [...sittingIds] }, activity: "DISCUSSION", state: { in: ["OPEN", "INTERRUPTED"] } },
    select: {
      id: true,
      baseSeconds: true,
      startedAt: true,
      interruptedAt: true,
      timeEntries: { select: { cause: true, seconds: true } },
    },
    orderBy: { sittingId: "asc" },
  });
  for (const { id, baseSeconds, startedAt, interruptedAt, timeEntries } of runs) {
    if (!startedAt) continue;
    const seconds = secondsToStartAgain({
      baseSeconds,
      accommodationSeconds: timeEntries
        .filter(({ cause }) => cause === "ACCOMMODATION")
        .reduce((sum, entry) => sum + entry.seconds, 0),
      leftMs: endsAtMs(startedAt.getTime(), baseSeconds, timeEntries) - (interruptedAt ?? uow.now).getTime(),
    });
    if (seconds > 0) await creditStep(uow, id, { cause: "ADVISER_CREDIT", seconds, actorId, reason });
  }
}
