import { operationHash, textKey, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import { formContent, formKeys, itemsFor } from "#shared/domain/forms/form-content.ts";
import type { Band, OralActivity, UnitId } from "#shared/domain/marking/units.ts";
import { unitsOf } from "#shared/domain/marking/units.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import { rightAnswer } from "#shared/domain/reading/right-answer.ts";
import { activities, type Activity, type RunEvent } from "#shared/domain/sitting/run-machine.ts";
import { ok } from "#shared/kernel/result.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import * as marking from "#shared/protocol/marking.ts";
import { keyAnswersStep } from "#server/features/answers/steps.ts";
import { moveRunStep, moveSittingStep, sealRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import type { Caller, TestApp } from "./app.ts";
import { holdRoom, openRun } from "./exam-room.ts";
import { nth, runOf, type SessionWorld } from "./session-world.ts";

/** Sittings that are over, made as people and staff make them: through routes and steps, down to the seals. */

type Candidate = SessionWorld["candidates"][number];
export type OralBands = { readonly [unit in Exclude<UnitId, "writing.EE">]: readonly Band[] };

/** Every oral criterion at the level expected, or a little above: 60 and more everywhere. */
export const passingBands: OralBands = {
  "discussion.CO": [4, 3],
  "discussion.EO": [3, 4, 3, 3],
  "interview.CO": [4, 3],
  "interview.EO": [4, 3, 3, 3],
};

export const sampleText =
  "Madame,\n\nÀ la suite de notre discussion, je recommande d’ajouter une ronde à 19 h. L’équipe « du soir » est d’accord: c’est la mesure la plus utile.\n\nVeuillez agréer mes salutations.";

/** A scoring policy in force since January, as the demonstration data brings one. */
export const ensurePolicy = (app: TestApp) =>
  app.deps.db.scoringPolicy.upsert({
    where: { version: 1 },
    create: {
      version: 1,
      policy: { cut: 60, sem: 4, scoreGap: 15, bandGap: 2 },
      approvedBy: "Comité d’examen",
      approvedAt: new Date("2026-01-05T15:00:00Z"),
      effectiveFrom: new Date("2026-01-05T15:00:00Z"),
    },
    update: {},
  });

/** A version of the rules as it comes with an installation: the newest one, changed, in force from this moment. */
export async function addRules(
  app: TestApp,
  change: (rules: ExamRules) => ExamRules,
  effectiveFrom = app.clock.now(),
): Promise<number> {
  await ensurePolicy(app);
  const newest = await app.deps.db.scoringPolicy.findFirstOrThrow({
    orderBy: { version: "desc" },
    select: { version: true, policy: true },
  });
  const version = newest.version + 1;
  await app.deps.db.scoringPolicy.create({
    data: {
      version,
      policy: change(rulesOf(newest.policy)),
      approvedBy: "Comité d’examen",
      approvedAt: effectiveFrom,
      effectiveFrom,
    },
  });
  return version;
}

/** Right answers to the person's own items, until about `share` of the points is reached. */
export async function readingAnswers(app: TestApp, sittingId: string, share = 1): Promise<KeyedAnswer[]> {
  const sitting = await app.deps.db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { documentId: true, form: { select: { content: true, keys: true } } },
  });
  const keys = formKeys.parse(sitting.form.keys);
  const items = itemsFor(formContent.parse(sitting.form.content), sitting.documentId);
  const wanted = items.reduce((sum, { max }) => sum + max, 0) * share;
  let points = 0;
  return items.flatMap((item) => {
    const key = keys[item.id];
    if (!key || points + item.max > wanted) return [];
    points += item.max;
    return [{ key: item.id, value: rightAnswer(key) }];
  });
}

async function must<T>(work: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await work;
  if (!result.ok) throw new Error(`A step was refused: ${String(result.error)}`);
  return result.value;
}

/** Saves answers as the candidate's page does. */
export async function typeAnswers(caller: Caller, runId: string, answers: readonly KeyedAnswer[]): Promise<void> {
  const clientId = "fixture-page-1";
  const { leaseEpoch, head } = await caller.must(takeLease, { params: { runId }, body: { clientId } });
  const ops = answers.map((answer, index) => ({ seq: head + index + 1, ...answer, hash: operationHash(answer) }));
  if (ops.length > 0)
    await caller.must(saveAnswers, { params: { runId }, body: { clientId, leaseEpoch, from: head + 1, ops } });
}

export interface ExamOptions {
  /** Share of the reading's points, 0 to 1. */
  readonly reading?: number;
  /** Answers in the place of the right ones. */
  readonly answers?: readonly KeyedAnswer[];
  readonly text?: string;
  /** What both advisers give; null leaves an activity unmarked by the second adviser. */
  readonly bands?: { readonly first: OralBands; readonly second: OralBands | null };
  /** An oral activity that was held and that nobody locks. */
  readonly unlocked?: OralActivity;
  /** How an activity ends instead of being submitted: nothing after it is sat. */
  readonly ends?: {
    readonly activity: Activity;
    readonly event: Extract<RunEvent, "loseTechnically" | "markAbsent" | "stopAtGate">;
  };
  /** Who typed a handwritten text; a support account is made otherwise. */
  readonly typedById?: string;
  /** False leaves what was given on paper for `keyPaper`. */
  readonly isKeyed?: boolean;
}

/** One person's whole exam. The sitting ends completed, its runs sealed; nothing is drained. */
export async function sitExam(
  app: TestApp,
  world: SessionWorld,
  candidate: Candidate,
  options: ExamOptions = {},
): Promise<void> {
  const { sittingId } = candidate;
  const { writingTool } = await app.deps.db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { writingTool: true },
  });
  const bands = options.bands ?? { first: passingBands, second: passingBands };
  const given: { readonly [activity in Activity]?: readonly KeyedAnswer[] } = {
    READING: [
      ...(await readingAnswers(app, sittingId, options.reading ?? 1)).filter(
        ({ key }) => !options.answers?.some((own) => own.key === key),
      ),
      ...(options.answers ?? []),
    ],
    WRITING: [{ key: textKey, value: options.text ?? sampleText }],
  };
  const typist =
    writingTool === "HANDWRITTEN" ? (options.typedById ?? (await app.account({ roles: ["SUPPORT"] }))) : undefined;
  for (const activity of activities) {
    // Only what never opened can be missed.
    if (options.ends?.event === "markAbsent" && options.ends.activity === activity) {
      await endEarly(app, sittingId, activity, "markAbsent");
      break;
    }
    const runId = await openRun(app, sittingId, activity);
    const isTyped = writingTool === "KEYBOARD";
    if (isTyped && given[activity]) await typeAnswers(candidate.caller, runId, given[activity]);
    if (activity === "DISCUSSION" || activity === "INTERVIEW")
      await markOrally(app, world, sittingId, activity, options.unlocked === activity ? { first: null, second: null } : bands);
    if (options.ends?.activity === activity) {
      await endEarly(app, sittingId, activity, options.ends.event);
      break;
    }
    await must(commit(app.deps, (uow) => moveRunStep(uow, sittingId, activity, "submit", null)));
  }
  await must(commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "complete", null)));
  if (typist && (options.isKeyed ?? true))
    await keyPaper(app, sittingId, typist, given.READING ?? [], options.text ?? sampleText);
}

/** What follows a stop is left out; what follows an outage or an absence shares its cause. */
async function endEarly(
  app: TestApp,
  sittingId: string,
  last: Activity,
  event: NonNullable<ExamOptions["ends"]>["event"],
): Promise<void> {
  await must(commit(app.deps, (uow) => moveRunStep(uow, sittingId, last, event, null)));
  const after = activities.slice(activities.indexOf(last) + 1);
  for (const activity of after)
    await must(
      commit(app.deps, (uow) =>
        moveRunStep(uow, sittingId, activity, event === "stopAtGate" ? "leaveOut" : event, null),
      ),
    );
}

/** Both advisers mark and lock; whoever has no bands does not. */
export async function markOrally(
  app: TestApp,
  world: SessionWorld,
  sittingId: string,
  activity: OralActivity,
  { first, second }: { readonly [who in "first" | "second"]: OralBands | null },
): Promise<void> {
  await holdRoom(app, world, sittingId, activity);
  for (const [index, bands] of [first, second].entries())
    if (bands) await lockAs(nth(world.advisers, index).caller, sittingId, activity, bands);
}

export async function lockAs(
  adviser: Caller,
  sittingId: string,
  activity: OralActivity,
  bands: OralBands,
): Promise<void> {
  const params = { sittingId, activity };
  const { units: shown } = await adviser.must(marking.oralMarks, { params });
  const units = unitsOf[activity].flatMap((unit) =>
    unit === "writing.EE"
      ? []
      : [{ unit, bands: [...bands[unit]], comments: "", revision: shown.find((one) => one.unit === unit)?.revision ?? 0 }],
  );
  const { units: known } = await adviser.must(marking.saveOralMarks, { params, body: { units } });
  await adviser.must(marking.lockOralMarks, { params, body: { known } });
}

/** What was given on paper is keyed in and transcribed by staff, then sealed. */
export async function keyPaper(
  app: TestApp,
  sittingId: string,
  typedById: string,
  reading: readonly KeyedAnswer[],
  text: string,
): Promise<void> {
  const readingRun = await runOf(app, sittingId, "READING");
  if (readingRun.state === "COMPLETED") {
    await must(commit(app.deps, (uow) => keyAnswersStep(uow, readingRun.id, typedById, reading)));
    await must(commit(app.deps, async (uow) => ok(await sealRunStep(uow, readingRun.id))));
  }
  const writingRun = await runOf(app, sittingId, "WRITING");
  if (writingRun.state !== "COMPLETED") return;
  await app.deps.db.transcription.create({ data: { sittingId, text, typedById, createdAt: app.clock.now() } });
  await must(commit(app.deps, (uow) => keyAnswersStep(uow, writingRun.id, typedById, [{ key: textKey, value: text }])));
  await must(commit(app.deps, async (uow) => ok(await sealRunStep(uow, writingRun.id))));
}

/** Markers with an empty queue. */
export async function makeRaters(app: TestApp, count: number): Promise<{ accountId: string; caller: Caller }[]> {
  const raters = [];
  for (let index = 0; index < count; index += 1) {
    const accountId = await app.account({ roles: ["RATER"] });
    raters.push({ accountId, caller: await app.as(accountId) });
  }
  return raters;
}

/** Each test knows its own markers: those of before have another role, and nothing of theirs waits for anybody. */
export async function noMoreMarkers(app: TestApp, role: Role = "SUPPORT"): Promise<void> {
  await app.deps.db.markingTask.updateMany({ where: { state: { in: ["ALLOTTED", "REFERRED"] } }, data: { state: "MARKED" } });
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: [role] } });
}

/** The live text tasks of a sitting, in the order of their places. */
export const textTasks = (app: TestApp, sittingId: string) =>
  app.deps.db.markingTask.findMany({
    where: { sittingId, unit: "writing.EE", state: { not: "WITHDRAWN" } },
    orderBy: { ordinal: "asc" },
    select: { id: true, raterId: true, ordinal: true, state: true, blindCode: true },
  });

/** Each open text task of a sitting is marked, in the order of the places, with these bands. */
export async function markTexts(
  app: TestApp,
  sittingId: string,
  bandsByPlace: readonly (readonly Band[])[],
): Promise<void> {
  for (const bands of bandsByPlace) {
    const task = (await textTasks(app, sittingId)).find(({ state }) => state === "ALLOTTED");
    if (!task) throw new Error("No text is waiting to be marked.");
    const rater = await app.as(task.raterId);
    await rater.must(marking.recordMark, { params: { taskId: task.id }, body: { bands: [...bands], comments: "" } });
    await app.drain();
  }
}
