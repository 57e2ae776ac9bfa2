import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lastTwelveMonths, periodOf } from "#shared/domain/equity/period.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { heardAgain } from "#shared/domain/marking/heard-again.ts";
import { unitsOf, type Band } from "#shared/domain/marking/units.ts";
import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { correctMark, ownMarks } from "#shared/protocol/corrections.ts";
import * as listening from "#shared/protocol/listening.ts";
import { markingTasks, resolveReferral, scriptReferrals } from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { modeFacts } from "#server/features/equity/facts.ts";
import { constraintsOfOne } from "#server/features/marking/constraints.ts";
import { hearAgain } from "#server/features/marking/hear-again.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { countedMarks } from "#server/features/marking/queries.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, noMoreMarkers, passingBands, sitExam } from "#tests/support/exam-fixture.ts";
import { annulByTwo } from "#tests/support/annulled.ts";
import { recordOral } from "#tests/support/recorded-oral.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** A discussion that is marked once more, on its sound, after its result was told. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());

// Each test knows its own markers, and no exam of another is drawn any more.
beforeEach(async () => {
  await hearAgain(app.deps, notDrawn);
  await noMoreMarkers(app);
});

const drawn = () => 0;
const notDrawn = () => 0.2;
const level: readonly Band[] = [3, 3, 3, 3, 3];
const units = unitsOf.DISCUSSION;

/** An exam of which the discussion is recorded and everything is marked, and those who could hear it. */
async function marked({ isRecorded = true, raters: count = 4 } = {}) {
  const world = await sessionWorld(app, { candidates: 1 });
  const raters = await makeRaters(app, count);
  const candidate = nth(world.candidates, 0);
  const { sittingId } = candidate;
  if (isRecorded) await recordOral(app, world, "DISCUSSION");
  await sitExam(app, world, candidate, { bands: { first: passingBands, second: passingBands } });
  await app.drain();
  await markTexts(app, sittingId, [level, level]);
  const params = { sittingId };
  const detail = () => director.must(results.resultOf, { params });
  return {
    world,
    sittingId,
    raters,
    detail,
    tell: async () => {
      const { reportId } = await detail();
      await director.must(results.confirmResult, { params, body: { reportId, reason: "" } });
      await app.drain();
    },
    heardBy: async () => {
      const found = [];
      for (const { accountId, caller } of raters)
        for (const task of (await caller.must(listening.listeningTasks, {})).tasks) found.push({ task, accountId, caller });
      return found;
    },
    lot: () => app.deps.db.soundDraw.findUnique({ where: { sittingId }, select: { isDrawn: true, percent: true } }),
    tasks: () => app.deps.db.markingTask.findMany({ where: { sittingId, round: "SOUND" }, orderBy: [{ createdAt: "asc" }, { unit: "asc" }] }),
  };
}

async function told(options?: Parameters<typeof marked>[0]) {
  const exam = await marked(options);
  await exam.tell();
  return exam;
}

async function evidenceOf(sittingId: string): Promise<string> {
  const zip = Buffer.from(await (await director.raw("GET", `/api/results/${sittingId}/evidence.zip`)).arrayBuffer());
  const archive = openArchive(zip, { files: 20, unpackedBytes: 5_000_000 });
  const bytes = archive.ok ? await archive.value.read("evaluations.json") : undefined;
  if (typeof bytes !== "object") throw new Error("The evidence has no marks.");
  return Buffer.from(bytes).toString("utf8");
}

const given = {
  units: [
    { unit: "discussion.CO" as const, bands: [2, 2] as Band[], comments: "Suit de loin.", moments: [] },
    { unit: "discussion.EO" as const, bands: [2, 2, 2, 2] as Band[], comments: "", moments: [] },
  ],
};

test("[MRK-50] the lot is drawn once the result was told, and never again", async () => {
  const { tell, lot, tasks, heardBy } = await marked();
  await hearAgain(app.deps, drawn);
  expect([await lot(), await tasks()]).toEqual([null, []]);
  await tell();
  await hearAgain(app.deps, notDrawn);
  await hearAgain(app.deps, drawn);
  expect([await lot(), await tasks()]).toEqual([{ isDrawn: false, percent: 20 }, []]);
  expect(await heardBy()).toEqual([]);
});

test("[MRK-50] a drawn one is a task like any other recording, for somebody who gave no mark of the person", async () => {
  const { sittingId, world, raters, heardBy, lot } = await told();
  await hearAgain(app.deps, drawn);
  await hearAgain(app.deps, notDrawn);
  const [one, ...more] = await heardBy();
  if (!one) throw new Error("Nobody was asked.");
  expect([await lot(), more]).toEqual([{ isDrawn: true, percent: 20 }, []]);
  const texts = await app.deps.db.mark.findMany({ where: { sittingId, unit: "writing.EE" }, select: { raterId: true } });
  expect(texts.map(({ raterId }) => raterId)).not.toContain(one.accountId);
  expect(one.task).toMatchObject({ activity: "DISCUSSION", isLate: false, dueAt: dueAt(app.clock.now(), markDueDays.first).toISOString() });
  expect(one.task.taskId).toMatch(/^[0-9a-f-]{14}4/);
  const params = { taskId: one.task.taskId };
  const view = await one.caller.must(listening.openListening, { params });
  expect(view.units.map(({ unit, bands }) => [unit, bands])).toEqual([
    ["discussion.CO", [null, null]],
    ["discussion.EO", [null, null, null, null]],
  ]);
  const person = await app.deps.db.account.findUniqueOrThrow({ where: { id: nth(world.candidates, 0).accountId } });
  for (const secret of [person.familyName, sittingId, world.sessionId, "SOUND", "ONLINE"]) expect(JSON.stringify([one.task, view])).not.toContain(secret);
  for (const { caller, accountId } of raters)
    if (accountId !== one.accountId) expect(await caller.call(listening.openListening, { params })).toMatchObject({ ok: false, code: "NOT_FOUND" });
});

test("[MRK-50] whoever allots at the same moment asks one person, once", async () => {
  const { tasks, heardBy } = await told();
  await Promise.all([hearAgain(app.deps, drawn), hearAgain(app.deps, drawn), hearAgain(app.deps, drawn)]);
  expect((await tasks()).map(({ unit, state }) => [unit, state])).toEqual(units.map((unit) => [unit, "ALLOTTED"]));
  expect(await heardBy()).toHaveLength(1);
});

test("[MRK-50] given back it goes to somebody else; where nobody is free it waits two weeks and no longer", async () => {
  const { heardBy, tasks, lot } = await told();
  await hearAgain(app.deps, drawn);
  const [first] = await heardBy();
  await first?.caller.must(listening.giveListeningBack, { params: { taskId: first.task.taskId } });
  await hearAgain(app.deps, drawn);
  const [second] = await heardBy();
  expect(second?.accountId).not.toBe(first?.accountId);
  await second?.caller.must(listening.giveListeningBack, { params: { taskId: second.task.taskId } });
  await hearAgain(app.deps, drawn);
  expect(await heardBy()).toEqual([]);
  const [newcomer] = await makeRaters(app, 1);
  app.clock.advance(15 * 86_400);
  await hearAgain(app.deps, drawn);
  expect((await newcomer?.caller.must(listening.listeningTasks, {}))?.tasks).toEqual([]);
  expect((await tasks()).every(({ state }) => state === "WITHDRAWN")).toBe(true);
  expect(await lot()).toMatchObject({ isDrawn: true });
});

test("[MRK-50] without a recording nobody is asked, and who was asked for one that is destroyed loses it for good", async () => {
  const silent = await told({ isRecorded: false });
  // Whoever could have heard the first would be drawn for the second too.
  await noMoreMarkers(app);
  const destroyed = await told();
  await hearAgain(app.deps, drawn);
  expect([await silent.lot(), await silent.tasks()]).toEqual([{ isDrawn: true, percent: 20 }, []]);
  expect(await destroyed.heardBy()).toHaveLength(1);
  const destruction = { wrapped: null, destroyedAt: app.clock.now() };
  await app.deps.db.recordingKey.updateMany({ where: { sittingId: destroyed.sittingId }, data: destruction });
  for (const _time of ["now", "later"]) {
    await hearAgain(app.deps, drawn);
    expect((await destroyed.tasks()).map(({ state }) => state)).toEqual(["WITHDRAWN", "WITHDRAWN"]);
    expect(await destroyed.heardBy()).toEqual([]);
  }
});

test("[MRK-50] whoever takes back their agreement to the recording is heard again by nobody", async () => {
  const withdrawn = await told();
  await hearAgain(app.deps, drawn);
  expect(await withdrawn.heardBy()).toHaveLength(1);
  const { registrationId } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: withdrawn.sittingId } });
  const answer = { item: "ORAL_RECORDING", version: consentVersion.ORAL_RECORDING, isGranted: false };
  await app.deps.db.consent.create({ data: { registrationId, ...answer, recordedAt: app.clock.now() }, select: { id: true } });
  for (const _time of ["now", "later"]) {
    await hearAgain(app.deps, drawn);
    expect((await withdrawn.tasks()).map(({ state }) => state)).toEqual(["WITHDRAWN", "WITHDRAWN"]);
  }
});

test("[MRK-50] who agreed to the recording before it was said is recorded, and heard again by nobody", async () => {
  const before = await told();
  const { registrationId } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: before.sittingId } });
  app.clock.advance(1);
  const answer = { item: "ORAL_RECORDING", version: heardAgain.consentVersion - 1, isGranted: true } as const;
  await app.deps.db.consent.create({ data: { registrationId, ...answer, recordedAt: app.clock.now() }, select: { id: true } });
  await hearAgain(app.deps, drawn);
  expect([await before.lot(), await before.tasks()]).toEqual([{ isDrawn: true, percent: 20 }, []]);
});

test("[MRK-50] it goes to nobody who has half of what they may have, nor to who was asked for anything of the person", async () => {
  const { db } = app.deps;
  const other = await told({ isRecorded: false });
  await noMoreMarkers(app);
  const { sittingId, raters, heardBy } = await told();
  const marks = await db.mark.findMany({ where: { sittingId }, select: { raterId: true } });
  const [asked, busy] = raters.map(({ accountId }) => accountId).filter((raterId) => marks.every((mark) => mark.raterId !== raterId));
  if (!asked || !busy) throw new Error("Two of the markers have marked nothing.");
  const text = (place: { sittingId: string; raterId: string; ordinal: number }) => ({
    ...place,
    unit: "writing.EE",
    round: "ORIGINAL" as const,
    blindCode: `${place.ordinal} ${place.sittingId}`,
    createdAt: app.clock.now(),
    dueAt: app.clock.now(),
  });
  const former = { ...text({ sittingId, raterId: asked, ordinal: 2 }), state: "WITHDRAWN", withdrawnReason: "ABSENT" } as const;
  await db.markingTask.create({ data: former, select: { id: true } });
  await db.markingTask.create({ data: { ...text({ sittingId: other.sittingId, raterId: busy, ordinal: 3 }), state: "ALLOTTED" }, select: { id: true } });
  const mayHave = async (openTasks: number): Promise<void> => {
    app.clock.advance(1);
    await db.workloadLimit.create({ data: { raterId: busy, openTasks, weekTasks: 500, setAt: app.clock.now() }, select: { id: true } });
    await hearAgain(app.deps, drawn);
  };
  await mayHave(2);
  expect(await heardBy()).toEqual([]);
  await mayHave(3);
  expect((await heardBy()).map(({ accountId }) => accountId)).toEqual([busy]);
});

test("[MRK-50] neither an exam that was annulled is drawn, nor one of which a listener gave a mark of the discussion", async () => {
  const annulled = await marked();
  await annulByTwo(app, annulled.sittingId);
  const heard = await told();
  const [adviser] = heard.world.advisers;
  await app.deps.db.sessionAdviser.deleteMany({ where: { sessionId: heard.world.sessionId, accountId: adviser?.accountId ?? "" } });
  await hearAgain(app.deps, drawn);
  expect([await annulled.lot(), await heard.lot()]).toEqual([null, null]);
});

test("[MRK-51] what was heard counts in no report, need, decision or evidence, and is corrected by nobody", async () => {
  const { sittingId, heardBy, detail } = await told();
  const { db } = app.deps;
  const known = async () => ({
    detail: await detail(),
    reports: await db.report.findMany({ where: { sittingId } }),
    marks: (await countedMarks(db, [sittingId])).get(sittingId),
    input: await (await director.raw("GET", `/api/results/${sittingId}/input.json`)).text(),
    evidence: await evidenceOf(sittingId),
  });
  const before = await known();
  await hearAgain(app.deps, drawn);
  const [one] = await heardBy();
  if (!one) throw new Error("Nobody was asked.");
  const asked = await constraintsOfOne(db, sittingId, { units: ["writing.EE"], round: "REVIEW" });
  expect(asked.wasAsked.has(one.accountId)).toBe(true);
  expect(await known()).toEqual(before);
  await one.caller.must(listening.recordListening, { params: { taskId: one.task.taskId }, body: given });
  await app.drain();
  await retryAllotment.run(app.deps);
  expect(await db.mark.count({ where: { sittingId, round: "SOUND" } })).toBe(2);
  expect(await known()).toEqual(before);

  const own = await one.caller.must(ownMarks, {});
  expect(own.marks.map(({ unit, isOpen }) => `${unit} ${isOpen}`).toSorted()).toEqual(units.map((unit) => `${unit} false`));
  const body = { bands: [5, 5] as Band[], comments: "", criterionComments: [], annotations: [], reason: "Encore." };
  const markId = own.marks.find(({ unit }) => unit === "discussion.CO")?.markId ?? "";
  expect(await one.caller.call(correctMark, { params: { markId }, body })).toMatchObject({ ok: false, code: "CORRECTION_CLOSED" });
  // Whoever heard it, or was asked to, judges nothing of the person in a review.
  const review = await constraintsOfOne(db, sittingId, { units: ["writing.EE"], round: "REVIEW" });
  expect(review.wasAsked.has(one.accountId)).toBe(true);
  expect((await one.caller.must(markingTasks, {})).tasks).toEqual([]);
});

test("[MRK-53] one that cannot be heard goes to somebody else, or is heard by nobody for good: neither touches the result", async () => {
  const { sittingId, heardBy, tasks, detail, world } = await told();
  const known = async () => ({
    detail: await detail(),
    reports: await app.deps.db.report.findMany({ where: { sittingId } }),
    input: await (await director.raw("GET", `/api/results/${sittingId}/input.json`)).text(),
    mine: await nth(world.candidates, 0).caller.must(results.myResult, { params: { sittingId } }),
  });
  const before = await known();
  const referred = async () => {
    await hearAgain(app.deps, drawn);
    const [one, ...more] = await heardBy();
    if (!one || more.length > 0) throw new Error("One person is asked.");
    const params = { taskId: one.task.taskId };
    await one.caller.must(listening.referListening, { params, body: { note: "Un bruit couvre les voix." } });
    // It stays where it is: nobody else is asked while it waits for a decision.
    await hearAgain(app.deps, drawn);
    expect(await heardBy()).toEqual([]);
    const { referrals } = await director.must(scriptReferrals, {});
    const own = nth(referrals, 0);
    expect([own.activity, own.blindCode, referrals.length]).toEqual(["DISCUSSION", one.task.blindCode, 1]);
    expect(JSON.stringify(own)).not.toContain("SOUND");
    return { ...one, params, decide: (resolution: "REALLOT" | "UNUSABLE") => director.must(resolveReferral, { params: { referralId: own.referralId }, body: { resolution, answer: "" } }) };
  };
  const first = await referred();
  await first.decide("REALLOT");
  const second = await referred();
  expect(second.accountId).not.toBe(first.accountId);
  await second.decide("UNUSABLE");
  await app.drain();
  for (const { caller, params } of [first, second]) expect(await caller.call(listening.openListening, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  const [newcomer] = await makeRaters(app, 1);
  await hearAgain(app.deps, drawn);
  await retryAllotment.run(app.deps);
  expect([await heardBy(), (await newcomer?.caller.must(listening.listeningTasks, {}))?.tasks]).toEqual([[], []]);
  expect((await tasks()).map(({ state, withdrawnReason }) => [state, withdrawnReason])).toEqual(Array.from({ length: 4 }, () => ["WITHDRAWN", "REFERRED"]));
  expect(await known()).toEqual(before);
});

test("[MRK-52] what is referred of it is taken back once nobody may hear it any more", async () => {
  const { sittingId, heardBy, tasks } = await told();
  await hearAgain(app.deps, drawn);
  const [one] = await heardBy();
  await one?.caller.must(listening.referListening, { params: { taskId: one.task.taskId }, body: { note: "Rien." } });
  await app.deps.db.recordingKey.updateMany({ where: { sittingId }, data: { wrapped: null, destroyedAt: app.clock.now() } });
  await hearAgain(app.deps, drawn);
  expect((await tasks()).map(({ state }) => state)).toEqual(["WITHDRAWN", "WITHDRAWN"]);
  expect((await director.must(scriptReferrals, {})).referrals).toEqual([]);
});

test("[EQ-4] what was heard stands beside both live marks in the facts of the comparison", async () => {
  const { heardBy } = await told();
  await hearAgain(app.deps, drawn);
  const [one] = await heardBy();
  await one?.caller.must(listening.recordListening, { params: { taskId: one.task.taskId }, body: given });
  const { marks } = await modeFacts(app.deps.db, periodOf(lastTwelveMonths(app.clock.now())));
  const heard = marks.filter(({ heard: score }) => score !== null);
  expect(heard).toHaveLength(await app.deps.db.mark.count({ where: { round: "SOUND" } }));
  const live = { isLive: [true, true], hasThird: false, heard: 40 };
  expect(heard).toContainEqual(expect.objectContaining({ unit: "discussion.CO", scores: [70, 70], ...live }));
  expect(heard).toContainEqual(expect.objectContaining({ unit: "discussion.EO", scores: [65, 65], ...live }));
});

test("[MRK-51] the database takes it for a drawn discussion that was told, and in no other round", async () => {
  const { db } = app.deps;
  const untold = await marked();
  const exam = await told();
  const place = (sittingId: string, unit: string) => ({
    sittingId,
    unit,
    round: "SOUND" as const,
    ordinal: 1,
    raterId: nth(exam.raters, 0).accountId,
    blindCode: `${unit} ${sittingId}`,
    state: "ALLOTTED" as const,
    createdAt: app.clock.now(),
    dueAt: app.clock.now(),
  });
  const task = (sittingId: string, unit: string) => db.markingTask.create({ data: place(sittingId, unit) });
  await expect(task(exam.sittingId, "discussion.CO")).rejects.toThrow(/heard again/);
  await hearAgain(app.deps, drawn);
  await expect(task(exam.sittingId, "interview.CO")).rejects.toThrow(/heard again/);
  const lots = { isDrawn: true, percent: 20, drawnAt: app.clock.now() };
  await db.soundDraw.create({ data: { sittingId: untold.sittingId, ...lots } });
  await expect(task(untold.sittingId, "discussion.CO")).rejects.toThrow(/heard again/);
  await expect(db.soundDraw.update({ where: { sittingId: exam.sittingId }, data: { isDrawn: false } })).rejects.toThrow();
  await expect(db.soundDraw.delete({ where: { sittingId: exam.sittingId } })).rejects.toThrow();

  const [asked] = await exam.tasks();
  if (!asked) throw new Error("Nobody was asked.");
  const { sittingId, unit, raterId } = asked;
  await expect(db.markingTask.update({ where: { id: asked.id }, data: { round: "ORIGINAL" } })).rejects.toThrow();
  const mark = { sittingId, unit, ordinal: 3, raterId, bands: [5, 5], comments: "", lockedAt: app.clock.now() };
  await expect(db.mark.create({ data: { ...mark, round: "ORIGINAL", taskId: asked.id } })).rejects.toThrow(/its task/);
  await expect(db.mark.create({ data: { ...mark, round: "SOUND" } })).rejects.toThrow(/its task/);
});
