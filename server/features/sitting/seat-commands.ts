import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/seat.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { outageReason } from "./presence-steps.ts";
import { ownsSitting } from "./queries.ts";
import { moveRunStep } from "./run-steps.ts";
import { seatsOf } from "./seat-queries.ts";
import { requestSeatStep } from "./seat-steps.ts";
import { thawSeat } from "./seat-store.ts";
import { lockLastSeen, lockSitting } from "./store.ts";

export const requestSeat: RouteHandler<typeof contract.requestSeat> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const asked = await requestSeatStep(uow, actor, sittingId);
    if (!asked.ok) return err(asked.error);
    const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: { sessionId: true },
    });
    uow.hint(topicOf.sitting(sittingId));
    uow.hint(topicOf.session(sessionId));
    return ok({});
  });

/** «Continuer»: the person is ready on the new machine. The clock runs again, with what the change took given back. */
export const continueSitting: RouteHandler<typeof contract.continueSitting> = (
  deps,
  actor,
  { params: { sittingId } },
) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    await lockLastSeen(uow.tx, sittingId);
    await lockSitting(uow.tx, sittingId);
    const { state, seats } = await seatsOf(uow.tx, sittingId);
    const held = seats.find((seat) => seat.state === "HELD" && seat.authSessionId === actor.authSessionId);
    if (!held) return err("SEAT_ELSEWHERE");
    // Pressed twice, or nothing had to stop: the person goes on.
    if (!(await thawSeat(uow.tx, held.id))) return ok({});
    uow.audit({ actorId: actor.accountId, type: "seat.continued", subjectType: "seat", subjectId: held.id });
    uow.hint(topicOf.sitting(sittingId));
    // A pause lasts until the person who called it ends it.
    if (state !== "IN_PROGRESS") return ok({});
    const stopped = await uow.tx.activityRun.findFirst({
      where: { sittingId, state: "INTERRUPTED", activity: { in: ["READING", "WRITING"] } },
      select: { activity: true, interruptedAt: true },
    });
    if (!stopped?.interruptedAt) return ok({});
    const resumed = await moveRunStep(uow, sittingId, stopped.activity, "resume", actor.accountId, {
      reason: outageReason,
    });
    if (!resumed.ok) return err(resumed.error);
    const seconds = Math.ceil((uow.now.getTime() - stopped.interruptedAt.getTime()) / 1000);
    await observeStep(uow, sittingId, "CONTINUED", { activity: stopped.activity, seconds }, null);
    return ok({});
  });
