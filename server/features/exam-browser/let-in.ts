import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/exam-browser.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { advisesSitting } from "../sitting/queries.ts";
import { goOnStep, lockStandingStep } from "../sitting/steps.ts";
import { addOverride, unlock } from "./store.ts";

const mayHelp = async (uow: UnitOfWork, actor: { accountId: string; roles: readonly string[] }, sittingId: string): Promise<boolean> =>
  (await uow.tx.sitting.count({ where: { id: sittingId, session: { examBrowser: { isNot: null } } } })) === 1 &&
  (actor.roles.includes("SUPPORT") || (await advisesSitting(uow.tx, actor.accountId, sittingId)));

/** An adviser lets the person in again: the clock runs from here, and how long it stood still is in the record. */
export const release: RouteHandler<typeof contract.releaseExamBrowser> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    await lockStandingStep(uow, sittingId);
    if (!(await letIn(uow, actor.accountId, sittingId, body.reason))) return err("NOT_ALLOWED_NOW");
    return ok({});
  });

export const override: RouteHandler<typeof contract.overrideExamBrowser> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await mayHelp(uow, actor, sittingId))) return err("NOT_FOUND");
    await lockStandingStep(uow, sittingId);
    const { reason } = body;
    if (!(await addOverride(uow.tx, { sittingId, reason, byId: actor.accountId, createdAt: uow.now }))) return err("STATE_CHANGED");
    await observeStep(uow, sittingId, "EXAM_BROWSER_OVERRIDDEN", { reason }, actor.accountId);
    uow.audit({ actorId: actor.accountId, type: "examBrowser.overridden", subjectType: "sitting", subjectId: sittingId, data: { reason } });
    await letIn(uow, actor.accountId, sittingId, reason);
    return ok({});
  });

async function letIn(uow: UnitOfWork, actorId: string, sittingId: string, reason: string): Promise<boolean> {
  const lockedAt = await unlock(uow.tx, sittingId, { releasedById: actorId, releasedAt: uow.now, reason });
  if (!lockedAt) return false;
  const seconds = Math.max(0, Math.ceil((uow.now.getTime() - lockedAt.getTime()) / 1000));
  await observeStep(uow, sittingId, "EXAM_BROWSER_RELEASED", { reason, seconds }, actorId);
  uow.audit({ actorId, type: "examBrowser.released", subjectType: "sitting", subjectId: sittingId, data: { reason, seconds } });
  await goOnStep(uow, sittingId, actorId);
  return true;
}
