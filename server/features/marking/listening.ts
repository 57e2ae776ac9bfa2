import { formContent } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { stillAsked, writtenMoments } from "#shared/domain/marking/moments.ts";
import { counts } from "#shared/domain/marking/rounds.ts";
import { criteriaOf, isComplete, oralActivityOf, textUnit, unitsOf, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/listening.ts";
import { topicOf } from "#shared/protocol/live.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { gridsOf } from "../policies/queries.ts";
import { hasOpened } from "../recordings/queries.ts";
import { isVoiceKept, recordedVoices, sittingsHeard, type RecordedVoice } from "../rooms/queries.ts";
import { correctableMarks, type Author } from "./correction-gate.ts";
import { moveOwnTask } from "./move-task.ts";
import { ownDraft, unitOf } from "./queries.ts";
import { closedCode } from "./policy.ts";
import { lastReferral } from "./referral-queries.ts";
import { createMark, dropDraft, lockSitting, saveListeningDraft, type MarkRound } from "./store.ts";
import { isOpen } from "./take-back.ts";

/** Marking an oral activity from its recording, by somebody who was not there. */

interface Recorded {
  readonly taskId: string;
  readonly sittingId: string;
  readonly activity: OralActivity;
  readonly blindCode: string;
}

interface Listening extends Recorded {
  readonly round: MarkRound;
  readonly dueAt: Date;
  /** What is still to be marked, each with its task. */
  readonly open: readonly { readonly taskId: string; readonly unit: UnitId }[];
}

type NotHeard = "NOT_FOUND" | "ALREADY_LOCKED" | "NOT_ALLOWED_NOW" | "TASK_WITHDRAWN";

/** The marker's own: an adviser of the session marks as one who attended, and everybody else's does not exist. */
const ownRecorded = (raterId: string) => ({
  raterId,
  unit: { not: textUnit },
  sitting: { session: { advisers: { none: { accountId: raterId } } } },
});

/** A task of this marker from whose recording they mark, whatever became of it. */
async function recordedTask(db: Db | Tx, raterId: string, taskId: string) {
  const task = await db.markingTask.findFirst({
    where: { id: taskId, ...ownRecorded(raterId) },
    select: { id: true, sittingId: true, unit: true, round: true, blindCode: true, dueAt: true, state: true },
  });
  const activity = task ? oralActivityOf(unitOf(task.unit)) : undefined;
  return task && activity ? { ...task, unit: unitOf(task.unit), activity } : undefined;
}

/** One task of a recording leads to all of it: where that one was taken back, what is left goes on under its name. */
export async function ownListening(
  db: Db | Tx,
  raterId: string,
  taskId: string,
): Promise<Result<Listening, NotHeard>> {
  const task = await recordedTask(db, raterId, taskId);
  if (!task) return err("NOT_FOUND");
  const { activity } = task;
  const alive = await db.markingTask.findMany({
    where: { sittingId: task.sittingId, raterId, round: task.round, ...isOpen, unit: { in: [...unitsOf[activity]] } },
    select: { id: true, unit: true, state: true },
    orderBy: { unit: "asc" },
  });
  const open = alive.filter(({ state }) => state === "ALLOTTED");
  if (open.length === 0) return err(closedCode(alive[0]?.state ?? task.state) ?? "ALREADY_LOCKED");
  const { sittingId, round, blindCode, dueAt } = task;
  return ok({ taskId, sittingId, activity, round, blindCode, dueAt, open: open.map(({ id, unit }) => ({ taskId: id, unit: unitOf(unit) })) });
}

/** What was heard for a mark that its author may still correct: it may be heard again for as long. */
async function heardMark(db: Db | Tx, author: Author, taskId: string): Promise<Result<Recorded, "NOT_FOUND" | "CORRECTION_CLOSED">> {
  const task = await recordedTask(db, author.accountId, taskId);
  if (task?.state !== "MARKED") return err("NOT_FOUND");
  const { sittingId, unit, round, activity, blindCode } = task;
  const marks = await db.mark.findMany({
    where: { sittingId, unit, round, raterId: author.accountId, supersededBy: null },
    select: { id: true, sittingId: true, unit: true, round: true, raterId: true },
  });
  const open = await correctableMarks(db, author, marks);
  return open.size === 0 ? err("CORRECTION_CLOSED") : ok({ taskId, sittingId, activity, blindCode });
}

/** To mark it, or to correct what was marked. */
async function heardNow(db: Db, author: Author, taskId: string): Promise<Result<Recorded, NotHeard>> {
  const own = await ownListening(db, author.accountId, taskId);
  if (own.ok) return own;
  const marked = await heardMark(db, author, taskId);
  return marked.ok ? marked : own;
}

/** Each opening is read by everybody whose voice is in it. */
async function noteOpening(uow: UnitOfWork, actorId: string, { taskId, sittingId, activity }: Recorded): Promise<void> {
  for (const heard of await sittingsHeard(uow.tx, sittingId, activity))
    await observeStep(uow, heard, "RECORDING_OPENED", { activity }, null);
  uow.audit({ actorId, type: "recording.opened", subjectType: "sitting", subjectId: sittingId, data: { activity, taskId } });
}

/** The voices by their roles, on one clock. */
const heardView = (voices: readonly RecordedVoice[]) => ({
  durationMs: Math.max(0, ...voices.map(({ durationMs }) => durationMs)),
  voices: voices.map(({ speaker, speech, isDamaged }, index) => ({
    speaker,
    number: voices.slice(0, index + 1).filter((other) => other.speaker === speaker).length,
    speech: speech.map(([from, to]): [number, number] => [from, to]),
    isDamaged,
  })),
});

export const listeningTasks: RouteHandler<typeof contract.listeningTasks> = async ({ db, clock }, actor) => {
  const rows = await db.markingTask.findMany({
    where: { ...ownRecorded(actor.accountId), ...isOpen },
    select: { id: true, unit: true, sittingId: true, blindCode: true, dueAt: true, state: true },
    orderBy: [{ dueAt: "asc" }, { blindCode: "asc" }],
  });
  const heard = new Set<string>();
  // Two units of one activity are heard once.
  const recordings = rows.flatMap(({ unit, sittingId, ...task }) => {
    const activity = oralActivityOf(unitOf(unit));
    if (!activity || heard.has(`${sittingId}:${activity}`)) return [];
    heard.add(`${sittingId}:${activity}`);
    return [{ ...task, activity }];
  });
  return ok({
    tasks: recordings
      .filter(({ state }) => state === "ALLOTTED")
      .map(({ id, blindCode, activity, dueAt }) => ({ taskId: id, blindCode, activity, dueAt: dueAt.toISOString(), isLate: dueAt < clock.now() })),
    referredCount: recordings.filter(({ state }) => state === "REFERRED").length,
  });
};

/** What the marker has given so far for each unit that is still asked. */
async function draftsOf(db: Db | Tx, { sittingId, round, open }: Listening, raterId: string) {
  const units = [];
  for (const { unit } of open) {
    const { bands, comments, moments, revision } = await ownDraft(db, { sittingId, unit, round, raterId });
    units.push({ unit, bands: [...bands], comments, moments: [...moments], revision });
  }
  return units;
}

/** Of what was referred together each unit has the same answer. */
async function answerOf(db: Db, { open }: Listening): Promise<string | null> {
  const [first] = open;
  return first ? ((await lastReferral(db, first.taskId))?.answer ?? null) : null;
}

export const listeningDraft: RouteHandler<typeof contract.listeningDraft> = async ({ db }, { accountId }, { params }) => {
  const own = await ownListening(db, accountId, params.taskId);
  return own.ok ? ok({ units: await draftsOf(db, own.value, accountId) }) : own;
};

export const openListening: RouteHandler<typeof contract.openListening> = async (deps, actor, { params }) => {
  const opened = await commit(deps, async (uow) => {
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    await noteOpening(uow, actor.accountId, own.value);
    return own;
  });
  if (!opened.ok) return opened;
  const { sittingId, activity, blindCode, dueAt, open } = opened.value;
  const sitting = await deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { form: { select: { content: true } } } });
  const content = formContent.parse(sitting.form.content);
  const voices = await recordedVoices(deps, sittingId, activity);
  return ok({
    blindCode,
    activity,
    dueAt: dueAt.toISOString(),
    language: languageOf(content),
    situation: content.situation,
    units: await draftsOf(deps.db, opened.value, actor.accountId),
    answer: await answerOf(deps.db, opened.value),
    grids: await gridsOf(deps.db, sittingId, open.map(({ unit }) => unit)),
    ...heardView(voices),
  });
};

export const listenAgain: RouteHandler<typeof contract.listenAgain> = async (deps, actor, { params }) => {
  const opened = await commit(deps, async (uow) => {
    const heard = await heardMark(uow.tx, actor, params.taskId);
    if (!heard.ok) return err(heard.error);
    const { sittingId, activity } = heard.value;
    // Nothing is opened where nothing is kept.
    if (await isVoiceKept(uow.tx, sittingId, activity)) await noteOpening(uow, actor.accountId, heard.value);
    return heard;
  });
  if (!opened.ok) return opened;
  return ok(heardView(await recordedVoices(deps, opened.value.sittingId, opened.value.activity)));
};

export const listeningVoice: RouteHandler<typeof contract.listeningVoice> = async (deps, actor, { params }) => {
  const heard = await heardNow(deps.db, actor, params.taskId);
  if (!heard.ok) return heard;
  const { sittingId, activity, blindCode } = heard.value;
  const opening = { actorId: actor.accountId, sittingId, activity, taskId: params.taskId };
  if (!(await hasOpened(deps.db, deps.clock.now(), opening))) return err("RECORDING_NOT_OPENED");
  const [voice] = await recordedVoices(deps, sittingId, activity, params.index);
  if (!voice) return err("NOT_FOUND");
  await commit(deps, async (uow) => {
    const data = { activity, taskId: params.taskId, voice: params.index };
    uow.audit({ actorId: actor.accountId, type: "recording.heard", subjectType: "sitting", subjectId: sittingId, data });
    return ok({});
  });
  return ok({ bytes: voice.ogg, mime: "audio/ogg", fileName: `${blindCode}-${params.index + 1}.ogg` });
};

export const saveListening: RouteHandler<typeof contract.saveListening> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const seen = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!seen.ok) return err(seen.error);
    // What is being handed in or given to somebody else is waited for: nothing is called saved that goes at that moment.
    await lockSitting(uow.tx, seen.value.sittingId);
    const own = await ownListening(uow.tx, actor.accountId, params.taskId);
    if (!own.ok) return err(own.error);
    const { sittingId, activity, round } = own.value;
    const isOfIt = ({ unit, bands }: (typeof body.units)[number]): boolean =>
      unitsOf[activity].includes(unit) && bands.length === criteriaOf[unit].length;
    if (!body.units.every(isOfIt)) return err("BAD_INPUT");
    const given = stillAsked(body.units, own.value.open.map(({ unit }) => unit));
    for (const one of given) {
      const place = { sittingId, unit: one.unit, round, raterId: actor.accountId };
      if ((await saveListeningDraft(uow.tx, place, one, uow.now)) === undefined) return err("DRAFT_CONFLICT");
    }
    const asked = (await draftsOf(uow.tx, own.value, actor.accountId)).map(({ unit, revision }) => ({ unit, revision }));
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
      const place = { sittingId, unit, round: own.value.round, raterId: actor.accountId };
      // What another page of the same marker kept meanwhile is never lost by handing in an older state.
      if ((await ownDraft(uow.tx, place)).revision > given.revision) return err("DRAFT_CONFLICT");
      const moved = await moveOwnTask(uow, { id: taskId, state: "ALLOTTED" }, "mark", actor.accountId);
      if (!moved.ok) return err(moved.error);
      await createMark(uow.tx, { ...place, taskId, bands: given.bands, comments: given.comments, moments: writtenMoments(given.moments), lockedAt: uow.now });
      await dropDraft(uow.tx, place);
    }
    // What is heard again is no mark of a result.
    if (counts(own.value.round)) uow.outbox("marks.changed", { sittingId });
    uow.hint(topicOf.account(actor.accountId));
    return ok({});
  });
