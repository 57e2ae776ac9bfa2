import { err, ok } from "#shared/kernel/result.ts";
import type { ReferralResolution } from "#shared/domain/marking/referral.ts";
import { oralActivityOf, unitsOf, type OralActivity } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/marking.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { languagesOfForms } from "../forms/queries.ts";
import { openReview } from "../results/queries.ts";
import { declareUnusableStep } from "../rooms/steps.ts";
import { allotOrals } from "./allot-orals.ts";
import { allotTexts } from "./allot-texts.ts";
import { moveTask } from "./move-task.ts";
import { closedCode, ownTextTask } from "./policy.ts";
import { unitOf } from "./queries.ts";
import { kindOf, openReferrals, referredWith, type ReferredTask } from "./referral-queries.ts";
import { blindScript } from "./script.ts";
import { addReferral, closeReferrals, dropDraft, lockSitting } from "./store.ts";
import { takeBack } from "./take-back.ts";

/** What cannot be judged as it stands: its marker says so, the directorate decides. Both see the code alone. */

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

export const scriptReferrals: RouteHandler<typeof contract.scriptReferrals> = async ({ db, clock }) => {
  const open = await openReferrals(db);
  const languageOf = await languagesOfForms(db, open.map(({ task }) => task.sitting.formId));
  return ok({
    referrals: await Promise.all(
      open.map(async ({ id, kind, note, createdAt, task }) => {
        const activity = oralActivityOf(unitOf(task.unit)) ?? null;
        const script = activity === null ? await blindScript(db, task) : { language: languageOf(task.sitting.formId), paragraphs: [] };
        return {
          referralId: id,
          blindCode: task.blindCode,
          kind: kindOf(kind),
          note,
          createdAt: createdAt.toISOString(),
          dueAt: task.dueAt.toISOString(),
          isLate: task.dueAt < clock.now(),
          activity,
          language: script.language,
          paragraphs: script.paragraphs,
        };
      }),
    ),
  });
};

export const resolveReferral: RouteHandler<typeof contract.resolveReferral> = async (deps, actor, { params, body }) => {
  // A marker who gets something back must be told what to do with it.
  if (body.resolution === "RETURN" && body.answer === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    const referral = await uow.tx.scriptReferral.findUnique({
      where: { id: params.referralId },
      select: { task: { select: { id: true, sittingId: true, unit: true, round: true, raterId: true } } },
    });
    if (!referral) return err("NOT_FOUND");
    const { sittingId, raterId, unit } = referral.task;
    const activity = oralActivityOf(unitOf(unit));
    if (body.resolution === "UNUSABLE" && !activity) return err("NOT_ALLOWED_NOW");
    await lockSitting(uow.tx, sittingId);
    const tasks = await referredWith(uow.tx, referral.task);
    const decision = { ...body, resolvedById: actor.accountId, resolvedAt: uow.now };
    const { count } = await closeReferrals(uow.tx, tasks.map(({ id }) => id), decision);
    // Somebody else decided, or took it back, a moment ago.
    if (count === 0 || count !== tasks.length || tasks.every(({ id }) => id !== referral.task.id)) return err("STATE_CHANGED");
    for (const task of tasks)
      if (!(await decide(uow, task, body.resolution, actor.accountId))) return err("STATE_CHANGED");
    if (activity && body.resolution === "UNUSABLE") await takeRecording(uow, { sittingId, activity }, actor.accountId);
    if (body.resolution === "REALLOT") await (activity ? allotOrals(uow, sittingId) : allotTexts(uow, [sittingId]));
    uow.hint(topicOf.account(raterId));
    return ok({});
  });
};

/** False where it moved meanwhile. What leaves its marker takes their draft with it. */
async function decide(uow: UnitOfWork, { id, ...place }: ReferredTask, resolution: ReferralResolution, actorId: string): Promise<boolean> {
  const task = { id, state: "REFERRED" } as const;
  if (resolution === "RETURN") return (await moveTask(uow, task, "resume", actorId)).ok;
  const moved = await moveTask(uow, task, "withdraw", actorId, "REFERRED");
  await dropDraft(uow.tx, place);
  return moved.ok;
}

/** Whoever else was asked to hear it goes on no more either; whoever was there, and was asked for what they heard, does. */
async function takeRecording(uow: UnitOfWork, recording: { readonly sittingId: string; readonly activity: OralActivity }, actorId: string) {
  const { sittingId, activity } = recording;
  await declareUnusableStep(uow, recording, actorId);
  const { session } = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { session: { select: { advisers: { select: { accountId: true } } } } },
  });
  const listeners = { notIn: session.advisers.map(({ accountId }) => accountId) };
  const taken = await takeBack(uow, { sittingId, unit: { in: [...unitsOf[activity]] }, raterId: listeners }, "REFERRED");
  if (!taken.ok) throw new Error(`A task of sitting ${sittingId} moved under its lock.`);
  // What is left of a review may be all that it waited for.
  if (await openReview(uow.tx, sittingId)) uow.outbox("marks.changed", { sittingId });
}
