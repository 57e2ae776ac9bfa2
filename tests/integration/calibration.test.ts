import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/calibration.ts";
import { headStartDays } from "#shared/equity/marker-consistency.ts";
import { ownConsistency, teamConsistency } from "#shared/protocol/consistency.ts";
import * as marking from "#shared/protocol/marking.ts";
import { correctMark } from "#shared/protocol/corrections.ts";
import { askReview, confirmResult, resultOf } from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { everyTextAnchored as rules } from "#tests/support/anchors.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { addRules, ensurePolicy, makeRaters, markTexts, noMoreMarkers, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld, type SessionWorld } from "#tests/support/session-world.ts";

/** Anchors among live texts, and the calibration that opens live work. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());
beforeEach(async () => {
  await noMoreMarkers(app);
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
const reasons = ["Tâche accomplie.", "Plan clair.", "Vocabulaire juste.", "Erreurs rares.", "Ton qui convient."];
/** Texts whose results were sent, by one session of so many people. */
async function told(count: number, bands = level): Promise<SessionWorld> {
  await makeRaters(app, 2);
  const world = await sessionWorld(app, { candidates: count });
  for (const candidate of world.candidates) {
    await sitExam(app, world, candidate);
    await app.drain();
    await markTexts(app, candidate.sittingId, [bands, bands]);
    const { reportId } = await director.must(resultOf, { params: { sittingId: candidate.sittingId } });
    await director.must(confirmResult, { params: { sittingId: candidate.sittingId }, body: { reportId, reason: "" } });
  }
  await app.drain();
  await noMoreMarkers(app);
  return world;
}

const agree = async (sittingId: string, setId: string | null, bands: readonly Band[] = level) =>
  director.must(contract.agreeReference, {
    body: { taskId: nth(await textTasks(app, sittingId), 0).id, setId, bands: [...bands], reasons },
  });

/** A live exam on the same form as `like`. */
async function liveOn(like: SessionWorld) {
  const world = await sessionWorld(app, { candidates: 1 });
  const { sittingId } = nth(world.candidates, 0);
  await app.deps.db.session.update({ where: { id: world.sessionId }, data: { formId: like.formId } });
  await app.deps.db.sitting.update({ where: { id: sittingId }, data: { formId: like.formId } });
  await sitExam(app, world, nth(world.candidates, 0));
  await app.drain();
  return sittingId;
}

describe("anchors", () => {
  test("[CAL-1, CAL-2, CAL-3] stand in a queue as any text does, count in no result, and tell the marker how far off they are", async () => {
    const past = await told(1);
    expect(await director.must(contract.calibrationDesk, {})).toMatchObject({
      policies: [{ version: 1, isRequired: false }],
      anchors: [],
    });
    for (const { sittingId } of past.candidates) await agree(sittingId, null);
    await director.must(contract.setCalibrationPolicy, { body: rules });
    const raters = await makeRaters(app, 2);
    const live = await liveOn(past);
    const seeded = () =>
      app.deps.db.markingTask.findMany({
        where: { round: "ANCHOR" },
        select: { id: true, raterId: true, sittingId: true, dueAt: true, createdAt: true },
      });
    const liveTasks = await app.deps.db.markingTask.findMany({
      where: { sittingId: live, unit: "writing.EE" },
      select: { id: true, raterId: true, dueAt: true, createdAt: true },
    });
    expect(await seeded()).toHaveLength(2);

    for (const { accountId, caller } of raters) {
      const own = (await seeded()).find(({ raterId }) => raterId === accountId);
      const other = liveTasks.find(({ raterId }) => raterId === accountId);
      if (!own || !other) throw new Error("Each marker has one of both.");
      expect([own.dueAt, own.createdAt]).toEqual([other.dueAt, other.createdAt]);
      const { tasks } = await caller.must(marking.markingTasks, {});
      const seen = [];
      for (const { id } of [own, other]) {
        const view = await caller.must(marking.markingScript, { params: { taskId: id } });
        const entry = tasks.find(({ taskId }) => taskId === id);
        // Both wrote the fixture's text, so that whatever differs would tell one from the other.
        seen.push({
          view: { ...view, blindCode: "" },
          entry: { ...entry, taskId: "", blindCode: "" },
          answer: undefined as unknown,
        });
        const params = { taskId: id };
        const saved = await caller.must(marking.saveMarkDraft, {
          params,
          body: { bands: [4, 3, 3, 3, 3], comments: "" },
        });
        seen.at(-1)!.answer = [
          saved,
          await caller.must(marking.recordMark, {
            params,
            body: { bands: [4, 3, 3, 3, 3], comments: "", revision: saved.revision },
          }),
        ];
      }
      expect(seen[0]).toEqual(seen[1]);
      expect(await caller.must(marking.markingTasks, {})).toMatchObject({ tasks: [], markedCount: 2, markedToday: 2 });
    }

    const before = await app.deps.db.report.findMany({
      where: { sittingId: { in: past.candidates.map(({ sittingId }) => sittingId) } },
    });
    await app.drain();
    expect(
      await app.deps.db.report.findMany({
        where: { sittingId: { in: past.candidates.map(({ sittingId }) => sittingId) } },
      }),
    ).toEqual(before);
    expect(
      await app.deps.db.result.count({
        where: { sittingId: { in: past.candidates.map(({ sittingId }) => sittingId) }, state: "RESULT_SENT" },
      }),
    ).toBe(1);

    // What can still be corrected is not said of oneself: the live text is told first, and its anchor with it.
    const { reportId } = await director.must(resultOf, { params: { sittingId: live } });
    await director.must(confirmResult, { params: { sittingId: live }, body: { reportId, reason: "" } });
    // One anchor says nothing; five do, to the marker alone; the lead sees figures from ten.
    const first = nth(raters, 0);
    expect(await first.caller.must(ownConsistency, {})).toMatchObject({ drift: null });
    const others = await sessionWorld(app, { candidates: 4 });
    const agreedById = await app.account({ roles: ["DIRECTOR"] });
    for (const { sittingId } of others.candidates) {
      await app.deps.db.result.create({ data: { sittingId, state: "RESULT_SENT" } });
      await app.deps.db.referenceText.create({
        data: { sittingId, bands: [...level], reasons, agreedById, agreedAt: app.clock.now() },
      });
      const mark = {
        sittingId,
        unit: "writing.EE",
        round: "ANCHOR",
        ordinal: 1,
        raterId: first.accountId,
        comments: "",
      } as const;
      await app.deps.db.mark.create({ data: { ...mark, bands: [4, 3, 3, 3, 3], lockedAt: app.clock.now() } });
    }
    expect(await first.caller.must(ownConsistency, {})).toMatchObject({
      drift: { texts: 5, exact: 0.8, adjacent: 1, points: 5 },
    });
    app.clock.advance(headStartDays * 86_400);
    const { markers } = await (await app.as(agreedById)).must(teamConsistency, {});
    expect(markers.find(({ accountId }) => accountId === first.accountId)).toMatchObject({ drift: null });
    // Nobody is given the same text twice.
    expect(new Set((await seeded()).map(({ sittingId, raterId }) => `${sittingId} ${raterId}`)).size).toBe(
      (await seeded()).length,
    );
  }, 120_000);

  test("[CAL-1] of a text that is not settled, by anybody else than the lead, twice, or without reasons, nothing is agreed on", async () => {
    const raters = await makeRaters(app, 2);
    const world = await sessionWorld(app, { candidates: 1 });
    await sitExam(app, world, nth(world.candidates, 0));
    await app.drain();
    const open = nth(await textTasks(app, nth(world.candidates, 0).sittingId), 0);
    const body = { taskId: open.id, setId: null, bands: [...level], reasons };
    expect(await director.call(contract.agreeReference, { body })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await director.call(contract.referenceCandidate, { params: { taskId: open.id } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    expect(await nth(raters, 0).caller.call(contract.agreeReference, { body })).toMatchObject({ code: "FORBIDDEN" });
    const past = await told(1);
    const task = nth(await textTasks(app, nth(past.candidates, 0).sittingId), 0);
    expect(
      Object.keys(await director.must(contract.referenceCandidate, { params: { taskId: task.id } })).toSorted(),
    ).toEqual(["code", "documents", "grid", "language", "maxWords", "minWords", "paragraphs", "recipient", "situation", "task", "wordCount"].toSorted());
    const given = { ...body, taskId: task.id };
    expect(
      await director.call(contract.agreeReference, { body: { ...given, reasons: ["", "", "", "", ""] } }),
    ).toMatchObject({ code: "BAD_INPUT" });
    const { referenceId } = await director.must(contract.agreeReference, { body: given });
    expect(await director.call(contract.agreeReference, { body: given })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await director.must(contract.retireReference, { params: { referenceId } });
    expect(await director.call(contract.retireReference, { params: { referenceId } })).toMatchObject({
      code: "STATE_CHANGED",
    });
    await expect(
      app.deps.db.referenceText.update({ where: { id: referenceId }, data: { bands: [1, 1, 1, 1, 1] } }),
    ).rejects.toThrow("never changed");
  }, 60_000);
});

describe("calibration", () => {
  test("[CAL-4, CAL-5, CAL-6, CAL-9] opens live work once it is passed, shows references after one’s own mark, is tried again on other texts alone, and lasts as long as the rules say", async () => {
    const past = await told(6);
    const { setId } = await director.must(contract.addCalibrationSet, { body: { name: "Automne" } });
    const params = { setId };
    expect(await director.call(contract.openCalibrationSet, { params })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    for (const { sittingId } of past.candidates.slice(0, 3)) await agree(sittingId, setId);
    const [rater, other] = await makeRaters(app, 2);
    if (!rater || !other) throw new Error("There are two.");
    expect(await rater.caller.call(contract.startCalibration, {})).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await director.must(contract.openCalibrationSet, { params });
    expect(await director.call(contract.openCalibrationSet, { params })).toMatchObject({ code: "STATE_CHANGED" });
    expect(await director.call(contract.setCalibrationPolicy, { body: { ...rules, reason: "" } })).toMatchObject({
      code: "REASON_REQUIRED",
    });
    await director.must(contract.setCalibrationPolicy, { body: { ...rules, isRequired: true, anchorPercent: 0 } });

    // Nobody has calibrated, so nobody is given anything.
    const live = await liveOn(past);
    expect(await textTasks(app, live)).toEqual([]);
    expect(await rater.caller.must(contract.ownCalibration, {})).toMatchObject({
      need: "NEVER",
      set: { name: "Automne", texts: 3 },
      attempt: null,
      last: null,
    });

    const go = async (bands: readonly Band[]) => {
      const { attemptId } = await rater.caller.must(contract.startCalibration, {});
      expect(await rater.caller.must(contract.startCalibration, {})).toEqual({ attemptId });
      const { attempt } = await rater.caller.must(contract.ownCalibration, {});
      const answers = [];
      for (const { referenceId } of attempt?.texts ?? []) {
        const place = { params: { attemptId, referenceId } };
        const view = await rater.caller.must(contract.calibrationText, place);
        expect(view).toMatchObject({ own: null, reference: null });
        // Nothing of whoever wrote it, nor of when, where or with what.
        expect(Object.keys(view).toSorted()).toEqual([
          "documents",
          "grid",
          "language",
          "maxWords",
          "minWords",
          "own",
          "paragraphs",
          "recipient",
          "reference",
          "situation",
          "task",
          "wordCount",
        ]);
        expect(await other.caller.call(contract.calibrationText, place)).toMatchObject({ code: "NOT_FOUND" });
        answers.push(
          await rater.caller.must(contract.markCalibrationText, {
            ...place,
            body: { bands: [...bands], comments: "" },
          }),
        );
        expect(await rater.caller.must(contract.calibrationText, place)).toMatchObject({
          own: { bands },
          reference: { bands: level, reasons },
        });
        expect(
          await rater.caller.call(contract.markCalibrationText, {
            ...place,
            body: { bands: [...bands], comments: "" },
          }),
        ).toMatchObject({ code: "ALREADY_LOCKED" });
      }
      return answers;
    };
    expect(await go([5, 5, 5, 3, 3])).toMatchObject([
      { ended: null },
      { ended: null },
      { ended: { pairs: 15, exact: 6, adjacent: 6, isPassed: false } },
    ]);
    await retryAllotment.run(app.deps);
    expect(await textTasks(app, live)).toEqual([]);
    // What was shown is known: only other texts tell anything.
    expect(await rater.caller.must(contract.ownCalibration, {})).toMatchObject({ need: "NEVER", set: null, last: { isPassed: false } });
    expect(await rater.caller.call(contract.startCalibration, {})).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await other.caller.must(contract.ownCalibration, {})).toMatchObject({ set: { name: "Automne" } });
    expect(await director.must(contract.calibrationDesk, {})).toMatchObject({ awaitingSet: 1 });
    app.clock.advance(1);
    const { setId: next } = await director.must(contract.addCalibrationSet, { body: { name: "Hiver" } });
    for (const { sittingId } of past.candidates.slice(3)) await agree(sittingId, next);
    await director.must(contract.openCalibrationSet, { params: { setId: next } });
    expect(await director.must(contract.calibrationDesk, {})).toMatchObject({ awaitingSet: 0 });
    expect(await rater.caller.must(contract.ownCalibration, {})).toMatchObject({ set: { name: "Hiver", texts: 3 } });
    expect((await go([4, 4, 3, 3, 3])).at(-1)).toMatchObject({ ended: { exact: 9, adjacent: 15, isPassed: true } });
    await retryAllotment.run(app.deps);
    expect(await textTasks(app, live)).toMatchObject([{ raterId: rater.accountId }]);
    expect(await rater.caller.must(contract.ownCalibration, {})).toMatchObject({
      need: null,
      last: { isPassed: true },
    });
    expect(await director.must(contract.calibrationDesk, {})).toMatchObject({
      awaitingSet: 0,
      sets: [
        { name: "Hiver", passed: 1, failed: 0 },
        { name: "Automne", passed: 0, failed: 1 },
      ],
    });

    // A year later it is asked for again.
    app.clock.advance(370 * 86_400);
    const late = await app.as(rater.accountId);
    expect(await late.must(contract.ownCalibration, {})).toMatchObject({ need: "AGE", validUntil: null });
    const lead = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    expect(await lead.must(contract.calibrationDesk, {})).toMatchObject({ awaitingSet: 1 });
    await lead.must(contract.setCalibrationPolicy, { body: { ...rules, refreshMonths: 36, reason: "Plus long" } });
    expect(await late.must(contract.ownCalibration, {})).toMatchObject({ need: null });
  }, 120_000);
});

test("[MRK-33, EQU-5, CAL-6] no correction shows whether a text is an anchor: a drift counts anchors that are settled, by when they were first marked", async () => {
  const lead = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  await lead.must(contract.setCalibrationPolicy, { body: { ...rules, anchorPercent: 0 } });
  const [rater] = await makeRaters(app, 1);
  if (!rater) throw new Error("There is one.");
  const raterId = rater.accountId;
  const { db } = app.deps;
  const world = await sessionWorld(app, { candidates: 6 });
  const [live, ...anchors] = world.candidates.map(({ sittingId }) => sittingId);
  if (!live) throw new Error("There is one.");
  const { id: setId } = await db.calibrationSet.create({
    data: { name: "Printemps", createdById: raterId, createdAt: app.clock.now() },
    select: { id: true },
  });
  const { version: policyVersion } = await db.calibrationPolicy.findFirstOrThrow({ orderBy: { version: "desc" }, select: { version: true } });
  const pass = (at: Date) =>
    db.calibrationAttempt.create({
      data: { raterId, setId, policyVersion, startedAt: at, finishedAt: at, pairs: 5, exact: 5, adjacent: 5, isPassed: true },
    });
  await pass(app.clock.now());
  app.clock.advance(60);

  const place = { unit: "writing.EE", raterId, ordinal: 1 } as const;
  const task = { ...place, state: "MARKED", createdAt: app.clock.now(), dueAt: app.clock.now() } as const;
  await db.result.create({ data: { sittingId: live, state: "MARKING" } });
  const { id: besideId } = await db.markingTask.create({
    data: { ...task, sittingId: live, round: "ORIGINAL", blindCode: "LIVE-DRIFT" },
    select: { id: true },
  });
  for (const [index, sittingId] of anchors.entries()) {
    await db.result.create({ data: { sittingId, state: "RESULT_SENT" } });
    await db.referenceText.create({ data: { sittingId, bands: [...level], reasons, agreedById: raterId, agreedAt: app.clock.now() } });
    await db.markingTask.create({ data: { ...task, sittingId, round: "ANCHOR", blindCode: `DRIFT-${index}`, besideId } });
    await db.mark.create({ data: { ...place, sittingId, round: "ANCHOR", bands: [...level], comments: "", lockedAt: app.clock.now() } });
  }
  const needs = async () => (await (await app.as(raterId)).must(contract.ownCalibration, {})).need;
  const correct = async (sittingId: string, bands: readonly Band[], comments = "") => {
    const { id: markId } = await db.mark.findFirstOrThrow({ where: { sittingId, raterId, supersededBy: null }, select: { id: true } });
    await (await app.as(raterId)).must(correctMark, { params: { markId }, body: { bands: [...bands], comments, reason: "Relu." } });
  };
  expect(await needs()).toBeNull();
  // 40 points on one of five: 8 on average.
  await correct(nth(anchors, 0), [5, 5, 5, 5, 5]);
  expect(await needs()).toBeNull();

  const between = app.clock.now();
  app.clock.advance(60);
  for (const sittingId of anchors.slice(1)) await correct(sittingId, level, "Clair.");
  await correct(nth(anchors, 0), [5, 5, 5, 5, 5], "Clair.");
  expect(await needs()).toBeNull();

  const report = { sittingId: live, policyVersion: 1, input: {}, inputHash: "0".repeat(64), report: {}, computedAt: app.clock.now() };
  const { id: reportId } = await db.report.create({ data: report, select: { id: true } });
  const sent = { state: "RESULT_SENT", currentReportId: reportId, sentReportId: reportId, sentAt: app.clock.now() } as const;
  await db.result.update({ where: { sittingId: live }, data: sent });
  expect(await needs()).toBe("DRIFT");
  // What was given before a calibration is no drift since, whenever its words were corrected.
  await pass(between);
  expect(await needs()).toBeNull();
}, 60_000);

test("[MRK-33] an anchor that was moved before it knew its live text is given that of the first", async () => {
  const { db } = app.deps;
  const people = (await makeRaters(app, 3)).map(({ accountId }) => accountId);
  const world = await sessionWorld(app, { candidates: 3 });
  const [live, other, anchor] = world.candidates.map(({ sittingId }) => sittingId);
  const at = app.clock.now();
  const task = { unit: "writing.EE", ordinal: 1, state: "WITHDRAWN", createdAt: at, dueAt: at } as const;
  const add = async (place: { sittingId: string | undefined; round: "ORIGINAL" | "ANCHOR"; by: number; besideId?: string }) => {
    const { sittingId = "", by, ...rest } = place;
    const blindCode = `MOVED-${by}-${sittingId.slice(-6)}`;
    return (await db.markingTask.create({ data: { ...task, ...rest, sittingId, raterId: people[by] ?? "", blindCode }, select: { id: true } })).id;
  };
  const first = await add({ sittingId: live, round: "ORIGINAL", by: 0 });
  const wrong = await add({ sittingId: other, round: "ORIGINAL", by: 2 });
  const chain = [
    await add({ sittingId: anchor, round: "ANCHOR", by: 0, besideId: first }),
    await add({ sittingId: anchor, round: "ANCHOR", by: 1 }),
    await add({ sittingId: anchor, round: "ANCHOR", by: 2, besideId: wrong }),
  ];
  const [a = "", b = "", c = ""] = chain;
  for (const [fromTaskId, toTaskId] of [[a, b], [b, c]] as const)
    await db.taskMove.create({ data: { fromTaskId, toTaskId, why: "ABSENCE", reason: "", movedAt: at } });
  await db.$executeRawUnsafe(await readFile("prisma/migrations/20261130212000_moved_anchors/migration.sql", "utf8"));
  const tasks = await db.markingTask.findMany({ where: { id: { in: [...chain, wrong] } }, select: { id: true, besideId: true } });
  expect(new Map(tasks.map(({ id, besideId }) => [id, besideId]))).toEqual(new Map([[a, first], [b, first], [c, first], [wrong, null]]));
});

test("[CAL-2] a text whose typed history opens, or not, unlike that of the live text is no anchor beside it", async () => {
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  await director.must(contract.setCalibrationPolicy, { body: { ...rules, anchorPercent: 0 } });
  const past = await told(1);
  await agree(nth(past.candidates, 0).sittingId, null);
  await director.must(contract.setCalibrationPolicy, { body: rules });
  await makeRaters(app, 2);
  const anchorsBeside = (sittingId: string) => app.deps.db.markingTask.count({ where: { round: "ANCHOR", beside: { sittingId } } });
  expect(await anchorsBeside(await liveOn(past))).toBe(2);
  app.clock.advance(60);
  await addRules(app, (policy) => ({ ...policy, marking: { mayReplay: true } }));
  await makeRaters(app, 2);
  expect(await anchorsBeside(await liveOn(past))).toBe(0);
}, 120_000);

test("[CAL-8] whoever was shown the agreed bands of a text in a calibration is given no review of it, and loses the one that they have", async () => {
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  await director.must(contract.setCalibrationPolicy, { body: { ...rules, anchorPercent: 0 } });
  const low: readonly Band[] = [2, 2, 2, 2, 2];
  const past = await told(3, low);
  const { setId } = await director.must(contract.addCalibrationSet, { body: { name: "Révisions" } });
  const references = [];
  for (const { sittingId } of past.candidates) references.push(await agree(sittingId, setId, low));
  await director.must(contract.openCalibrationSet, { params: { setId } });
  const { sittingId, caller: person } = nth(past.candidates, 0);
  const { referenceId } = nth(references, 0);
  const calibrate = async (caller: Caller) => {
    const { attemptId } = await caller.must(contract.startCalibration, {});
    await caller.must(contract.markCalibrationText, { params: { attemptId, referenceId }, body: { bands: [...low], comments: "" } });
  };
  const reviewing = async () => (await textTasks(app, sittingId)).filter(({ state }) => state === "ALLOTTED");
  const markersOf = async () => (await reviewing()).map(({ raterId }) => raterId).toSorted();

  const [calibrated, free] = await makeRaters(app, 2);
  if (!calibrated || !free) throw new Error("There are two.");
  await calibrate(calibrated.caller);
  await person.must(askReview, { params: { sittingId }, body: { competencies: ["EE"], reason: "Mon texte répond à la demande." } });
  await app.drain();
  expect(await markersOf()).toEqual([free.accountId]);

  const later = nth(await makeRaters(app, 1), 0);
  await retryAllotment.run(app.deps);
  expect(await markersOf()).toEqual([free.accountId, later.accountId].toSorted());
  const taskId = (await reviewing()).find(({ raterId }) => raterId === later.accountId)?.id ?? "";
  await calibrate(later.caller);
  await app.drain();
  await retryAllotment.run(app.deps);
  expect(await markersOf()).toEqual([free.accountId]);
  expect(await later.caller.call(marking.markingScript, { params: { taskId } })).toMatchObject({ code: "TASK_WITHDRAWN" });
}, 120_000);
