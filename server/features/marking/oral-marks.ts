import { err, ok } from "#shared/kernel/result.ts";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import { criteriaOf, isComplete, unitsOf, type UnitId } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { advisesSitting } from "../sitting/queries.ts";
import { moveTask } from "./move-task.ts";
import { withdrawNeedless } from "./needless-tasks.ts";
import { isActivityMarkable, nothingToMark, oralMarksOf, unitsToMark, type OralPlace } from "./oral-units.ts";
import { ownDraft } from "./queries.ts";
import { createMark, dropDraft, lockSitting, saveOralDraft, type DraftPlace } from "./store.ts";
import { hasOpenTask } from "./take-back.ts";

/** What an adviser marks live: their own draft, then their lock. The other adviser's never passes here. */

/** Whoever was there never judges again in a review. */
const ownPlace = (sittingId: string, unit: UnitId, raterId: string): DraftPlace => ({
  sittingId,
  unit,
  round: "ORIGINAL",
  raterId,
});

export const oralMarks: RouteHandler<typeof contract.oralMarks> = async ({ db }, { accountId }, { params }) => {
  if (!(await advisesSitting(db, accountId, params.sittingId))) return err("NOT_FOUND");
  return ok(await oralMarksOf(db, { ...params, adviserId: accountId }));
};

export const saveOralMarks: RouteHandler<typeof contract.saveOralMarks> = (deps, { accountId }, { params, body }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSitting(uow.tx, accountId, params.sittingId))) return err("NOT_FOUND");
    const place = { ...params, adviserId: accountId };
    // Nothing is called saved that another window of the same adviser is just locking.
    await lockSitting(uow.tx, params.sittingId);
    if (!(await isActivityMarkable(uow.tx, place))) return err("NOT_ALLOWED_NOW");
    const isOfIt = ({ unit, bands }: (typeof body.units)[number]): boolean =>
      unitsOf[params.activity].includes(unit) && bands.length === criteriaOf[unit].length;
    if (!body.units.every(isOfIt)) return err("BAD_INPUT");
    const open = await unitsToMark(uow.tx, place);
    // What was taken back meanwhile takes nothing of the rest with it.
    const kept = body.units.filter((given) => open.some(({ unit }) => unit === given.unit));
    if (kept.length === 0) return err(await nothingToMark(uow.tx, place));
    for (const given of kept) {
      const own = ownPlace(params.sittingId, given.unit, accountId);
      // A page that was open before pages knew of revisions goes on as it began: its newest counts.
      const revision = given.revision ?? (await ownDraft(uow.tx, own)).revision;
      const saved = await saveOralDraft(uow.tx, own, { ...given, revision }, uow.now);
      // Another window of the same adviser was faster: theirs is shown before it is written over.
      if (saved === undefined) return err("DRAFT_CONFLICT");
    }
    return ok(await oralMarksOf(uow.tx, place));
  });

export const lockOralMarks: RouteHandler<typeof contract.lockOralMarks> = (deps, { accountId }, { params, body }) =>
  commit(deps, async (uow) => {
    if (!(await advisesSitting(uow.tx, accountId, params.sittingId))) return err("NOT_FOUND");
    const place = { ...params, adviserId: accountId };
    await lockSitting(uow.tx, params.sittingId);
    if (!(await isActivityMarkable(uow.tx, place))) return err("NOT_ALLOWED_NOW");
    const open = await unitsToMark(uow.tx, place);
    if (open.length === 0) return err(await nothingToMark(uow.tx, place));
    for (const { unit, taskId } of open) {
      const own = ownPlace(params.sittingId, unit, accountId);
      const draft = await ownDraft(uow.tx, own);
      // What is locked is what was seen.
      const known = body.known && (body.known.find((one) => one.unit === unit)?.revision ?? 0);
      if (known !== undefined && draft.revision > known) return err("DRAFT_CONFLICT");
      if (draft.comments.length > markLimits.comments) return err("BAD_INPUT");
      if (!isComplete(unit, draft.bands)) return err("BANDS_INCOMPLETE");
      const mark = await createMark(uow.tx, {
        ...own,
        taskId,
        bands: draft.bands,
        comments: draft.comments,
        lockedAt: uow.now,
      });
      await dropDraft(uow.tx, own);
      if (taskId) await finishTask(uow, taskId, accountId);
      uow.audit({
        actorId: accountId,
        type: "mark.locked",
        subjectType: "mark",
        subjectId: mark.id,
        data: { sittingId: params.sittingId, unit, ordinal: mark.ordinal },
      });
    }
    uow.outbox("marks.changed", { sittingId: params.sittingId });
    // Somebody may have been asked to hear it in the place of this very mark.
    const isAsked = await hasOpenTask(uow.tx, { sittingId: params.sittingId, unit: { in: open.map(({ unit }) => unit) } });
    if (isAsked) await withdrawNeedless(uow, params.sittingId);
    await hintLock(uow, place);
    return ok(await oralMarksOf(uow.tx, place));
  });

async function finishTask(uow: UnitOfWork, taskId: string, actorId: string): Promise<void> {
  const moved = await moveTask(uow, { id: taskId, state: "ALLOTTED" }, "mark", actorId);
  if (!moved.ok) throw new Error(`The task ${taskId} was alive under the sitting's lock.`);
}

/** The gate and the desk wait for locks. */
async function hintLock(uow: UnitOfWork, { sittingId, adviserId }: OralPlace): Promise<void> {
  const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { sessionId: true },
  });
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sessionId));
  uow.hint(topicOf.account(adviserId));
}
