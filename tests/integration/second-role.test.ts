import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { formContent } from "#shared/domain/forms/form-content.ts";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as allotment from "#shared/protocol/allotment.ts";
import { correctMark, markCorrections, ownMarks } from "#shared/protocol/corrections.ts";
import * as items from "#shared/protocol/items.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as paper from "#shared/protocol/paper.ts";
import { resultList, resultOf } from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, lockAs, makeRaters, markTexts, noMoreMarkers, passingBands, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Staff may hold several roles: what the other role shows is never judged. */

let app: TestApp;
let director: Caller;
let support: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  support = await app.as(await app.account({ roles: ["SUPPORT"] }));
});
afterAll(() => app.stop());
// Each test knows its own markers, and what waits is its own.
beforeEach(async () => {
  await app.deps.db.result.updateMany({ data: { state: "RESULT_SENT" } });
  await noMoreMarkers(app, "COMMITTEE");
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [1, 1, 1, 1, 1];
const markersOf = async (sittingId: string) => (await textTasks(app, sittingId)).map(({ raterId }) => raterId).toSorted();
const idsOf = (raters: readonly { accountId: string }[]) => raters.map(({ accountId }) => accountId).toSorted();
const become = (accountId: string, roles: Role[]) => app.deps.db.account.update({ where: { id: accountId }, data: { roles } });

async function satAtKeyboard(answers: Parameters<typeof sitExam>[3] = {}) {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate, answers);
  await app.drain();
  return { session, sittingId: candidate.sittingId };
}

/** A copy that was scanned and typed by somebody else; nobody is asked before the markers of the test are there. */
async function satByHand() {
  const session = await sessionWorld(app, { candidates: 1, writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate, { isKeyed: false });
  const params = { sittingId: candidate.sittingId };
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
  await support.must(paper.uploadScan, { params: { ...params, page: 1 }, body: { bytes: bytes.buffer, mime: "image/png" } });
  const seal = async (): Promise<void> => {
    const { awaitsCheck } = await support.must(paper.sealTranscription, { params, body: { text: "Madame, je vous écrit." } });
    const checker = await app.as(await app.account({ roles: ["SUPPORT"] }));
    if (awaitsCheck) await checker.must(paper.finishTextCheck, { params, body: { text: "Madame, je vous écrit." } });
    await app.drain();
  };
  return { params, seal };
}

test("[MRK-38] whoever reads results with names is given no text, by lot, by hand or as a third marker, and the desk says why", async () => {
  const [one, two, both, third] = await makeRaters(app, 4);
  if (!one || !two || !both || !third) throw new Error("There are four.");
  await become(both.accountId, ["RATER", "DIRECTOR"]);
  await become(third.accountId, ["COMMITTEE"]);
  const { sittingId } = await satAtKeyboard();
  expect(await markersOf(sittingId)).toEqual(idsOf([one, two]));
  const params = { taskId: nth(await textTasks(app, sittingId), 0).id };
  expect(await director.must(allotment.taskTakers, { params })).toEqual({
    takers: [],
    barred: [
      { bar: "READS_RESULTS", markers: 1 },
      { bar: "ASKED", markers: 2 },
    ],
  });
  for (const raterId of [both.accountId, null])
    expect(await director.call(allotment.reallotTask, { params, body: { raterId, reason: "Essai." } })).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  await markTexts(app, sittingId, [level, low]);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toHaveLength(2);
  await become(third.accountId, ["RATER"]);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf([one, two, third]));
});

test("[MRK-38] what a marker has when they begin to read results goes to somebody else, begun or not", async () => {
  const raters = await makeRaters(app, 2);
  const { sittingId } = await satAtKeyboard();
  const { id: taskId, raterId } = nth(await textTasks(app, sittingId), 0);
  const caller = await app.as(raterId);
  await caller.must(marking.saveMarkDraft, { params: { taskId }, body: { bands: [3, null, null, null, null], comments: "" } });
  const spare = nth(await makeRaters(app, 1), 0);
  await become(raterId, ["RATER", "DIRECTOR"]);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf([...raters.filter(({ accountId }) => accountId !== raterId), spare]));
  const reader = await app.as(raterId);
  expect(await reader.must(marking.markingTasks, {})).toMatchObject({ tasks: [] });
  expect(await reader.call(marking.recordMark, { params: { taskId }, body: { bands: [...level], comments: "", revision: 1 } })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId } })).toBe(0);
});

test("[MRK-49] what somebody has who is no marker any more goes to somebody else within a minute, begun or not, and does not come back with the role", async () => {
  const raters = await makeRaters(app, 2);
  const { sittingId } = await satAtKeyboard();
  const [begun, referred] = await textTasks(app, sittingId);
  if (!begun || !referred) throw new Error("Two people have it.");
  const params = { taskId: begun.id };
  const marker = await app.as(begun.raterId);
  await marker.must(marking.saveMarkDraft, { params, body: { bands: [3, null, null, null, null], comments: "" } });
  await (await app.as(referred.raterId)).must(marking.referScript, { params: { taskId: referred.id }, body: { kind: "ILLEGIBLE", note: "" } });
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(raters));

  const spare = await makeRaters(app, 2);
  for (const { raterId } of [begun, referred]) await become(raterId, ["SUPPORT"]);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(spare));
  const before = await app.deps.db.markingTask.findMany({ where: { id: { in: [begun.id, referred.id] } }, select: { state: true, withdrawnReason: true } });
  expect(before).toEqual([1, 2].map(() => ({ state: "WITHDRAWN", withdrawnReason: "REALLOTTED" })));
  expect(await app.deps.db.auditEvent.count({ where: { type: "markingTask.withdraw", subjectId: begun.id } })).toBe(1);
  expect(await app.deps.db.markDraft.count({ where: { sittingId } })).toBe(0);
  expect((await director.must(marking.scriptReferrals, {})).referrals).toEqual([]);

  for (const { raterId } of [begun, referred]) await become(raterId, ["RATER"]);
  await retryAllotment.run(app.deps);
  await app.drain();
  expect(await markersOf(sittingId)).toEqual(idsOf(spare));
  expect(await (await app.as(begun.raterId)).call(marking.markingScript, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
});

test("[MRK-38] open answers do not exist for whoever reads results", async () => {
  const marker = nth(await makeRaters(app, 1), 0);
  const reader = nth(await makeRaters(app, 1), 0);
  await become(reader.accountId, ["RATER", "DIRECTOR"]);
  const session = await sessionWorld(app, { candidates: 1 });
  const form = await app.deps.db.form.findUniqueOrThrow({ where: { id: session.formId } });
  const item = formContent.parse(form.content).items.find(({ type, about }) => type === "SHORT_ANSWER" && about === "SITUATION");
  if (!item) throw new Error("The form has a short answer.");
  const answer = "une réponse que rien n’attend";
  await sitExam(app, session, nth(session.candidates, 0), { answers: [{ key: item.id, value: answer }] });
  await app.drain();
  const params = { formId: form.id, itemId: item.id };
  const waiting = await marker.caller.must(items.openItem, { params });
  const given = waiting.answers.find(({ sample }) => sample === answer)?.answer ?? "";
  expect(await reader.caller.must(items.openItems, {})).toEqual({ items: [] });
  expect(await reader.caller.call(items.openItem, { params })).toMatchObject({ code: "NOT_FOUND" });
  expect(await reader.caller.call(items.markOpenAnswer, { params, body: { answer: given, points: 0 } })).toMatchObject({ code: "NOT_FOUND" });
  await marker.caller.must(items.markOpenAnswer, { params, body: { answer: given, points: 0 } });
});

test("[MRK-38, MRK-13] a third oral mark is asked of no adviser who reads results", async () => {
  await makeRaters(app, 2);
  const session = await sessionWorld(app, { candidates: 1, deliveryMode: "IN_PERSON" });
  const thirdId = await app.account({ roles: ["ADVISER"] });
  await app.deps.db.sessionAdviser.create({ data: { sessionId: session.sessionId, accountId: thirdId } });
  const { sittingId } = nth(session.candidates, 0);
  const second = { ...passingBands, "interview.EO": [1, 1, 1, 1] as const };
  await sitExam(app, session, nth(session.candidates, 0), { bands: { first: passingBands, second } });
  await app.drain();
  const asked = async () => (await director.must(resultOf, { params: { sittingId } })).advisersToAsk.map(({ adviserId }) => adviserId);
  expect(await asked()).toEqual([thirdId]);
  await become(thirdId, ["ADVISER", "DIRECTOR"]);
  expect(await asked()).toEqual([]);
  const question = { params: { sittingId }, body: { unit: "interview.EO" as const, adviserId: thirdId } };
  expect(await director.call(marking.allotOralMark, question)).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
});

test("[MRK-48] an adviser who reads results opens none of somebody whom they have still to mark, in no form, until they have locked their own mark", async () => {
  await makeRaters(app, 2);
  const session = await sessionWorld(app, { candidates: 1, deliveryMode: "IN_PERSON" });
  const { sittingId } = nth(session.candidates, 0);
  await sitExam(app, session, nth(session.candidates, 0), { bands: { first: passingBands, second: null } });
  await app.drain();
  const { accountId } = nth(session.advisers, 1);
  await become(accountId, ["ADVISER", "DIRECTOR"]);
  const both = await app.as(accountId);
  const params = { sittingId };
  const opened = async (reader: Caller) => [
    (await reader.call(resultOf, { params })).ok,
    ...(await Promise.all(["input.json", "evidence.zip"].map(async (name) => (await reader.raw("GET", `/api/results/${sittingId}/${name}`)).ok))),
  ];
  expect(await both.call(resultOf, { params })).toMatchObject({ code: "OWN_MARK_DUE" });
  expect([await opened(both), await opened(director)]).toEqual([
    [false, false, false],
    [true, true, true],
  ]);
  expect((await both.must(resultList, {})).results.find((row) => row.sittingId === sittingId)?.scores).toMatchObject({ CO: null, EO: null });
  const { caller: other } = nth(session.advisers, 0);
  const { markId } = (await other.must(ownMarks, {})).marks.find(({ unit }) => unit === "interview.EO") ?? { markId: "" };
  const reason = "J’avais lu une ligne trop bas.";
  const words = { comments: "", criterionComments: ["", "", "", ""], annotations: [] };
  await other.must(correctMark, { params: { markId }, body: { bands: [5, 5, 5, 5], reason, ...words } });
  const corrections = async (reader: Caller) => {
    const { total, marks } = await reader.must(markCorrections, {});
    return [total, marks.filter((one) => one.reason === reason).length];
  };
  const [total = 0] = await corrections(director);
  expect([await corrections(both), await corrections(director)]).toEqual([
    [total - 1, 0],
    [total, 1],
  ]);
  await lockAs(both, sittingId, "DISCUSSION", passingBands);
  expect(await opened(both)).toEqual([false, false, false]);
  // Who advises no more can lock nothing, and nothing is kept from them that they could still mark.
  await become(accountId, ["DIRECTOR"]);
  expect(await opened(await app.as(accountId))).toEqual([true, true, true]);
  await become(accountId, ["ADVISER", "DIRECTOR"]);
  await lockAs(both, sittingId, "INTERVIEW", passingBands);
  expect(await opened(both)).toEqual([true, true, true]);
  expect(await corrections(both)).toEqual([total, 1]);
});

test("[MRK-39] each opening of a scan or a transcription is in the record, and its reader is not asked to mark that text", async () => {
  const { params, seal } = await satByHand();
  const readers = [];
  for (const open of [
    (caller: Caller) => caller.must(paper.transcription, { params }),
    async (caller: Caller) => expect((await caller.raw("GET", `/api/sittings/${params.sittingId}/scans/1`)).status).toBe(200),
  ]) {
    const accountId = await app.account({ roles: ["SUPPORT", "RATER"] });
    const caller = await app.as(accountId);
    // A page that stays open asks again, which is no other opening.
    await open(caller);
    await open(caller);
    readers.push({ accountId });
  }
  const openings = await app.deps.db.auditEvent.findMany({
    where: { type: "handwriting.opened", subjectType: "sitting", subjectId: params.sittingId },
    orderBy: { seq: "asc" },
    select: { actorId: true, data: true },
  });
  expect(openings).toEqual([
    { actorId: readers[0]?.accountId, data: { page: null } },
    { actorId: readers[1]?.accountId, data: { page: 1 } },
  ]);
  const others = await makeRaters(app, 2);
  await seal();
  expect(await markersOf(params.sittingId)).toEqual(idsOf(others));
  const task = { taskId: nth(await textTasks(app, params.sittingId), 0).id };
  expect(await director.must(allotment.taskTakers, { params: task })).toMatchObject({ barred: [{ bar: "TYPED", markers: 2 }, { bar: "ASKED", markers: 2 }] });
});

test("[MRK-2] whoever scanned a page is not asked to mark that text, though somebody else scanned it again", async () => {
  const { params, seal } = await satByHand();
  const scanner = await app.account({ roles: ["SUPPORT", "RATER"] });
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 2]);
  for (const caller of [await app.as(scanner), support])
    await caller.must(paper.uploadScan, { params: { ...params, page: 1 }, body: { bytes: bytes.buffer, mime: "image/png" } });
  const others = await makeRaters(app, 2);
  await seal();
  expect(await markersOf(params.sittingId)).toEqual(idsOf(others));
  const task = { taskId: nth(await textTasks(app, params.sittingId), 0).id };
  expect(await director.must(allotment.taskTakers, { params: task })).toMatchObject({ barred: [{ bar: "TYPED", markers: 1 }, { bar: "ASKED", markers: 2 }] });
});

test("[MRK-39] whoever opens the scan of a text that they have to mark loses it, and corrects no mark that they gave of it", async () => {
  const { params, seal } = await satByHand();
  const raters = await makeRaters(app, 2);
  for (const { accountId } of raters) await become(accountId, ["SUPPORT", "RATER"]);
  await seal();
  const [kept, lost] = await textTasks(app, params.sittingId);
  if (!kept || !lost) throw new Error("Two people have it.");
  const spare = nth(await makeRaters(app, 1), 0);
  const [author, reader] = [await app.as(kept.raterId), await app.as(lost.raterId)];
  await author.must(marking.recordMark, { params: { taskId: kept.id }, body: { bands: [...level], comments: "" } });
  await reader.must(marking.saveMarkDraft, { params: { taskId: lost.id }, body: { bands: [3, null, null, null, null], comments: "" } });
  for (const caller of [author, reader]) await caller.must(paper.transcription, { params });
  await app.drain();
  expect(await reader.call(marking.markingScript, { params: { taskId: lost.id } })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await markersOf(params.sittingId)).toEqual([kept.raterId, spare.accountId].toSorted());
  const { id: markId } = await app.deps.db.mark.findFirstOrThrow({ where: { ...params, raterId: kept.raterId }, select: { id: true } });
  const correction = { params: { markId }, body: { bands: [...low], comments: "", reason: "Mauvaise touche." } };
  expect(await author.call(correctMark, correction)).toMatchObject({ code: "CORRECTION_CLOSED" });
});
