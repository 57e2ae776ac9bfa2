import { discussionFrame, gateOutcome, leastPromptsForGate } from "#shared/domain/discussion/frame.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { giveGateOpinion as contract } from "#shared/protocol/discussion.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { latestRoom } from "../rooms/queries.ts";
import { lockRoomStep } from "../rooms/steps.ts";
import { advisesSitting } from "../sitting/queries.ts";
import { completeSittingIfEndedStep, moveRunStep } from "../sitting/steps.ts";
import { addGateOpinion } from "./store.ts";

// Less than this is not a reason that somebody could answer to.
const leastReasonLength = 10;

/**
 * One opinion by each of the two evaluators, given once the discussion is over. «No» needs reasons and two prompts that
 * were recorded for the person. The second «no» stops the person: writing and interview are not evaluated. One «yes» is
 * enough to go on.
 */
export const giveGateOpinion: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const sitting = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { sessionId: true } });
    const room = await latestRoom(uow.tx, { kind: "DISCUSSION", sessionId: sitting.sessionId });
    if (!room) return err("NOT_ALLOWED_NOW");
    // Two opinions at once: the second one sees the first.
    await lockRoomStep(uow, room.id);
    const frame = discussionFrame.parse(room.frame);
    if (!frame.participants.includes(sittingId)) return err("NOT_ALLOWED_NOW");
    if (!frame.evaluators.includes(actor.accountId)) return err("NEEDS_TWO_ADVISERS");

    const { runs, gateOpinions, prompts } = await uow.tx.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: {
        runs: { select: { activity: true, state: true } },
        gateOpinions: { select: { adviserId: true, hasParticipated: true } },
        prompts: { select: { id: true } },
      },
    });
    if (gateOpinions.some(({ adviserId }) => adviserId === actor.accountId)) return err("ALREADY_LOCKED");
    const stateOf = (activity: string) => runs.find((run) => run.activity === activity)?.state;
    if (stateOf("DISCUSSION") !== "COMPLETED" || stateOf("WRITING") !== "PENDING") return err("NOT_ALLOWED_NOW");
    if (!body.hasParticipated) {
      if (prompts.length < leastPromptsForGate) return err("NEEDS_TWO_PROMPTS");
      if (body.reasons.length < leastReasonLength) return err("REASON_REQUIRED");
    }
    await addGateOpinion(uow.tx, { sittingId, adviserId: actor.accountId, ...body, createdAt: uow.now });
    uow.hint(topicOf.session(sitting.sessionId));
    uow.audit({
      actorId: actor.accountId,
      type: "gate.opinionGiven",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { hasParticipated: body.hasParticipated },
    });
    const outcome = gateOutcome([...gateOpinions, body]);
    if (outcome === "STOPPED") {
      const stopped = await stopAtGate(uow, sittingId, actor.accountId);
      if (!stopped.ok) return err(stopped.error);
    }
    return ok({ outcome });
  });

async function stopAtGate(
  uow: UnitOfWork,
  sittingId: string,
  actorId: string,
): Promise<Result<null, "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const reason = "PARTICIPATION";
  const steps = [
    ["DISCUSSION", "stopAtGate"],
    ["WRITING", "leaveOut"],
    ["INTERVIEW", "leaveOut"],
  ] as const;
  for (const [activity, event] of steps) {
    const moved = await moveRunStep(uow, sittingId, activity, event, actorId, { reason });
    if (!moved.ok) return moved;
  }
  await completeSittingIfEndedStep(uow, sittingId, actorId);
  return ok(null);
}
