import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayAfter, officeDay } from "#shared/domain/marking/deadlines.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as items from "#shared/protocol/items.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import * as results from "#shared/protocol/results.ts";
import * as sendings from "#shared/protocol/sendings.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { outcomeForBody } from "#server/features/results/queries.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** A person asks that their text be judged again. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 5);
});

const low: readonly Band[] = [2, 2, 2, 2, 2];
const level: readonly Band[] = [3, 3, 3, 3, 3];

/** Somebody whose text was judged at 40, and who was told so. */
async function failed(bands = low) {
  const world = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(world.candidates, 0);
  await sitExam(app, world, candidate);
  await app.drain();
  await markTexts(app, candidate.sittingId, [bands, bands]);
  await confirm(candidate.sittingId);
  return { world, candidate, params: { sittingId: candidate.sittingId } };
}

async function confirm(sittingId: string): Promise<void> {
  const params = { sittingId };
  const { reportId } = await director.must(results.resultOf, { params });
  await director.must(results.confirmResult, { params, body: { reportId, reason: "" } });
  await app.drain();
}

/** What an order and the Office des professions see of the results that were sent today. */
async function outcomeReaders(bodyId: string) {
  const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId }));
  const day = officeDay(app.clock.now());
  const file = async () => (await director.raw("GET", `/api/told-outcomes?from=${day}&to=${day}`)).text();
  return { day, see: async () => [await clerk.must(referralList, {}), await file()] };
}

const asked = { competencies: ["EE" as const], reason: "Je pense que mon texte répond à la demande." };
const notices = (accountId: string, kind: string) => app.deps.db.message.count({ where: { accountId, kind } });
const bodyNotices = (bodyId: string) =>
  app.deps.db.message.count({ where: { kind: "resultToBody", account: { bodyId } } });

test("[REV-1] it is offered once, to the person alone, within sixty days, for what was not reached", async () => {
  const { candidate, params } = await failed();
  const stranger = nth((await sessionWorld(app, { candidates: 1 })).candidates, 0).caller;
  expect(await stranger.call(results.askReview, { params, body: asked })).toMatchObject({ code: "NOT_FOUND" });
  const view = await candidate.caller.must(results.myResult, { params });
  expect(view.review).toMatchObject({ offered: ["EE"], asked: null });
  const ask = (competencies: readonly ("CO" | "EE" | "EO")[]) =>
    candidate.caller.call(results.askReview, { params, body: { ...asked, competencies: [...competencies] } });
  expect(await ask([])).toMatchObject({ code: "BAD_INPUT" });
  expect(await ask(["EO"])).toMatchObject({ code: "REVIEW_NOT_OFFERED" });
  // Two presses at once are one request.
  const both = await Promise.all([ask(["EE"]), ask(["EE"])]);
  expect(both.map((answer) => ("code" in answer ? answer.code : "asked")).toSorted()).toEqual([
    "REVIEW_NOT_OFFERED",
    "asked",
  ]);
  await app.drain();
  expect(await notices(candidate.accountId, "reviewAsked")).toBe(1);
  const after = await candidate.caller.must(results.myResult, { params });
  expect(after).toMatchObject({ outcome: "FAIL", review: { offered: [], asked: { competencies: ["EE"], outcome: null } } });
  await expect(app.deps.db.$executeRaw`UPDATE "ReviewRequest" SET "reason" = 'x'`).rejects.toThrow("append-only");

  const passed = await failed(level);
  expect((await passed.candidate.caller.must(results.myResult, { params: passed.params })).review.offered).toEqual([]);
});

test("[REV-2] two new people receive the text under new codes, as everybody receives a text", async () => {
  const { candidate, params } = await failed();
  const before = await textTasks(app, params.sittingId);
  await candidate.caller.must(results.askReview, { params, body: asked });
  await app.drain();
  const tasks = (await textTasks(app, params.sittingId)).filter(({ state }) => state === "ALLOTTED");
  expect(tasks.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  const first = new Set(before.map(({ raterId }) => raterId));
  expect(new Set([...first, ...tasks.map(({ raterId }) => raterId)]).size).toBe(4);
  for (const task of tasks) {
    const rater = await app.as(task.raterId);
    const queue = await rater.must(marking.markingTasks, {});
    const script = await rater.must(marking.markingScript, { params: { taskId: task.id } });
    expect(script.blindCode).toBe(task.blindCode);
    expect(before.map(({ blindCode }) => blindCode)).not.toContain(task.blindCode);
    for (const secret of ["REVIEW", asked.reason, params.sittingId]) expect(JSON.stringify([queue, script])).not.toContain(secret);
    expect(queue.tasks.find(({ taskId }) => taskId === task.id)?.isLate).toBe(false);
  }
  // Somebody who knows the person gives it to a fifth, once more with nothing said.
  const [back] = tasks;
  if (!back) throw new Error("Nobody was asked.");
  await (await app.as(back.raterId)).must(marking.giveTaskBack, { params: { taskId: back.id } });
  const again = (await textTasks(app, params.sittingId)).filter(({ state }) => state === "ALLOTTED");
  expect(again.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  expect(again.map(({ raterId }) => raterId)).not.toContain(back.raterId);
});

test("[REV-3, REV-4] a raise to a pass waits for a person, then gives the attestation and is told to the order", async () => {
  const { world, candidate, params } = await failed();
  const told = await bodyNotices(world.bodyId);
  await candidate.caller.must(results.askReview, { params, body: asked });
  await app.drain();
  app.clock.advance(60);
  await markTexts(app, params.sittingId, [level]);
  expect(await director.must(results.resultOf, { params })).toMatchObject({
    state: "UNDER_REVIEW",
    outcome: "FAIL",
    reviews: [{ competencies: ["EE"], cause: "PERSON", reason: asked.reason }],
  });
  await markTexts(app, params.sittingId, [level]);
  const reviewed = await director.must(results.resultOf, { params });
  expect(reviewed).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS", scores: { EE: 60 }, unusual: ["REVIEW"] });
  expect(reviewed.units[0]).toMatchObject({
    unit: "writing.EE",
    score: 40,
    reviewScore: 60,
    marks: [{ score: 40 }, { score: 40 }],
    reviewMarks: [{ score: 60 }, { score: 60 }],
  });
  // What was told stands until a person has confirmed.
  const meanwhile = await candidate.caller.must(results.myResult, { params });
  expect(meanwhile).toMatchObject({ outcome: "FAIL", review: { asked: { outcome: null } } });
  await confirm(params.sittingId);
  const view = await candidate.caller.must(results.myResult, { params });
  expect(view).toMatchObject({ outcome: "PASS", review: { offered: [], asked: { outcome: "RAISED" } } });
  expect(view.attestation).not.toBeNull();
  expect(await bodyNotices(world.bodyId)).toBe(told + 1);
  expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toMatchObject([{ outcome: "PASS", sentAt: app.clock.now() }]);
});

test("[REV-3, REV-4] a review below the first marks keeps the result, and nobody who knows the outcome alone sees that it was asked for", async () => {
  const { world, candidate, params } = await failed();
  const told = await bodyNotices(world.bodyId);
  const others = await outcomeReaders(world.bodyId);
  const before = await others.see();
  expect(before.map((seen) => JSON.stringify(seen).includes(others.day))).toEqual([true, true]);
  await candidate.caller.must(results.askReview, { params, body: asked });
  await app.drain();
  app.clock.advance(2 * 86_400);
  await markTexts(app, params.sittingId, [
    [1, 1, 1, 1, 1],
    [2, 2, 2, 2, 2],
  ]);
  await confirm(params.sittingId);
  const view = await candidate.caller.must(results.myResult, { params });
  expect(view).toMatchObject({
    outcome: "FAIL",
    competencies: { EE: { score: 40 } },
    review: { offered: [], asked: { outcome: "KEPT" } },
  });
  // The letter is of the day of the review.
  expect(view.sentAt).toBe(app.clock.now().toISOString());
  expect(await bodyNotices(world.bodyId)).toBe(told);
  expect(await others.see()).toEqual(before);
  const evidence = await candidate.caller.raw("GET", `/api/results/${params.sittingId}/evidence.zip`);
  const text = Buffer.from(await evidence.arrayBuffer()).toString("utf8");
  expect(text).toContain('"review": {');
  expect(text).toContain('"round": "REVIEW"');
  for (const { raterId } of await app.deps.db.mark.findMany({ where: params })) expect(text).not.toContain(raterId);
});

test("[REV-5] an item that is voided meanwhile may leave a reading to be looked at: the review goes back to marking, and nothing is sent before", async () => {
  const world = await sessionWorld(app, { candidates: 2 });
  const [candidate, racing] = [nth(world.candidates, 0), nth(world.candidates, 1)];
  const params = { sittingId: candidate.sittingId };
  const form = await app.deps.db.form.findUniqueOrThrow({ where: { id: world.formId }, select: { content: true } });
  const missed = formContent
    .parse(form.content)
    .items.filter(({ about, type }) => about === "SITUATION" && ["TRUE_FALSE_JUSTIFIED", "MATCHING", "GAP_FILL"].includes(type));
  for (const { sittingId, ...one } of world.candidates) {
    await sitExam(app, world, { sittingId, ...one }, { answers: missed.map(({ id }) => ({ key: id, value: null })) });
    await app.drain();
    await markTexts(app, sittingId, [low, low]);
    await confirm(sittingId);
    await one.caller.must(results.askReview, { params: { sittingId }, body: asked });
    await app.drain();
  }
  await markTexts(app, racing.sittingId, [level]);

  const faulty = { formId: world.formId, itemId: missed.find(({ type }) => type === "TRUE_FALSE_JUSTIFIED")?.id ?? "" };
  const { fingerprint } = await director.must(items.voidEffect, { params: faulty });
  // At the very moment at which the other review has its last mark: in either order it goes back to marking.
  await Promise.all([
    director.must(items.voidItem, { params: faulty, body: { reason: "Texte ambigu", fingerprint } }),
    markTexts(app, racing.sittingId, [level]),
  ]);
  await app.drain();
  expect(await director.must(results.resultOf, { params: { sittingId: racing.sittingId } })).toMatchObject({
    state: "MARKING",
    outcome: "PENDING",
    scores: { EE: 60 },
  });
  expect(await director.must(results.resultOf, { params })).toMatchObject({ state: "UNDER_REVIEW", outcome: "PENDING" });
  await markTexts(app, params.sittingId, [level, level]);
  const reviewed = await director.must(results.resultOf, { params });
  expect(reviewed).toMatchObject({
    state: "MARKING",
    outcome: "PENDING",
    needs: [{ unit: "reading.CE", why: "BORDERLINE", waitsFor: "READING_CHECK" }],
  });

  // Neither alone nor in a batch, and the person and their order go on reading what they were told.
  const { reportId } = reviewed;
  const confirmed = await director.call(results.confirmResult, { params, body: { reportId, reason: "" } });
  expect(confirmed).toMatchObject({ status: 409, code: "MARKS_NEEDED" });
  const { batchId } = await director.must(sendings.sendResults, {
    body: { results: [{ ...params, reportId }], reason: "" },
  });
  await app.drain();
  const { batches } = await director.must(sendings.sendingBatches, {});
  expect(batches.find((batch) => batch.batchId === batchId)?.refused).toMatchObject([{ ...params, code: "MARKS_NEEDED" }]);
  const seen = () => candidate.caller.must(results.myResult, { params });
  expect(await seen()).toMatchObject({ outcome: "FAIL", competencies: { CE: { score: 52.4 }, EE: { score: 40 } } });
  expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toMatchObject([{ outcome: "FAIL" }]);

  await director.must(results.checkReading, { params, body: { reportId } });
  expect(await director.must(results.resultOf, { params })).toMatchObject({ state: "PENDING_APPROVAL", outcome: "FAIL", needs: [] });
  await confirm(params.sittingId);
  expect(await seen()).toMatchObject({ competencies: { CE: { score: 57.9 }, EE: { score: 60 } }, review: { asked: { outcome: "RAISED" } } });
}, 90_000);

test("[REV-4] results that were told before that day was kept have it: of the first telling, or of the raise", async () => {
  const people = [await failed(), await failed()];
  for (const [place, { candidate, params }] of people.entries()) {
    const bands = place === 0 ? low : level;
    await candidate.caller.must(results.askReview, { params, body: asked });
    await app.drain();
    app.clock.advance(60);
    await markTexts(app, params.sittingId, [bands, bands]);
    await confirm(params.sittingId);
  }
  const { db } = app.deps;
  const days = () => db.result.findMany({ orderBy: { sittingId: "asc" }, select: { sittingId: true, sentAt: true, outcomeSentAt: true } });
  const before = await days();
  const isKept = ({ params }: (typeof people)[number]) =>
    before.some(({ sittingId, sentAt, outcomeSentAt }) => sittingId === params.sittingId && Number(outcomeSentAt) < Number(sentAt));
  expect(people.map(isKept)).toEqual([true, false]);
  await db.$executeRaw`ALTER TABLE "Result" DROP COLUMN "outcomeSentAt"`;
  await db.$executeRawUnsafe(await readFile("prisma/migrations/20261202001500_outcome_sent_once/migration.sql", "utf8"));
  expect(await days()).toEqual(before);
});

test("[REV-1] it is offered until midnight at the Office after the sixtieth day, the one that the letter says, and not after", async () => {
  const [{ candidate, params }, other] = [await failed(), await failed()];
  const { sentAt, review } = await candidate.caller.must(results.myResult, { params });
  expect(officeDay(new Date(review.endsAt))).toBe(dayAfter(officeDay(new Date(sentAt)), 60));
  // Hours after that day was over in UTC.
  const untilEnd = Math.floor((Date.parse(review.endsAt) - app.clock.now().getTime()) / 1_000);
  app.clock.advance(untilEnd - 600);
  const inTime = await app.as(candidate.accountId);
  expect((await inTime.must(results.myResult, { params })).review.offered).toEqual(["EE"]);
  await inTime.must(results.askReview, { params, body: asked });
  app.clock.advance(601);
  const tooLate = await app.as(other.candidate.accountId);
  expect((await tooLate.must(results.myResult, { params: other.params })).review.offered).toEqual([]);
  expect(await tooLate.call(results.askReview, { params: other.params, body: asked })).toMatchObject({ code: "REVIEW_NOT_OFFERED" });
});

test("[RES-20] what is judged again is counted in days of the review, and what was sent is never late", async () => {
  // Nobody stays signed in that long.
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const { candidate, params } = await failed();
  const signedIn = async () => ({ desk: await app.as(await app.account({ roles: ["DIRECTOR"] })), person: await app.as(candidate.accountId) });
  const line = async () => (await (await signedIn()).desk.must(results.resultList, {})).results.find(({ sittingId }) => sittingId === params.sittingId);
  app.clock.advance(50 * 86_400);
  expect(await line()).toMatchObject({ ageDays: 50, dueDays: 14, unusual: expect.not.arrayContaining(["LATE"]) });
  const askedOn = officeDay(app.clock.now());
  await (await signedIn()).person.must(results.askReview, { params, body: asked });
  await app.drain();
  expect(await line()).toMatchObject({ ageDays: 0, dueDays: 15, sendBy: dayAfter(askedOn, 15), unusual: expect.not.arrayContaining(["LATE"]) });
  app.clock.advance(13 * 86_400);
  expect((await line())?.unusual).toContain("LATE");
});
