import { err, ok } from "#shared/kernel/result.ts";
import type { recordRecheck as contract } from "#shared/protocol/identity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { advisesSession } from "../sitting/queries.ts";
import { rechecksDue } from "./queries.ts";
import { addRecheck, lockForCheck } from "./store.ts";

/** Somebody who was away is looked at again, in one short form. A face that raises a doubt is a check of its own. */
export const recordRecheck: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    await lockForCheck(uow.tx, sittingId);
    const sitting = await uow.tx.sitting.findUnique({ where: { id: sittingId }, select: { sessionId: true } });
    if (!sitting || !(await advisesSession(uow.tx, actor.accountId, sitting.sessionId))) return err("NOT_FOUND");
    const { gapId, isFaceWell, isRoomWell, note } = body;
    const isWell = isFaceWell && isRoomWell;
    if (!isWell && note === "") return err("REASON_REQUIRED");
    const due = (await rechecksDue(uow.tx, sitting.sessionId)).get(sittingId);
    if (!due) return err("NOT_ALLOWED_NOW");
    // Somebody else has looked meanwhile, or the person was away once more.
    if (due.id !== gapId) return err("STATE_CHANGED");
    const recheck = { gapId, sittingId, isFaceWell, isRoomWell, note, checkedById: actor.accountId, checkedAt: uow.now };
    if (!(await addRecheck(uow.tx, recheck))) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "recheck.recorded",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { gapId, isFaceWell, isRoomWell },
    });
    const kind = isWell ? "RECHECKED" : "RECHECK_NOTED";
    await observeStep(uow, sittingId, kind, note === "" ? {} : { text: note }, actor.accountId);
    return ok({});
  });
