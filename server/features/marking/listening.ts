import { formContent } from "#shared/domain/forms/form-content.ts";
import { stillAsked, writtenMoments } from "#shared/domain/marking/moments.ts";
import { criteriaOf, isComplete, oralActivityOf, textUnit, unitsOf, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/listening.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { gridsOf } from "../policies/queries.ts";
import { hasOpened } from "../recordings/queries.ts";
import { recordedVoices, sittingsHeard } from "../rooms/queries.ts";
import { moveOwnTask } from "./move-task.ts";
import { ownDraft, unitOf } from "./queries.ts";
import { createMark, dropDraft, lockSitting, saveDraft, type MarkRound } from "./store.ts";

/** Marking an oral activity from its recording, by somebody who was not there. */

interface Listening {
  readonly taskId: string;
  readonly sittingId: string;
  readonly activity: OralActivity;
  readonly round: MarkRound;
  readonly blindCode: string;
  readonly dueAt: Date;
  /** What is still to be marked, each with its task. */
  readonly open: readonly { readonly taskId: string; readonly unit: UnitId }[];
}

/** The marker's own: an adviser of the session marks as one who attended, and everybody else's does not exist. */
const ownRecorded = (raterId: string) => ({
  raterId,
  unit: { not: textUnit },
  sitting: { session: { advisers: { none: { accountId: raterId } } } },
});

/** One task of a recording leads to all of it: where that one was taken back, what is left goes on under its name. */
async function ownListening(
  db: Db | Tx,
  raterId: string,
  taskId: string,
): Promise<Result<Listening, "NOT_FOUND" | "ALREADY_LOCKED" | "TASK_WITHDRAWN">> {
  const task = await db.markingTask.findFirst({
    where: { id: taskId, ...ownRecorded(raterId) },
    select: { id: true, sittingId: true, unit: true, round: true, blindCode: true, dueAt: true, state: true },
  });
  const activity = task ? oralActivityOf(unitOf(task.unit)) : undefined;
  if (!task || !activity) return err("NOT_FOUND");
  const open = await db.markingTask.findMany({
    where: { sittingId: task.sittingId, raterId, round: task.round, state: "ALLOTTED", unit: { in: [...unitsOf[activity]] } },
    select: { id: true, unit: true },
    orderBy: { unit: "asc" },
  });
  if (open.length === 0) return err(task.state === "WITHDRAWN" ? "TASK_WITHDRAWN" : "ALREADY_LOCKED");
  const { sittingId, round, blindCode, dueAt } = task;
  return ok({ taskId, sittingId, activity, round, blindCode, dueAt, open: open.map(({ id, unit }) => ({ taskId: id, unit: unitOf(unit) })) });
}

export const listeningTasks: RouteHandler<typeof contract.listeningTasks> = async ({ db, clock }, actor) => {
  const rows = await db.markingTask.findMany({
    where: { ...ownRecorded(actor.accountId), state: "ALLOTTED" },
    select: { id: true, unit: true, sittingId: true, blindCode: true, dueAt: true },
    orderBy: [{ dueAt: "asc" }, { blindCode: "asc" }],
  });
  const heard = new Set<string>();
  return ok({
    tasks: rows.flatMap(({ id, unit, sittingId, blindCode, dueAt }) => {
      const activity = oralActivityOf(unitOf(unit));
      // Two units of one activity are heard once.
      if (!activity || heard.has(`${sittingId}:${activity}`)) return [];
      heard.add(`${sittingId}:${activity}`);
      return [{ taskId: id, blindCode, activity, dueAt: dueAt.toISOString(), isLate: dueAt < clock.now() }];
    }),
  });
};

export const openListening: RouteHandler<typeof contract.openListening> = async (deps, actor, { params }) => {
  const opened = await commit(deps, async (uow) => {
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    const { sittingId, activity } = own.value;
    for (const heard of await sittingsHeard(uow.tx, sittingId, activity))
      await observeStep(uow, heard, "RECORDING_OPENED", { activity }, null);
    uow.audit({ actorId: actor.accountId, type: "recording.opened", subjectType: "sitting", subjectId: sittingId, data: { activity, taskId: params.taskId } });
    return own;
  });
  if (!opened.ok) return opened;
  const { sittingId, activity, round, blindCode, dueAt, open } = opened.value;
  const sitting = await deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { form: { select: { content: true } } } });
  const voices = await recordedVoices(deps, sittingId, activity);
  const units = [];
  for (const { unit } of open) {
    const draft = await ownDraft(deps.db, { sittingId, unit, round, raterId: actor.accountId });
    units.push({ unit, bands: [...draft.bands], comments: draft.comments, moments: [...draft.moments] });
  }
  return ok({
    blindCode,
    activity,
    dueAt: dueAt.toISOString(),
    situation: formContent.parse(sitting.form.content).situation,
    units,
    grids: await gridsOf(deps.db, sittingId, open.map(({ unit }) => unit)),
    durationMs: Math.max(0, ...voices.map(({ durationMs }) => durationMs)),
    voices: voices.map(({ speaker, speech, gaps, isDamaged }, index) => ({
      speaker,
      number: voices.slice(0, index + 1).filter((other) => other.speaker === speaker).length,
      speech: speech.map(([from, to]): [number, number] => [from, to]),
      gaps: gaps.map(([from, to]): [number, number] => [from, to]),
      isDamaged,
    })),
  });
};

export const listeningVoice: RouteHandler<typeof contract.listeningVoice> = async (deps, actor, { params }) => {
  const own = await ownListening(deps.db, actor.accountId, params.taskId);
  if (!own.ok) return own;
  const { sittingId, activity } = own.value;
  const opening = { actorId: actor.accountId, sittingId, activity, taskId: params.taskId };
  if (!(await hasOpened(deps.db, deps.clock.now(), opening))) return err("RECORDING_NOT_OPENED");
  const [voice] = await recordedVoices(deps, sittingId, activity, params.index);
  if (!voice) return err("NOT_FOUND");
  await commit(deps, async (uow) => {
    const data = { activity, taskId: params.taskId, voice: params.index };
    uow.audit({ actorId: actor.accountId, type: "recording.heard", subjectType: "sitting", subjectId: sittingId, data });
    return ok({});
  });
  return ok({ bytes: voice.ogg, mime: "audio/ogg", fileName: `${own.value.blindCode}-${params.index + 1}.ogg` });
};

export const saveListening: RouteHandler<typeof contract.saveListening> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    const { sittingId, activity, round } = own.value;
    const isOfIt = ({ unit, bands }: (typeof body.units)[number]): boolean =>
      unitsOf[activity].includes(unit) && bands.length === criteriaOf[unit].length;
    if (!body.units.every(isOfIt)) return err("BAD_INPUT");
    const asked = own.value.open.map(({ unit }) => unit);
    for (const given of stillAsked(body.units, asked)) {
      await saveDraft(uow.tx, { sittingId, unit: given.unit, round, raterId: actor.accountId }, given, uow.now);
    }
    return ok({ savedAt: uow.now.toISOString(), asked });
  });

/** Every unit that is still asked, or none: the activity was heard once. */
export const recordListening: RouteHandler<typeof contract.recordListening> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const seen = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!seen.ok) return err(seen.error);
    const { sittingId } = seen.value;
    await lockSitting(uow.tx, sittingId);
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    const handedIn = stillAsked(body.units, own.value.open.map(({ unit }) => unit));
    for (const { taskId, unit } of own.value.open) {
      const given = handedIn.find((one) => one.unit === unit);
      if (!given || !isComplete(unit, given.bands)) return err("BANDS_INCOMPLETE");
      const moved = await moveOwnTask(uow, { id: taskId, state: "ALLOTTED" }, "mark", actor.accountId);
      if (!moved.ok) return err(moved.error);
      const place = { sittingId, unit, round: own.value.round, raterId: actor.accountId };
      await createMark(uow.tx, { ...place, taskId, bands: given.bands, comments: given.comments, moments: writtenMoments(given.moments), lockedAt: uow.now });
      await dropDraft(uow.tx, place);
    }
    uow.outbox("marks.changed", { sittingId });
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
