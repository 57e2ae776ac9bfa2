import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formContent } from "#shared/domain/forms/form-content.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as calibration from "#shared/protocol/calibration.ts";
import * as contract from "#shared/protocol/corrections.ts";
import * as items from "#shared/protocol/items.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { openMarkedHistory } from "#shared/protocol/typed-history.ts";
import { listedMarks } from "#server/features/marking/own-marks.ts";
import { ownAnswers } from "#server/features/marking/own-answers.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { anchorWorld, everyTextAnchored } from "#tests/support/anchors.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { addRules, ensurePolicy, makeRaters, markTexts, passingBands, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Marks that their author puts another in the place of. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());
beforeEach(() => app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } }));

const level: readonly Band[] = [3, 3, 3, 3, 3];
const high: readonly Band[] = [4, 4, 4, 4, 4];
/** Higher, and not so far that a third person is asked. */
const better: readonly Band[] = [4, 4, 4, 3, 3];
/** The neighbour of the right key, on every criterion: 20 points too low. */
const slip: readonly Band[] = [2, 2, 2, 2, 2];
const reason = "J’ai pressé la touche voisine.";

/** A text with these marks, and as many markers as are asked for. */
async function marked(bands: readonly (readonly Band[])[], raters = 3) {
  await makeRaters(app, raters);
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  const { sittingId } = candidate;
  await sitExam(app, session, candidate);
  await app.drain();
  await markTexts(app, sittingId, bands);
  return { session, candidate, sittingId, params: { sittingId } };
}

const textMarks = (sittingId: string, round: "ORIGINAL" | "REVIEW" | "ANCHOR" = "ORIGINAL") =>
  app.deps.db.mark.findMany({
    where: { sittingId, unit: "writing.EE", round },
    orderBy: { id: "asc" },
    select: { id: true, raterId: true, ordinal: true, bands: true, supersedesId: true, supersededReason: true, supersededBy: { select: { id: true } } },
  });

/** The mark in force of the one who marked at this place, and that person. */
async function author(sittingId: string, ordinal: number, round: "ORIGINAL" | "REVIEW" = "ORIGINAL") {
  const mark = (await textMarks(sittingId, round)).find((one) => one.ordinal === ordinal && !one.supersededBy);
  if (!mark) throw new Error(`Nobody marked at place ${ordinal}.`);
  return { mark, markId: mark.id, caller: await app.as(mark.raterId) };
}

const correct = (caller: Caller, markId: string, bands: readonly (Band | null)[], change: Partial<{ reason: string; comments: string; criterionComments: string[] }> = {}) =>
  caller.call(contract.correctMark, {
    params: { markId },
    body: { bands: [...bands], comments: "", reason, ...change },
  });

const detail = (sittingId: string) => director.must(results.resultOf, { params: { sittingId } });
const thirdTasks = async (sittingId: string) => (await textTasks(app, sittingId)).filter(({ ordinal }) => ordinal === 3);

async function confirm(sittingId: string): Promise<void> {
  const { reportId } = await detail(sittingId);
  await director.must(results.confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
  await app.drain();
}

describe("a mark of a text", () => {
  test("[MRK-30, MRK-34, MRK-35] is corrected by its author alone, with a reason; the former stays, and the one in force counts", async () => {
    const { candidate, sittingId } = await marked([level, level]);
    const { mark, markId, caller } = await author(sittingId, 1);
    const other = await author(sittingId, 2);

    const { marks } = await caller.must(contract.ownMarks, {});
    expect(marks).toEqual([
      { markId, unit: "writing.EE", blindCode: expect.any(String), candidateName: null, lockedAt: expect.any(String), isCorrected: false, isOpen: true },
    ]);
    const view = await caller.must(contract.ownMark, { params: { markId } });
    expect(view).toMatchObject({ bands: level, comments: "", script: { paragraphs: expect.any(Array) } });
    for (const secret of [sittingId, candidate.accountId, other.mark.raterId, other.markId, "ONLINE", "KEYBOARD", "ordinal"])
      expect(JSON.stringify([marks, view])).not.toContain(secret);

    expect(await correct(other.caller, markId, high)).toMatchObject({ code: "NOT_FOUND" });
    expect(await other.caller.call(contract.ownMark, { params: { markId } })).toMatchObject({ code: "NOT_FOUND" });
    for (const stranger of [director, candidate.caller]) expect(await correct(stranger, markId, high)).toMatchObject({ code: "FORBIDDEN" });
    expect(await correct(caller, markId, high, { reason: "  " })).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await correct(caller, markId, high, { reason: "x".repeat(1001) })).toMatchObject({ code: "BAD_INPUT" });
    expect(await correct(caller, markId, [4, null, 4, 4, 4])).toMatchObject({ code: "BANDS_INCOMPLETE" });
    expect(await correct(caller, markId, [4, 4])).toMatchObject({ code: "BANDS_INCOMPLETE" });
    expect(await correct(caller, markId, level)).toMatchObject({ code: "MARK_SAME" });
    const misplaced = { start: 0, end: 3, quote: "ailleurs", criterion: null, note: "" };
    expect(
      await caller.call(contract.correctMark, { params: { markId }, body: { bands: [...high], comments: "", annotations: [misplaced], reason } }),
    ).toMatchObject({ code: "BAD_INPUT" });

    expect((await detail(sittingId)).scores.EE).toBe(60);
    // Two pages of the same author at once: one stands.
    const answers = await Promise.all([correct(caller, markId, [4, 4, 3, 3, 3]), correct(caller, markId, [3, 3, 4, 4, 3])]);
    expect(answers.map((answer) => ("code" in answer ? answer.code : "corrected")).toSorted()).toEqual(["STATE_CHANGED", "corrected"]);
    const again = await author(sittingId, 1);
    expect(await caller.call(contract.ownMark, { params: { markId } })).toMatchObject({ code: "STATE_CHANGED" });
    // A correction is corrected as any mark is.
    const words = { comments: "relu", criterionComments: ["un mot du critère", "", "", "", ""] };
    expect(await correct(caller, again.markId, better, words)).toMatchObject({ ok: true });
    const replaced = await author(sittingId, 1);
    expect(await correct(caller, replaced.markId, better, { comments: "relu encore" })).toMatchObject({ ok: true });

    const rows = await textMarks(sittingId);
    expect(rows.filter(({ ordinal }) => ordinal === 1).map(({ supersedesId, supersededReason, raterId }) => [supersedesId, supersededReason, raterId])).toEqual([
      [null, null, mark.raterId],
      [markId, reason, mark.raterId],
      [again.markId, reason, mark.raterId],
      [replaced.markId, reason, mark.raterId],
    ]);
    await expect(app.deps.db.$executeRaw`UPDATE "Mark" SET bands = '{5,5,5,5,5}' WHERE id = ${markId}::uuid`).rejects.toThrow("append-only");

    const desk = await detail(sittingId);
    expect(desk).toMatchObject({ scores: { EE: 66.5 }, unusual: expect.arrayContaining(["CORRECTED"]) });
    const text = desk.units.find(({ unit }) => unit === "writing.EE");
    expect(text?.marks.map(({ bands, former }) => [bands, former.map((one) => [one.score, one.reason])])).toEqual([
      [better, [[73, reason], [expect.any(Number), reason], [60, reason]]],
      [level, []],
    ]);
    // All that was replaced, down to the words of each criterion.
    expect(text?.marks[0]?.former[0]).toMatchObject({ ...words, bands: better, annotations: [], moments: [] });
    expect(JSON.stringify(desk)).not.toContain(mark.raterId);
    expect(await caller.must(marking.markingTasks, {})).toMatchObject({ markedCount: 1, markedToday: 1 });
    expect((await caller.must(contract.ownMarks, {})).marks).toMatchObject([{ isCorrected: true, isOpen: true, markId: expect.any(String) }]);

    const lead = await director.must(contract.markCorrections, {});
    expect(lead.marks.slice(1, 3)).toMatchObject([
      { blindCode: marks[0]?.blindCode, isAnchor: false, after: better, reason },
      { blindCode: marks[0]?.blindCode, before: level, reason },
    ]);
    for (const secret of [sittingId, mark.raterId]) expect(JSON.stringify(lead)).not.toContain(secret);
    expect(await caller.call(contract.markCorrections, {})).toMatchObject({ code: "FORBIDDEN" });

    await confirm(sittingId);
    const file = await candidate.caller.raw("GET", `/api/results/${sittingId}/evidence.zip`);
    const archive = openArchive(new Uint8Array(await file.arrayBuffer()), { files: 30, unpackedBytes: 10_000_000 });
    const bytes = archive.ok ? await archive.value.read("evaluations.json") : undefined;
    if (!(bytes instanceof Uint8Array)) throw new Error("The evidence holds no marks.");
    const evidence = new TextDecoder().decode(bytes);
    const written = (JSON.parse(evidence) as { unit: string; ordinal: number; corrected: { reason: string; criteria: { band: number }[] }[] }[]).find(
      (one) => one.unit === "writing.EE" && one.ordinal === 1,
    );
    expect(written?.corrected.map((one) => [one.reason, one.criteria.map(({ band }) => band)])).toEqual([
      [reason, better],
      [reason, expect.any(Array)],
      [reason, level],
    ]);
    expect(evidence).not.toContain(mark.raterId);
  });

  test("[MRK-31] what is held, annulled or told is not corrected, and nobody is told which it is; the database refuses it too", async () => {
    const { sittingId, params } = await marked([level, level]);
    const { mark, markId, caller } = await author(sittingId, 1);
    // However much was marked since.
    const beyondLatest = () => listedMarks(app.deps.db, { accountId: mark.raterId, roles: ["RATER"] }, 0);
    expect(await beyondLatest()).toMatchObject([{ mark: { id: markId }, isOpen: true }]);
    const { reportId } = await detail(sittingId);
    await director.must(results.holdResult, { params, body: { reportId, reason: "À vérifier" } });
    expect(await beyondLatest()).toEqual([]);
    const held = await correct(caller, markId, high);
    expect(held).toMatchObject({ code: "CORRECTION_CLOSED" });
    expect((await caller.must(contract.ownMarks, {})).marks).toMatchObject([{ isOpen: false }]);
    await director.must(results.releaseResult, { params, body: { reportId, reason: "Vérifié" } });
    expect(await correct(caller, markId, [3, 3, 3, 3, 4])).toMatchObject({ ok: true });

    await confirm(sittingId);
    expect(await beyondLatest()).toEqual([]);
    const told = await author(sittingId, 1);
    expect(await correct(caller, told.markId, high)).toEqual(held);
    expect(await caller.call(contract.ownMark, { params: { markId: told.markId } })).toMatchObject({ code: "CORRECTION_CLOSED" });
    const row = { sittingId, unit: "writing.EE", round: "ORIGINAL", ordinal: 1, raterId: told.mark.raterId, comments: "", lockedAt: app.clock.now() } as const;
    const past = { ...row, supersedesId: told.markId, supersededReason: reason };
    await expect(app.deps.db.mark.create({ data: { ...past, bands: [...high] } })).rejects.toThrow("held or told");
  });

  test("[MRK-31] whoever reads all marks, or has seen how the text was typed, corrects none", async () => {
    await addRules(app, (rules) => ({ ...rules, marking: { mayReplay: true } }));
    const { sittingId } = await marked([level, level]);
    const both = await author(sittingId, 1);
    await app.deps.db.account.update({ where: { id: both.mark.raterId }, data: { roles: ["RATER", "DIRECTOR"] } });
    expect(await correct(await app.as(both.mark.raterId), both.markId, high)).toMatchObject({ code: "CORRECTION_CLOSED" });

    const seen = await author(sittingId, 2);
    await seen.caller.must(openMarkedHistory, { params: { taskId: nth(await textTasks(app, sittingId), 1).id } });
    expect(await correct(seen.caller, seen.markId, high)).toMatchObject({ code: "CORRECTION_CLOSED" });
  });
});

describe("what a correction leads to", () => {
  test("[MRK-32, MRK-36] a third mark that it makes necessary is asked for, and one that it makes needless is taken back, begun or not", async () => {
    const { sittingId } = await marked([level, slip], 5);
    const [asked] = await thirdTasks(sittingId);
    if (!asked) throw new Error("A third mark was needed.");
    const third = await app.as(asked.raterId);
    await third.must(marking.saveMarkDraft, { params: { taskId: asked.id }, body: { bands: [3, 3, null, null, null], comments: "lu" } });
    const second = await author(sittingId, 2);
    expect(await correct(second.caller, second.markId, level)).toMatchObject({ ok: true });
    expect(await app.deps.db.markingTask.findUnique({ where: { id: asked.id }, select: { state: true, withdrawnReason: true } })).toEqual({
      state: "WITHDRAWN",
      withdrawnReason: "NOT_NEEDED",
    });
    expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: asked.raterId } })).toBe(0);
    expect(await third.must(marking.markingTasks, {})).toMatchObject({ tasks: [] });
    expect(await third.call(marking.recordMark, { params: { taskId: asked.id }, body: { bands: [...level], comments: "", revision: 1 } })).toMatchObject({ code: "TASK_WITHDRAWN" });
    await app.drain();
    expect(await detail(sittingId)).toMatchObject({ state: "PENDING_APPROVAL", needs: [], scores: { EE: 60 } });

    // Needed again: somebody is asked again, and what is decided meanwhile is nothing.
    const now = await author(sittingId, 2);
    expect(await correct(now.caller, now.markId, slip)).toMatchObject({ ok: true });
    expect(await detail(sittingId)).toMatchObject({ state: "MARKING", scores: { EE: null } });
    await app.drain();
    const [another] = await thirdTasks(sittingId);
    expect([another?.state, another?.blindCode === asked.blindCode]).toEqual(["ALLOTTED", false]);
  });

  test("[MRK-32] a third mark that was handed in first counts, whatever the correction would have made of it", async () => {
    const { sittingId } = await marked([level, slip, high], 4);
    const second = await author(sittingId, 2);
    expect(await correct(second.caller, second.markId, level)).toMatchObject({ ok: true });
    const desk = await detail(sittingId);
    expect(desk.units.find(({ unit }) => unit === "writing.EE")?.marks).toHaveLength(3);
    expect(desk).toMatchObject({ scores: { EE: 60 }, state: "PENDING_APPROVAL" });
  });

  test("[MRK-32] of a correction and a third mark at the same moment, one comes first, and the result is that of the order", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { sittingId } = await marked([level, slip], 4);
      const [asked] = await thirdTasks(sittingId);
      if (!asked) throw new Error("A third mark was needed.");
      const third = await app.as(asked.raterId);
      const second = await author(sittingId, 2);
      const [handedIn, corrected] = await Promise.all([
        third.call(marking.recordMark, { params: { taskId: asked.id }, body: { bands: [...high], comments: "" } }),
        correct(second.caller, second.markId, level),
      ]);
      expect(corrected).toMatchObject({ ok: true });
      await app.drain();
      const { state } = await app.deps.db.markingTask.findUniqueOrThrow({ where: { id: asked.id }, select: { state: true } });
      expect(state).toBe(handedIn.ok ? "MARKED" : "WITHDRAWN");
      const { units, needs } = await detail(sittingId);
      expect([units.find(({ unit }) => unit === "writing.EE")?.marks.length, needs]).toEqual([handedIn.ok ? 3 : 2, []]);
    }
  });

  test("[MRK-32] of a correction and a confirmation at the same moment one stands, and nothing is told that rests on the former mark", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { sittingId, params } = await marked([level, level]);
      const { markId, caller } = await author(sittingId, 1);
      const { reportId } = await detail(sittingId);
      const [confirmed, corrected] = await Promise.all([
        director.call(results.confirmResult, { params, body: { reportId, reason: "" } }),
        correct(caller, markId, [4, 3, 3, 3, 3]),
      ]);
      expect([confirmed.ok, corrected.ok].filter(Boolean)).toHaveLength(1);
      if (!confirmed.ok) expect(confirmed).toMatchObject({ code: "STATE_CHANGED" });
      if (!corrected.ok) expect(corrected).toMatchObject({ code: "CORRECTION_CLOSED" });
      const { state, scores } = await detail(sittingId);
      expect([state, scores.EE]).toEqual(confirmed.ok ? ["RESULT_SENT", 60] : ["PENDING_APPROVAL", 62.5]);
    }
  });

  test("[MRK-31, MRK-32] a mark of a review is corrected until the review is told; those before it are not any more", async () => {
    const { candidate, sittingId, params } = await marked([slip, slip], 5);
    await confirm(sittingId);
    await candidate.caller.must(results.askReview, { params, body: { competencies: ["EE"], reason: "" } });
    await app.drain();
    await markTexts(app, sittingId, [level, slip]);
    const first = await author(sittingId, 1);
    expect(await correct(first.caller, first.markId, high)).toMatchObject({ code: "CORRECTION_CLOSED" });
    const again = await author(sittingId, 2, "REVIEW");
    expect(await correct(again.caller, again.markId, level)).toMatchObject({ ok: true });
    await app.drain();
    expect(await detail(sittingId)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS", scores: { EE: 60 } });
    await confirm(sittingId);
    const told = await author(sittingId, 2, "REVIEW");
    expect(await correct(told.caller, told.markId, high)).toMatchObject({ code: "CORRECTION_CLOSED" });
  });
});

test("[MRK-30, MRK-34] an adviser corrects what they gave to an activity that they attended, of somebody whom they know", async () => {
  const { session, sittingId } = await marked([level, level]);
  const adviser = nth(session.advisers, 0).caller;
  const { marks } = await adviser.must(contract.ownMarks, {});
  const own = marks.find(({ unit }) => unit === "interview.EO");
  expect(own).toMatchObject({ blindCode: null, candidateName: expect.any(String), isOpen: true });
  const markId = own?.markId ?? "";
  expect(await adviser.must(contract.ownMark, { params: { markId } })).toMatchObject({ script: null, bands: passingBands["interview.EO"] });
  const before = (await detail(sittingId)).scores.EO ?? 0;
  expect(
    await adviser.call(contract.correctMark, { params: { markId }, body: { bands: [4, 4, 3, 3], comments: "", criterionComments: ["mot"], reason } }),
  ).toMatchObject({ code: "BAD_INPUT" });
  expect(await correct(adviser, markId, [4, 4, 4, 4])).toMatchObject({ ok: true });
  expect((await detail(sittingId)).scores.EO).toBeGreaterThan(before);
  const locked = await adviser.must(marking.oralMarks, { params: { sittingId, activity: "INTERVIEW" } });
  expect(locked.units.find(({ unit }) => unit === "interview.EO")?.bands).toEqual([4, 4, 4, 4]);
});

test("[MRK-33] an anchor is corrected for as long as the live text beside which it was given, and counts as it stands", async () => {
  const { anchorId, sitLive } = await anchorWorld(app, director, level);
  const raters = await makeRaters(app, 2);
  const liveId = await sitLive();
  for (const { caller } of raters)
    for (const { taskId } of (await caller.must(marking.markingTasks, {})).tasks)
      await caller.must(marking.recordMark, { params: { taskId }, body: { bands: [...level], comments: "" } });
  await app.drain();
  const one = nth(raters, 0);
  const listed = async () => (await one.caller.must(contract.ownMarks, {})).marks;
  const anonymous = async () => (await listed()).map((row) => ({ ...row, markId: "", blindCode: "", lockedAt: "" }));
  const [first, second] = await anonymous();
  expect(first).toEqual(second);
  const anchor = (await textMarks(anchorId, "ANCHOR")).find(({ raterId }) => raterId === one.accountId);
  if (!anchor) throw new Error("No anchor was given.");
  const seen = await Promise.all(
    (await listed()).map(async ({ markId }) => ({
      ...(await one.caller.must(contract.ownMark, { params: { markId } })),
      markId: "",
      blindCode: "",
      lockedAt: "",
    })),
  );
  expect(seen[0]).toEqual(seen[1]);
  const beyondLatest = await listedMarks(app.deps.db, { accountId: one.accountId, roles: ["RATER"] }, 0);
  expect(beyondLatest.map(({ isOpen }) => isOpen)).toEqual([true, true]);
  const reports = await app.deps.db.report.count({ where: { sittingId: anchorId } });
  expect(await correct(one.caller, anchor.id, high)).toMatchObject({ ok: true });
  await app.drain();
  expect(await app.deps.db.report.count({ where: { sittingId: anchorId } })).toBe(reports);
  expect((await director.must(contract.markCorrections, {})).marks[0]).toMatchObject({ isAnchor: true, after: high });

  // Both close at once, whatever became of the result of the anchor long ago.
  const params = { sittingId: liveId };
  const { reportId } = await detail(liveId);
  await director.must(results.holdResult, { params, body: { reportId, reason: "À vérifier" } });
  expect((await listed()).map(({ isOpen }) => isOpen)).toEqual([false, false]);
  await director.must(results.releaseResult, { params, body: { reportId, reason: "Vérifié" } });
  expect((await listed()).map(({ isOpen }) => isOpen)).toEqual([true, true]);
  await confirm(liveId);
  expect((await listed()).map(({ isOpen }) => isOpen)).toEqual([false, false]);
  const now = (await textMarks(anchorId, "ANCHOR")).find(({ supersedesId }) => supersedesId !== null);
  expect(await correct(one.caller, now?.id ?? "", level)).toMatchObject({ code: "CORRECTION_CLOSED" });
  await director.must(calibration.setCalibrationPolicy, { body: { ...everyTextAnchored, anchorPercent: 0 } });
});

test("[ITM-6, MRK-31] points of an open answer are corrected by whoever gave them, for everybody who wrote it, until somebody was told", async () => {
  const raters = await makeRaters(app, 2);
  const session = await sessionWorld(app, { candidates: 2 });
  const { form } = await app.deps.db.sitting.findUniqueOrThrow({
    where: { id: nth(session.candidates, 0).sittingId },
    select: { form: { select: { id: true, content: true } } },
  });
  const short = formContent.parse(form.content).items.find(({ type }) => type === "SHORT_ANSWER");
  if (!short) throw new Error("The form has a short answer.");
  for (const candidate of session.candidates)
    await sitExam(app, session, candidate, { answers: [{ key: short.id, value: "une réponse inattendue" }] });
  await app.drain();
  for (const { sittingId } of session.candidates) await markTexts(app, sittingId, [level, level]);
  const judge = nth(raters, 0).caller;
  const place = { formId: form.id, itemId: short.id };
  await judge.must(items.markOpenAnswer, { params: place, body: { answer: "une reponse inattendue", points: 0 } });
  await app.drain();
  const concerned = (await app.deps.db.openAnswer.findMany({ where: place })).map(({ sittingId }) => sittingId);
  const reading = async () => Promise.all(concerned.map(async (sittingId) => (await detail(sittingId)).scores.CE ?? 0));
  const before = await reading();

  const { answers } = await judge.must(contract.ownMarks, {});
  expect(answers).toMatchObject([{ prompt: short.prompt, sample: "une réponse inattendue", points: 0, max: short.max, isOpen: true, isCorrected: false }]);
  const markId = answers[0]?.markId ?? "";
  const give = (caller: Caller, id: string, points: number, why = reason) =>
    caller.call(contract.correctAnswerMark, { params: { markId: id }, body: { points, reason: why } });
  const beyondLatest = () => ownAnswers(app.deps.db, { accountId: nth(raters, 0).accountId, roles: ["RATER"] }, 0);
  expect(await beyondLatest()).toMatchObject([{ markId, isOpen: true }]);
  expect(await give(nth(raters, 1).caller, markId, 1)).toMatchObject({ code: "NOT_FOUND" });
  expect(await give(director, markId, 1)).toMatchObject({ code: "FORBIDDEN" });
  expect(await give(judge, markId, 1, "")).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await give(judge, markId, short.max + 1)).toMatchObject({ code: "BAD_INPUT" });
  expect(await give(judge, markId, 0)).toMatchObject({ code: "MARK_SAME" });
  // Whoever reads all marks corrects no answer either.
  const judgeId = nth(raters, 0).accountId;
  await app.deps.db.account.update({ where: { id: judgeId }, data: { roles: ["RATER", "DIRECTOR"] } });
  const leader = await app.as(judgeId);
  expect((await leader.must(contract.ownMarks, {})).answers).toMatchObject([{ markId, isOpen: false }]);
  expect(await give(leader, markId, short.max)).toMatchObject({ code: "CORRECTION_CLOSED" });
  await app.deps.db.account.update({ where: { id: judgeId }, data: { roles: ["RATER"] } });
  await app.deps.db.result.updateMany({ where: { sittingId: { in: concerned } }, data: { isReadingChecked: true } });
  const both = await Promise.all([give(judge, markId, short.max), give(judge, markId, short.max)]);
  expect(both.map((answer) => ("code" in answer ? answer.code : "corrected")).toSorted()).toEqual(["STATE_CHANGED", "corrected"]);
  await app.drain();
  const after = await reading();
  expect(after.every((score, index) => score > (before[index] ?? 0))).toBe(true);
  expect(await app.deps.db.result.count({ where: { sittingId: { in: concerned }, isReadingChecked: true } })).toBe(0);
  expect(await detail(concerned[0] ?? "")).toMatchObject({
    correctedAnswers: [{ before: 0, after: short.max, reason }],
    unusual: expect.arrayContaining(["CORRECTED"]),
  });
  const listed = (await director.must(results.resultList, {})).results.filter(({ unusual }) => unusual.includes("CORRECTED"));
  expect(listed.map(({ sittingId }) => sittingId)).toEqual(expect.arrayContaining(concerned));
  expect((await director.must(contract.markCorrections, {})).answers[0]).toMatchObject({ before: 0, after: short.max, reason });

  await confirm(concerned[0] ?? "");
  const [told] = (await judge.must(contract.ownMarks, {})).answers;
  expect(told).toMatchObject({ points: short.max, isCorrected: true, isOpen: false });
  expect(await beyondLatest()).toEqual([]);
  expect(await give(judge, told?.markId ?? "", 0)).toMatchObject({ code: "CORRECTION_CLOSED" });
  const late = { ...place, answer: "une reponse inattendue", points: 0, raterId: nth(raters, 0).accountId, markedAt: app.clock.now() };
  await expect(
    app.deps.db.openAnswerMark.create({ data: { ...late, supersedesId: told?.markId ?? "", supersededReason: reason } }),
  ).rejects.toThrow("was told");
});
