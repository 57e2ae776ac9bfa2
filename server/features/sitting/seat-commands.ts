import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/seat.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownsSitting } from "./queries.ts";
import { requestSeatStep } from "./seat-steps.ts";

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
