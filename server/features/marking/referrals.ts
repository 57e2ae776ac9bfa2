import { err, ok } from "#shared/kernel/result.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { allotTexts } from "./allot-texts.ts";
import { moveTask } from "./move-task.ts";
import { closedCode, ownTextTask } from "./policy.ts";
import { kindOf } from "./referral-queries.ts";
import { blindScript } from "./script.ts";
import { addReferral, closeReferral, dropDraft, lockSitting } from "./store.ts";

/** A text that cannot be judged as it stands: its marker says so, the directorate decides. Both see the code alone. */

export const referScript: RouteHandler<typeof contract.referScript> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const task = await ownTextTask(uow.tx, actor.accountId, params.taskId);
    if (!task) return err("NOT_FOUND");
    const closed = closedCode(task.state);
    if (closed) return err(closed);
    await lockSitting(uow.tx, task.sittingId);
    const moved = await moveTask(uow, { id: task.id, state: "ALLOTTED" }, "refer", actor.accountId);
    if (!moved.ok) return err(moved.error);
    await addReferral(uow.tx, { taskId: task.id, ...body, createdAt: uow.now });
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });

/** The oldest first. A text that was taken back from its marker meanwhile waits for nobody. */
export const scriptReferrals: RouteHandler<typeof contract.scriptReferrals> = async ({ db }) => {
  const open = await db.scriptReferral.findMany({
    where: { resolvedAt: null, task: { state: "REFERRED" } },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      kind: true,
      note: true,
      createdAt: true,
      task: { select: { blindCode: true, sittingId: true, round: true } },
    },
  });
  return ok({
    referrals: await Promise.all(
      open.map(async ({ id, kind, note, createdAt, task }) => {
        const { language, paragraphs } = await blindScript(db, task);
        return {
          referralId: id,
          blindCode: task.blindCode,
          kind: kindOf(kind),
          note,
          createdAt: createdAt.toISOString(),
          language,
          paragraphs,
        };
      }),
    ),
  });
};

export const resolveReferral: RouteHandler<typeof contract.resolveReferral> = async (deps, actor, { params, body }) => {
  // A marker who gets a text back must be told what to do with it.
  if (body.resolution === "RETURN" && body.answer === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const referral = await uow.tx.scriptReferral.findUnique({
      where: { id: params.referralId },
      select: { task: { select: { id: true, sittingId: true, round: true, raterId: true } } },
    });
    if (!referral) return err("NOT_FOUND");
    const { task } = referral;
    await lockSitting(uow.tx, task.sittingId);
    const { count } = await closeReferral(uow.tx, params.referralId, {
      ...body,
      resolvedById: actor.accountId,
      resolvedAt: uow.now,
    });
    if (count !== 1) return err("STATE_CHANGED");
    const isReturned = body.resolution === "RETURN";
    const moved = await (isReturned
      ? moveTask(uow, { id: task.id, state: "REFERRED" }, "resume", actor.accountId)
      : moveTask(uow, { id: task.id, state: "REFERRED" }, "withdraw", actor.accountId, "REFERRED"));
    if (!moved.ok) return err(moved.error);
    if (!isReturned) {
      await dropDraft(uow.tx, { sittingId: task.sittingId, unit: textUnit, round: task.round, raterId: task.raterId });
      await allotTexts(uow, [task.sittingId]);
    }
    uow.hint(topicOf.account(task.raterId));
    return ok({});
  });
};
