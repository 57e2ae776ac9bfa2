import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { dueWhenAsked, firstRoundAt } from "#shared/domain/marking/first-round.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import { allotmentDesk } from "#shared/protocol/allotment.ts";
import { openDiscussion } from "#shared/protocol/discussion.ts";
import { routes } from "#shared/protocol/http.ts";
import * as items from "#shared/protocol/items.ts";
import * as corrections from "#shared/protocol/corrections.ts";
import * as contract from "#shared/protocol/marking.ts";
import { joinRoom } from "#shared/protocol/rooms.ts";
import { writeToCandidate } from "#shared/protocol/messages.ts";
import { keyAnswersStep } from "#server/features/answers/steps.ts";
import { lockSitting } from "#server/features/marking/store.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import {
  ensurePolicy,
  keyPaper,
  lockAs,
  makeRaters,
  noMoreMarkers,
  readingAnswers,
  markTexts,
  passingBands,
  sampleText,
  sitExam,
  textTasks,
} from "#tests/support/exam-fixture.ts";
import { holdRoom, openRun } from "#tests/support/exam-room.ts";
import { begunUnderLock } from "#tests/support/waits.ts";
import { nth, runOf, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
});
afterAll(() => app.stop());
// Markers of earlier tests are not eligible any more, so that each test knows its own.
beforeEach(() => noMoreMarkers(app));

const level: readonly Band[] = [3, 3, 3, 3, 3];
const high: readonly Band[] = [4, 4, 4, 4, 4];
const emptyDraft = {
  bands: [null, null, null, null, null],
  comments: "",
  criterionComments: ["", "", "", "", ""],
  annotations: [],
  revision: 0,
};
const tasksOf = async (sittingId: string) => (await textTasks(app, sittingId)).map(({ raterId }) => raterId);

async function finished(
  options: Parameters<typeof sitExam>[3] = {},
  world: Parameters<typeof sessionWorld>[1] = { candidates: 1 },
) {
  const session = await sessionWorld(app, world);
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate, options);
  await app.drain();
  return { session, candidate, sittingId: candidate.sittingId };
}

describe("a text goes to two markers", () => {
  test("[MRK-5] a sealed text of a sitting that is over is allotted to two people, once, however often the news comes", async () => {
    const raters = await makeRaters(app, 4);
    const { sittingId } = await finished();
    const first = await tasksOf(sittingId);
    expect(new Set(first).size).toBe(2);
    expect(raters.map(({ accountId }) => accountId)).toEqual(expect.arrayContaining(first));
    await app.deps.db.outboxEvent.updateMany({ data: { processedAt: null, availableAt: app.clock.now() } });
    await app.drain();
    expect(await tasksOf(sittingId)).toEqual(first);
  });

  test("[MRK-5] a handwritten text is allotted once it has been transcribed and sealed, not before", async () => {
    await makeRaters(app, 2);
    const session = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    const { sittingId } = nth(session.candidates, 0);
    await sitExam(app, session, nth(session.candidates, 0), { isKeyed: false });
    await app.drain();
    expect(await tasksOf(sittingId)).toEqual([]);
    await keyPaper(app, sittingId, await app.account({ roles: ["SUPPORT"] }), [], sampleText);
    await app.drain();
    expect(await tasksOf(sittingId)).toHaveLength(2);
  });

  test("[MRK-28] the texts of a session are given together: a typed one waits for the papers, until eight o'clock on the second day", async () => {
    await makeRaters(app, 4);
    const held = async () => {
      const session = await sessionWorld(app, { writingTools: ["KEYBOARD", "HANDWRITTEN"], deliveryMode: "IN_PERSON" });
      const [typed, byHand] = [nth(session.candidates, 0), nth(session.candidates, 1)];
      await sitExam(app, session, typed);
      await sitExam(app, session, byHand, { isKeyed: false });
      await app.drain();
      expect([await tasksOf(typed.sittingId), await tasksOf(byHand.sittingId)]).toEqual([[], []]);
      const { startsAt } = await app.deps.db.session.findUniqueOrThrow({ where: { id: session.sessionId } });
      return { typed: typed.sittingId, byHand: byHand.sittingId, latest: firstRoundAt(startsAt).getTime() };
    };
    const whole = await held();
    await retryAllotment.run(app.deps);
    expect(await tasksOf(whole.typed)).toEqual([]);
    await keyPaper(app, whole.byHand, await app.account({ roles: ["SUPPORT"] }), [], sampleText);
    await app.drain();
    const given = await app.deps.db.markingTask.findMany({ where: { sittingId: { in: [whole.typed, whole.byHand] } } });
    expect(given.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b)).toEqual([1, 1, 2, 2]);
    expect(new Set(given.map(({ createdAt }) => createdAt.getTime())).size).toBe(1);

    const late = await held();
    app.clock.set(new Date(late.latest - 1000).toISOString());
    await retryAllotment.run(app.deps);
    expect(await tasksOf(late.typed)).toEqual([]);
    app.clock.advance(1);
    await retryAllotment.run(app.deps);
    expect([await tasksOf(late.typed), await tasksOf(late.byHand)]).toEqual([[expect.any(String), expect.any(String)], []]);
  });

  test("[MRK-28] whoever is done waits for the interviews of the others: the texts do not come one by one", async () => {
    await makeRaters(app, 4);
    const session = await sessionWorld(app);
    const [done, sitting] = [nth(session.candidates, 0), nth(session.candidates, 1)];
    const { accountId } = sitting;
    await sitExam(app, session, sitting);
    await app.deps.db.sitting.update({ where: { id: sitting.sittingId }, data: { state: "IN_PROGRESS" } });
    await sitExam(app, session, done);
    await app.drain();
    expect(await tasksOf(done.sittingId)).toEqual([]);
    await commit(app.deps, (uow) => moveSittingStep(uow, sitting.sittingId, "complete", accountId));
    await app.drain();
    const given = await app.deps.db.markingTask.findMany({ where: { sittingId: { in: [done.sittingId, sitting.sittingId] } } });
    expect(given.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b)).toEqual([1, 1, 2, 2]);
  });

  test("[MRK-2] neither the advisers of the session nor whoever typed the text is chosen", async () => {
    const [typist, ...others] = await makeRaters(app, 3);
    const session = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    for (const { accountId } of session.advisers)
      await app.deps.db.account.update({ where: { id: accountId }, data: { roles: ["ADVISER", "RATER"] } });
    const candidate = nth(session.candidates, 0);
    await sitExam(app, session, candidate, typist ? { typedById: typist.accountId } : {});
    await app.drain();
    expect((await tasksOf(candidate.sittingId)).toSorted()).toEqual(
      others.map(({ accountId }) => accountId).toSorted(),
    );
  });

  test("[MRK-2, SUP-12] whoever watched over the person has seen them write, and is not chosen", async () => {
    const [watcher, ...others] = await makeRaters(app, 3);
    if (!watcher) throw new Error("There is a watcher.");
    await app.deps.db.account.update({ where: { id: watcher.accountId }, data: { roles: ["ADVISER", "RATER"] } });
    const session = await sessionWorld(app, { candidates: 1 });
    const entrusted = { entrustedById: nth(session.advisers, 0).accountId, entrustedAt: app.clock.now() };
    await app.deps.db.sessionWatcher.create({ data: { sessionId: session.sessionId, accountId: watcher.accountId, ...entrusted } });
    const candidate = nth(session.candidates, 0);
    await sitExam(app, session, candidate);
    await app.drain();
    expect((await tasksOf(candidate.sittingId)).toSorted()).toEqual(others.map(({ accountId }) => accountId).toSorted());
  });

  test("[MRK-2] whoever keyed in the reading has had the person's papers in hand, and is not chosen", async () => {
    const [typist, ...others] = await makeRaters(app, 3);
    if (!typist) throw new Error("There is a typist.");
    const session = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    const { sittingId } = nth(session.candidates, 0);
    await sitExam(app, session, nth(session.candidates, 0), { isKeyed: false });
    const answers = await readingAnswers(app, sittingId);
    const reading = await runOf(app, sittingId, "READING");
    await commit(app.deps, (uow) => keyAnswersStep(uow, reading.id, typist.accountId, answers));
    await keyPaper(app, sittingId, await app.account({ roles: ["SUPPORT"] }), [], sampleText);
    await app.drain();
    expect((await tasksOf(sittingId)).toSorted()).toEqual(others.map(({ accountId }) => accountId).toSorted());
  });

  test("[MRK-2] whoever wrote to the person during the exam has met them, and is not chosen", async () => {
    const [helper, ...others] = await makeRaters(app, 3);
    if (!helper) throw new Error("There is a helper.");
    const session = await sessionWorld(app);
    const { sittingId } = nth(session.candidates, 0);
    await app.deps.db.account.update({ where: { id: helper.accountId }, data: { roles: ["SUPPORT", "RATER"] } });
    const desk = await app.as(helper.accountId);
    await desk.must(writeToCandidate, { params: { sittingId }, body: { text: "Votre micro est coupé." } });
    await sitExam(app, session, nth(session.candidates, 0));
    await app.drain();
    expect((await tasksOf(sittingId)).toSorted()).toEqual(others.map(({ accountId }) => accountId).toSorted());
  });

  test("[MRK-6] a text that nobody may mark waits, and is allotted when somebody can", async () => {
    const { sittingId } = await finished();
    expect(await tasksOf(sittingId)).toEqual([]);
    await makeRaters(app, 1);
    await retryAllotment.run(app.deps);
    expect(await tasksOf(sittingId)).toHaveLength(1);
    await makeRaters(app, 1);
    await retryAllotment.run(app.deps);
    await retryAllotment.run(app.deps);
    expect(new Set(await tasksOf(sittingId)).size).toBe(2);
  });
});

describe("blindness", () => {
  test("[MRK-7] markers receive the same from a typed and from a transcribed text, but for the code", async () => {
    await makeRaters(app, 2);
    const online = await sessionWorld(app, { writingTools: ["KEYBOARD"], deliveryMode: "ONLINE" });
    const onSite = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    await sitExam(app, online, nth(online.candidates, 0), { text: sampleText });
    await sitExam(app, onSite, nth(onSite.candidates, 0), {
      text: sampleText.replaceAll("’", "'").replaceAll("« ", '"').replaceAll(" »", '"').replaceAll("\n\n", "\r\n"),
    });
    await app.drain();
    const seen = [];
    for (const { candidates } of [online, onSite]) {
      const task = nth(await textTasks(app, nth(candidates, 0).sittingId), 0);
      const rater = await app.as(task.raterId);
      const view = await rater.must(contract.markingScript, { params: { taskId: task.id } });
      expect(view.blindCode).toBe(task.blindCode);
      const queue = await rater.must(contract.markingTasks, {});
      seen.push({
        view: { ...view, blindCode: "" },
        entry: { ...queue.tasks.find(({ taskId }) => taskId === task.id), blindCode: "", taskId: "" },
        handedIn: await handedIn(rater, task),
      });
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(Object.keys(nth(seen, 0).view).toSorted()).toEqual(
      [
        "blindCode",
        "documents",
        "draft",
        "dueAt",
        "grid",
        "language",
        "maxWords",
        "minWords",
        "paragraphs",
        "recipient",
        "referral",
        "situation",
        "task",
        "unit",
        "wordCount",
      ].toSorted(),
    );
  });

  /** What a marker is shown again of a text once it is marked. */
  const handedIn = async (rater: Caller, task: { readonly id: string; readonly blindCode: string }) => {
    const body = { bands: [3, 3, 3, 3, 3] as const, comments: "" };
    await rater.must(contract.recordMark, { params: { taskId: task.id }, body: { ...body, bands: [...body.bands] } });
    const row = (await rater.must(corrections.ownMarks, {})).marks.find(({ blindCode }) => blindCode === task.blindCode);
    const view = await rater.must(corrections.ownMark, { params: { markId: row?.markId ?? "" } });
    return [row, view].map((shown) => ({ ...shown, markId: "", blindCode: "", lockedAt: "" }));
  };

  test("[MRK-7] what a marker may ask for is this, and each of it is compared or tells of no text", () => {
    const asked = routes.filter(({ allow, method }) => method === "GET" && allow !== "PUBLIC" && allow !== "SIGNED_IN" && allow.includes("RATER"));
    // Whoever adds to this list adds to what is compared: here for texts, in calibration.test.ts and in listening.test.ts.
    expect(asked.map(({ name }) => name).toSorted()).toEqual([
      "calibrationText",
      "listeningDraft",
      "listeningTasks",
      "listeningVoice",
      "markingScript",
      "markingTasks",
      "openItem",
      "openItems",
      "ownAbsences",
      "ownCalibration",
      "ownConsistency",
      "ownMark",
      "ownMarks",
    ]);
  });

  test("[MRK-7, ITM-1] the same words in an open answer are one, typed or keyed from paper, and nothing tells which", async () => {
    const rater = nth(await makeRaters(app, 2), 0).caller;
    const online = await sessionWorld(app, { writingTools: ["KEYBOARD"], deliveryMode: "ONLINE" });
    const onSite = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    const { content } = await app.deps.db.form.findUniqueOrThrow({ where: { id: online.formId }, select: { content: true } });
    const item = formContent.parse(content).items.find(({ type, about }) => type === "SHORT_ANSWER" && about === "SITUATION");
    if (!item) throw new Error("The form has a short answer.");
    const params = { formId: online.formId, itemId: item.id };
    // As a page writes it, and as somebody at a plain keyboard copies it from paper.
    const words = "L’infirmière « de garde » l’a dit.";
    const copied = words.replaceAll("’", "'").replaceAll("« ", '"').replaceAll(" »", '"');
    const sit = async (world: typeof online, value: string) => {
      await sitExam(app, world, nth(world.candidates, 0), { answers: [{ key: item.id, value }] });
      await app.drain();
      return [await rater.must(items.openItem, { params }), await rater.must(items.openItems, {})];
    };
    const typed = await sit(online, words);
    const both = await sit(onSite, copied);
    expect(both).toEqual(typed);
    expect(JSON.stringify(both)).toContain("infirmière");
    // The other way around, in a case of its own words: what only paper holds looks as what only a page holds.
    const paperOnly = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    const pageOnly = await sessionWorld(app, { writingTools: ["KEYBOARD"], deliveryMode: "ONLINE" });
    await sit(pageOnly, words.replace("dit", "lu"));
    const [seen] = await sit(paperOnly, copied.replace("dit", "vu"));
    const samples = "answers" in seen! ? seen.answers.map(({ sample }) => sample) : [];
    const [read, saw] = ["lu", "vu"].map((last) => samples.find((sample) => sample.includes(`a ${last}`)));
    expect(read).toBeDefined();
    expect(saw).toBe(read?.replace("lu", "vu"));
  });

  test("[MRK-15] what names a task is random and holds no moment", async () => {
    await makeRaters(app, 2);
    const { sittingId } = await finished();
    for (const { id } of await textTasks(app, sittingId)) expect(z.uuidv4().safeParse(id).success).toBe(true);
  });

  test("[MRK-7] nothing that identifies the person, the session, the mode or another mark is in what a marker receives", async () => {
    await makeRaters(app, 2);
    const { sittingId, session } = await finished();
    await markTexts(app, sittingId, [high]);
    const open = (await textTasks(app, sittingId)).find(({ state }) => state === "ALLOTTED");
    const rater = await app.as(open?.raterId ?? "");
    const text = JSON.stringify([
      await rater.must(contract.markingScript, { params: { taskId: open?.id ?? "" } }),
      await rater.must(contract.markingTasks, {}),
    ]);
    const { registration } = await app.deps.db.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: { registration: true },
    });
    for (const secret of [
      registration.familyName,
      sittingId,
      session.sessionId,
      session.bodyId,
      "ONLINE",
      "IN_PERSON",
      "KEYBOARD",
      "HANDWRITTEN",
    ])
      expect(text).not.toContain(secret);
  });

  test("[MRK-8] another marker's task does not exist, and no role but a marker has a queue", async () => {
    await makeRaters(app, 3);
    const { sittingId, candidate, session } = await finished();
    const task = nth(await textTasks(app, sittingId), 0);
    const others = await app.deps.db.account.findMany({
      where: { roles: { has: "RATER" }, id: { not: task.raterId } },
    });
    const other = await app.as(nth(others, 0).id);
    const params = { taskId: task.id };
    const body = { bands: [...level], comments: "" };
    for (const call of [
      other.call(contract.markingScript, { params }),
      other.call(contract.saveMarkDraft, { params, body }),
      other.call(contract.recordMark, { params, body }),
      other.call(contract.giveTaskBack, { params }),
    ])
      expect(await call).toMatchObject({ ok: false, code: "NOT_FOUND" });
    for (const caller of [candidate.caller, nth(session.advisers, 0).caller])
      expect(await caller.call(contract.markingScript, { params })).toMatchObject({ code: "FORBIDDEN" });
    expect(await app.visitor().call(contract.markingTasks, {})).toMatchObject({ code: "NOT_SIGNED_IN" });
  });
});

describe("the mark of a text", () => {
  test("[MRK-9] a draft is kept for its marker, an incomplete mark is refused, a complete one is final", async () => {
    await makeRaters(app, 2);
    const { sittingId } = await finished();
    const task = nth(await textTasks(app, sittingId), 0);
    const rater = await app.as(task.raterId);
    const params = { taskId: task.id };
    const partial = [3, null, 2, null, null] as const;
    await rater.must(contract.saveMarkDraft, { params, body: { bands: [...partial], comments: "à revoir" } });
    expect((await rater.must(contract.markingScript, { params })).draft).toEqual({
      ...emptyDraft,
      bands: [...partial],
      comments: "à revoir",
      revision: 1,
    });
    expect((await rater.must(contract.markingTasks, {})).tasks).toMatchObject([{ taskId: task.id, isStarted: true }]);
    expect(
      await rater.call(contract.recordMark, { params, body: { bands: [...partial], comments: "", revision: 1 } }),
    ).toMatchObject({ code: "BANDS_INCOMPLETE" });
    expect(
      await rater.call(contract.recordMark, { params, body: { bands: [3, 3], comments: "", revision: 1 } }),
    ).toMatchObject({ code: "BANDS_INCOMPLETE" });
    expect(
      (
        await rater.raw("POST", `/api/marking/tasks/${task.id}/mark`, {
          body: JSON.stringify({ bands: [6, 3, 3, 3, 3], comments: "" }),
          headers: { "content-type": "application/json" },
        })
      ).status,
    ).toBe(422);
    await rater.must(contract.recordMark, { params, body: { bands: [...level], comments: "clair", revision: 1 } });
    expect(await rater.call(contract.recordMark, { params, body: { bands: [...high], comments: "" } })).toMatchObject({
      code: "ALREADY_LOCKED",
    });
    expect(await rater.call(contract.markingScript, { params })).toMatchObject({ code: "ALREADY_LOCKED" });
    expect(await rater.must(contract.markingTasks, {})).toEqual({
      tasks: [],
      markedCount: 1,
      markedToday: 1,
      neededPerDay: 0,
      referredCount: 0,
      replayable: [],
    });
    const marks = await app.deps.db.mark.findMany({
      where: { sittingId, unit: "writing.EE" },
      select: { bands: true, comments: true, ordinal: true },
    });
    expect(marks).toEqual([{ bands: [...level], comments: "clair", ordinal: 1 }]);
  });

  test("[MRK-9] two pages of one marker hand in at once: one mark", async () => {
    await makeRaters(app, 2);
    const { sittingId } = await finished();
    const task = nth(await textTasks(app, sittingId), 0);
    const rater = await app.as(task.raterId);
    const hand = (bands: readonly Band[]) =>
      rater.call(contract.recordMark, { params: { taskId: task.id }, body: { bands: [...bands], comments: "" } });
    const answers = await Promise.all([hand(level), hand(high)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await app.deps.db.mark.count({ where: { sittingId, unit: "writing.EE" } })).toBe(1);
  });

  test("[MRK-10] a marker who knows the person gives the text back; somebody else gets it and it never returns", async () => {
    await makeRaters(app, 3);
    const { sittingId } = await finished();
    const before = nth(await textTasks(app, sittingId), 0);
    const rater = await app.as(before.raterId);
    await rater.must(contract.giveTaskBack, { params: { taskId: before.id } });
    expect(await rater.call(contract.markingScript, { params: { taskId: before.id } })).toMatchObject({
      code: "TASK_WITHDRAWN",
    });
    expect(await rater.call(contract.giveTaskBack, { params: { taskId: before.id } })).toMatchObject({ code: "TASK_WITHDRAWN" });
    expect(await tasksOf(sittingId)).not.toContain(before.raterId);
    expect(new Set(await tasksOf(sittingId)).size).toBe(2);
    const after = nth(await textTasks(app, sittingId), 0);
    await (await app.as(after.raterId)).must(contract.giveTaskBack, { params: { taskId: after.id } });
    // Both have stepped back: the place stays open.
    expect(await tasksOf(sittingId)).toHaveLength(1);
  });

  test("[MRK-11] marks far apart ask a third person, who is told nothing of it; marks that agree ask nobody", async () => {
    await makeRaters(app, 4);
    const { sittingId } = await finished();
    await markTexts(app, sittingId, [level, high]);
    const tasks = await textTasks(app, sittingId);
    expect(tasks.map(({ ordinal, state }) => ({ ordinal, state }))).toEqual([
      { ordinal: 1, state: "MARKED" },
      { ordinal: 2, state: "MARKED" },
      { ordinal: 3, state: "ALLOTTED" },
    ]);
    expect(new Set(tasks.map(({ raterId }) => raterId)).size).toBe(3);
    const third = nth(tasks, 2);
    const view = await (await app.as(third.raterId)).must(contract.markingScript, { params: { taskId: third.id } });
    expect(Object.keys(view)).toEqual(Object.keys(contract.blindScriptView.shape));
    expect(view.draft).toEqual(emptyDraft);

    const agreeing = await finished();
    await markTexts(app, agreeing.sittingId, [level, level]);
    expect(await textTasks(app, agreeing.sittingId)).toHaveLength(2);
  });
});

describe("when a third mark is due", () => {
  const dueOf = async (sittingId: string, ordinal: number) =>
    (await app.deps.db.markingTask.findFirstOrThrow({ where: { sittingId, unit: "writing.EE", ordinal, state: "ALLOTTED" }, select: { dueAt: true } })).dueAt;

  test("[MRK-45] marks that are in on the day of the session give its marker the deadline of the first ones of that day", async () => {
    await makeRaters(app, 3);
    const { sittingId } = await finished();
    const first = await dueOf(sittingId, 1);
    await markTexts(app, sittingId, [level, high]);
    expect(await dueOf(sittingId, 3)).toEqual(first);
  });

  test("[MRK-45] where nobody can be asked the directorate sees its day of the calendar, and whoever is asked late has what a first mark has", async () => {
    const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    await makeRaters(app, 2);
    const { sittingId, session } = await finished();
    const { startsAt } = await app.deps.db.session.findUniqueOrThrow({ where: { id: session.sessionId }, select: { startsAt: true } });
    await markTexts(app, sittingId, [level, high]);
    const shown = async () => (await director.must(allotmentDesk, {})).waiting.find(({ placeId }) => placeId.startsWith(sittingId));
    const calendar = dueAt(startsAt, markDueDays.third).toISOString();
    expect(await shown()).toMatchObject({ dueAt: calendar, isLate: false });
    app.clock.advance(9 * 86_400);
    expect(await shown()).toMatchObject({ dueAt: calendar, isLate: true });
    const third = nth(await makeRaters(app, 1), 0).caller;
    await retryAllotment.run(app.deps);
    expect(await dueOf(sittingId, 3)).toEqual(dueWhenAsked(startsAt, markDueDays.third, app.clock.now()));
    // Places that other people's texts left open may be given to them as well.
    const taskId = nth(await textTasks(app, sittingId), 2).id;
    expect((await third.must(contract.markingTasks, {})).tasks.find((task) => task.taskId === taskId)).toMatchObject({ isLate: false });
  });
});

describe("when a first mark is due", () => {
  test("[MRK-45] a text that was typed after its day is due as one that is asked for late, and is not late when it comes", async () => {
    await makeRaters(app, 2);
    const session = await sessionWorld(app, { candidates: 1, writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
    const { sittingId } = nth(session.candidates, 0);
    await sitExam(app, session, nth(session.candidates, 0), { isKeyed: false });
    await app.drain();
    const { startsAt } = await app.deps.db.session.findUniqueOrThrow({ where: { id: session.sessionId }, select: { startsAt: true } });
    app.clock.advance(7 * 86_400);
    await keyPaper(app, sittingId, await app.account({ roles: ["SUPPORT"] }), [], sampleText);
    await app.drain();
    const [task] = await textTasks(app, sittingId);
    const { tasks } = await (await app.as(task?.raterId ?? "")).must(contract.markingTasks, {});
    const due = dueWhenAsked(startsAt, markDueDays.first, app.clock.now()).toISOString();
    expect(tasks.find(({ taskId }) => taskId === task?.id)).toMatchObject({ dueAt: due, isLate: false });
  });
});

describe("oral marks", () => {
  test("[MRK-12] an adviser marks from the opening of the activity, sees their own draft only, and locks once", async () => {
    const session = await sessionWorld(app, { candidates: 1 });
    const [marc, line] = [nth(session.advisers, 0).caller, nth(session.advisers, 1).caller];
    const { sittingId, caller } = nth(session.candidates, 0);
    const params = { sittingId, activity: "DISCUSSION" as const };
    const units = [
      { unit: "discussion.CO" as const, bands: [4, null], comments: "" },
      { unit: "discussion.EO" as const, bands: [3, 3, 3, 3], comments: "clair" },
    ] satisfies { unit: string; bands: (Band | null)[]; comments: string }[];
    expect(await marc.call(contract.saveOralMarks, { params, body: { units } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    expect(await marc.call(contract.lockOralMarks, { params, body: {} })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await openRun(app, sittingId, "READING");
    await openRun(app, sittingId, "DISCUSSION");
    await holdRoom(app, session, sittingId, "DISCUSSION");
    expect(await marc.must(contract.saveOralMarks, { params, body: { units } })).toEqual({
      isOpen: true,
      isEvaluator: true,
      isWithdrawn: false,
      lockedAt: null,
      units: units.map((unit) => ({ ...unit, revision: 1 })),
      grids: [expect.objectContaining({ unit: "discussion.CO" }), expect.objectContaining({ unit: "discussion.EO" })],
    });
    expect((await line.must(contract.oralMarks, { params })).units).toEqual([
      { unit: "discussion.CO", bands: [null, null], comments: "", revision: 0 },
      { unit: "discussion.EO", bands: [null, null, null, null], comments: "", revision: 0 },
    ]);
    const known = units.map(({ unit }) => ({ unit, revision: 1 }));
    expect(await marc.call(contract.lockOralMarks, { params, body: { known } })).toMatchObject({ code: "BANDS_INCOMPLETE" });
    // Another window of the adviser locks at this moment: what comes after it is not called saved.
    const { done: saved } = await begunUnderLock(
      app,
      (tx) => lockSitting(tx, sittingId),
      () => marc.call(contract.saveOralMarks, { params, body: { units } }),
    );
    expect(await saved).toMatchObject({ ok: true });
    await lockAs(marc, sittingId, "DISCUSSION", passingBands);
    expect(await marc.call(contract.lockOralMarks, { params, body: {} })).toMatchObject({ code: "ALREADY_LOCKED" });
    expect(await marc.call(contract.saveOralMarks, { params, body: { units } })).toMatchObject({
      code: "ALREADY_LOCKED",
    });
    expect(await marc.must(contract.oralMarks, { params })).toMatchObject({
      lockedAt: app.clock.now().toISOString(),
      units: [{ bands: [4, 3] }, { bands: [3, 4, 3, 3] }],
    });
    const stranger = await app.as(await app.account({ roles: ["ADVISER"] }));
    for (const call of [
      stranger.call(contract.oralMarks, { params }),
      stranger.call(contract.saveOralMarks, { params, body: { units } }),
      stranger.call(contract.lockOralMarks, { params, body: {} }),
    ])
      expect(await call).toMatchObject({ code: "NOT_FOUND" });
    expect(await caller.call(contract.oralMarks, { params })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[MRK-18] of two windows of one adviser on a grid, the older one neither writes over the newer one nor locks what it never showed", async () => {
    const session = await sessionWorld(app, { candidates: 1 });
    const { caller: marc } = nth(session.advisers, 0);
    const { sittingId } = nth(session.candidates, 0);
    const params = { sittingId, activity: "DISCUSSION" as const };
    await openRun(app, sittingId, "READING");
    await openRun(app, sittingId, "DISCUSSION");
    await holdRoom(app, session, sittingId, "DISCUSSION");
    const grid = (band: Band, revision: number) => ({
      units: [
        { unit: "discussion.CO" as const, bands: [band, band], comments: "", revision },
        { unit: "discussion.EO" as const, bands: [band, band, band, band], comments: "", revision },
      ],
    });
    const save = (body: ReturnType<typeof grid>) => marc.call(contract.saveOralMarks, { params, body });
    const firstWindow = grid(3, 0);
    expect(await save(firstWindow)).toMatchObject({ ok: true, value: grid(3, 1) });
    // The answer was lost on its way: the window says it again.
    expect(await save(firstWindow)).toMatchObject({ ok: true, value: grid(3, 1) });
    // The other one was open before, and shows an empty grid.
    expect(await save(grid(5, 0))).toMatchObject({ code: "DRAFT_CONFLICT" });
    expect(await marc.call(contract.lockOralMarks, { params, body: { known: grid(0, 0).units.map(({ unit }) => ({ unit, revision: 0 })) } })).toMatchObject({
      code: "DRAFT_CONFLICT",
    });
    expect(await marc.must(contract.oralMarks, { params })).toMatchObject({ lockedAt: null, ...grid(3, 1) });
    const known = grid(3, 1).units.map(({ unit, revision }) => ({ unit, revision }));
    expect(await marc.must(contract.lockOralMarks, { params, body: { known } })).toMatchObject({ units: [{ bands: [3, 3] }, { bands: [3, 3, 3, 3] }] });
  });

  test("[MRK-12] two advisers who lock at once both count, one after the other", async () => {
    const session = await sessionWorld(app, { candidates: 1 });
    const { sittingId } = nth(session.candidates, 0);
    await openRun(app, sittingId, "READING");
    await openRun(app, sittingId, "DISCUSSION");
    await holdRoom(app, session, sittingId, "DISCUSSION");
    await Promise.all(session.advisers.map(({ caller }) => lockAs(caller, sittingId, "DISCUSSION", passingBands)));
    const marks = await app.deps.db.mark.findMany({
      where: { sittingId },
      orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
      select: { unit: true, ordinal: true },
    });
    expect(marks).toEqual([
      { unit: "discussion.CO", ordinal: 1 },
      { unit: "discussion.CO", ordinal: 2 },
      { unit: "discussion.EO", ordinal: 1 },
      { unit: "discussion.EO", ordinal: 2 },
    ]);
  });

  test("[MRK-20] a discussion is marked by its two evaluators who entered the room, and by nobody else of the session", async () => {
    const session = await sessionWorld(app, { candidates: 2 });
    const paulId = await app.account({ roles: ["ADVISER"], givenName: "Paul" });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: session.sessionId, accountId: paulId } });
    const [marc, line] = [nth(session.advisers, 0), nth(session.advisers, 1)];
    const paul = await app.as(paulId);
    for (const { sittingId } of session.candidates) {
      await openRun(app, sittingId, "READING");
      await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "READING", "submit", null));
    }
    const { roomId } = await marc.caller.must(openDiscussion, {
      params: { sessionId: session.sessionId },
      body: { secondAdviserId: line.accountId },
    });
    for (const caller of [marc.caller, paul]) await caller.must(joinRoom, { params: { roomId } });
    const { sittingId } = nth(session.candidates, 0);
    const params = { sittingId, activity: "DISCUSSION" as const };
    const body = { units: [{ unit: "discussion.CO" as const, bands: [4 as const, 4 as const], comments: "" }] };
    // Paul was there without being named; Line was named and has not come.
    for (const caller of [paul, line.caller]) {
      expect(await caller.must(contract.oralMarks, { params })).toMatchObject({ isEvaluator: false, units: [] });
      expect(await caller.call(contract.saveOralMarks, { params, body })).toMatchObject({ code: "NOT_EVALUATOR" });
      expect(await caller.call(contract.lockOralMarks, { params, body: {} })).toMatchObject({ code: "NOT_EVALUATOR" });
    }
    expect(await marc.caller.must(contract.saveOralMarks, { params, body })).toMatchObject({ isEvaluator: true });
    await line.caller.must(joinRoom, { params: { roomId } });
    await lockAs(line.caller, sittingId, "DISCUSSION", passingBands);
  });

  test("[MRK-20] an interview is marked by the advisers who entered its room; at a table by those of the session", async () => {
    for (const deliveryMode of ["ONLINE", "IN_PERSON"] as const) {
      const session = await sessionWorld(app, { candidates: 1, deliveryMode });
      const [marc, line] = [nth(session.advisers, 0), nth(session.advisers, 1)];
      const { sittingId } = nth(session.candidates, 0);
      for (const activity of ["READING", "INTERVIEW"] as const) await openRun(app, sittingId, activity);
      await holdRoom(app, session, sittingId, "INTERVIEW");
      await app.deps.db.roomEntry.deleteMany({ where: { accountId: line.accountId, room: { sittingId } } });
      await lockAs(marc.caller, sittingId, "INTERVIEW", passingBands);
      const params = { sittingId, activity: "INTERVIEW" as const };
      if (deliveryMode === "IN_PERSON") await lockAs(line.caller, sittingId, "INTERVIEW", passingBands);
      else expect(await line.caller.call(contract.lockOralMarks, { params, body: {} })).toMatchObject({ code: "NOT_EVALUATOR" });
    }
  });

  test("[MRK-13, MRK-45] a third adviser has nothing to mark until the directorate asks for it, and only where the report does", async () => {
    await makeRaters(app, 2);
    const session = await sessionWorld(app, { candidates: 1 });
    const thirdId = await app.account({ roles: ["ADVISER"], givenName: "Paul" });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: session.sessionId, accountId: thirdId } });
    const third = await app.as(thirdId);
    const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    const candidate = nth(session.candidates, 0);
    const { sittingId } = candidate;
    const apart = { ...passingBands, "discussion.CO": [5, 5] as const };
    await sitExam(app, session, candidate, { bands: { first: passingBands, second: apart } });
    await app.drain();
    const params = { sittingId, activity: "DISCUSSION" as const };
    const nothing = { isOpen: true, isEvaluator: false, lockedAt: null, units: [] };
    expect(await third.must(contract.oralMarks, { params })).toMatchObject(nothing);
    expect(await third.call(contract.lockOralMarks, { params, body: {} })).toMatchObject({ code: "NOT_EVALUATOR" });
    const ask = (unit: "discussion.CO" | "discussion.EO" | "writing.EE", adviserId: string) =>
      director.call(contract.allotOralMark, { params: { sittingId }, body: { unit, adviserId } });
    expect(await ask("discussion.EO", thirdId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await ask("writing.EE", thirdId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await ask("discussion.CO", nth(session.advisers, 0).accountId)).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
    expect(await ask("discussion.CO", await app.account({ roles: ["ADVISER"] }))).toMatchObject({
      code: "NO_ELIGIBLE_RATER",
    });
    // Named for the session is not having been in the room.
    expect(await ask("discussion.CO", thirdId)).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
    const { id: roomId } = await app.deps.db.room.findFirstOrThrow({
      where: { sessionId: session.sessionId, kind: "DISCUSSION" },
    });
    const at = app.clock.now();
    await app.deps.db.roomEntry.create({ data: { roomId, accountId: thirdId, firstAt: at } });
    expect(await ask("discussion.CO", thirdId)).toMatchObject({ ok: true });
    expect(await ask("discussion.CO", thirdId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    // They were there: that they have met the person takes nothing from them, and their date is that of a first mark.
    await retryAllotment.run(app.deps);
    const { startsAt } = await app.deps.db.session.findUniqueOrThrow({ where: { id: session.sessionId } });
    const due = dueAt(startsAt, markDueDays.first).toISOString();
    expect((await third.must(contract.oralTasks, {})).tasks).toMatchObject([{ sittingId, activity: "DISCUSSION", dueAt: due, isLate: false }]);
    expect((await third.must(contract.oralMarks, { params })).units).toEqual([
      { unit: "discussion.CO", bands: [null, null], comments: "", revision: 0 },
    ]);
    const { units: known } = await third.must(contract.saveOralMarks, {
      params,
      body: { units: [{ unit: "discussion.CO", bands: [5, 4], comments: "" }] },
    });
    await third.must(contract.lockOralMarks, { params, body: { known } });
    expect((await third.must(contract.oralTasks, {})).tasks).toEqual([]);
    expect(
      await director.call(contract.allotOralMark, {
        params: { sittingId: thirdId },
        body: { unit: "discussion.CO", adviserId: thirdId },
      }),
    ).toMatchObject({ code: "NOT_FOUND" });
  });
});
