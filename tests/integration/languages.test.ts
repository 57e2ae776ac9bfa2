import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { formContent } from "#shared/domain/forms/form-content.ts";
import type { FormLanguage } from "#shared/domain/forms/language.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/allotment.ts";
import * as calibration from "#shared/protocol/calibration.ts";
import { correctAnswerMark, markCorrections, ownMark, ownMarks } from "#shared/protocol/corrections.ts";
import { discussionDesk } from "#shared/protocol/discussion.ts";
import { readingContent, writingContent } from "#shared/protocol/exam-content.ts";
import { formDesk } from "#shared/protocol/forms.ts";
import { interviewDesk } from "#shared/protocol/interview.ts";
import * as items from "#shared/protocol/items.ts";
import { markingScript, recordMark, referScript, scriptReferrals } from "#shared/protocol/marking.ts";
import { resultOf } from "#shared/protocol/results.ts";
import { openTypedHistory } from "#shared/protocol/typed-history.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, noMoreMarkers, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { openRun } from "#tests/support/exam-room.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());
// Each test knows its own markers, and what waits is its own.
beforeEach(async () => {
  await app.deps.db.result.updateMany({ data: { state: "RESULT_SENT" } });
  await noMoreMarkers(app);
});

let number = 0;
const shortAnswer = "A very short answer that no key accepts";

/** Somebody who sits a case in English: the fixture's own, under another code. */
async function seatedInEnglish() {
  const { db } = app.deps;
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  const form = await db.form.findUniqueOrThrow({ where: { id: session.formId } });
  number += 1;
  const content = { ...formContent.parse(form.content), code: `EN-${number}`, language: "en" as const };
  const { id: formId } = await db.form.create({
    data: {
      code: content.code,
      version: content.version,
      professionKey: form.professionKey,
      title: content.title,
      isPractice: false,
      content,
      keys: form.keys ?? {},
      createdAt: app.clock.now(),
    },
  });
  await db.session.update({ where: { id: session.sessionId }, data: { formId } });
  await db.sitting.update({ where: { id: candidate.sittingId }, data: { formId } });
  return { session, candidate, formId, content };
}

async function satInEnglish() {
  const { session, candidate, formId, content } = await seatedInEnglish();
  const item = content.items.find(({ type, about }) => type === "SHORT_ANSWER" && about === "SITUATION");
  if (!item) throw new Error("The form has a short answer.");
  await sitExam(app, session, candidate, { answers: [{ key: item.id, value: shortAnswer }] });
  await app.drain();
  return { sittingId: candidate.sittingId, formId, itemId: item.id };
}

const tasksOf = async (sittingId: string) => (await textTasks(app, sittingId)).map(({ raterId }) => raterId);
const habilitate = (raterId: string, languages: FormLanguage[]) =>
  director.must(contract.setMarkerLanguages, { params: { raterId }, body: { languages } });
const idsOf = (raters: readonly { accountId: string }[]) => raters.map(({ accountId }) => accountId).toSorted();
const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [1, 1, 1, 1, 1];

test("[LANG-1] a text in English waits for whoever is habilitated in it, the desk says why, and a third mark goes to one of them", async () => {
  const french = await makeRaters(app, 2);
  const { sittingId } = await satInEnglish();
  expect(await tasksOf(sittingId)).toEqual([]);
  const desk = await director.must(contract.allotmentDesk, {});
  expect(desk.waiting.filter(({ placeId }) => placeId.startsWith(sittingId)).map(({ why }) => why)).toEqual(
    [1, 2].map(() => [{ bar: "LANGUAGE", markers: 2 }]),
  );
  expect(desk.markers.map(({ languages }) => languages)).toEqual([["fr"], ["fr"]]);

  const both = await makeRaters(app, 2);
  for (const { accountId } of both) await habilitate(accountId, ["fr", "en"]);
  await retryAllotment.run(app.deps);
  expect((await tasksOf(sittingId)).toSorted()).toEqual(idsOf(both));

  // A reallotment, by hand and by lot, asks the same; the newest word about a marker counts.
  const params = { taskId: nth(await textTasks(app, sittingId), 0).id };
  expect(await director.must(contract.taskTakers, { params })).toEqual({
    takers: [],
    barred: [
      { bar: "ASKED", markers: 2 },
      { bar: "LANGUAGE", markers: 2 },
    ],
  });
  for (const raterId of [nth(french, 0).accountId, null])
    expect(await director.call(contract.reallotTask, { params, body: { raterId, reason: "Essai." } })).toMatchObject({
      code: "NO_ELIGIBLE_RATER",
    });

  // What they have stays theirs, and nothing more comes.
  await habilitate(nth(both, 0).accountId, ["fr"]);
  expect((await tasksOf(sittingId)).toSorted()).toEqual(idsOf(both));
  await markTexts(app, sittingId, [level, low]);
  await app.drain();
  expect(await tasksOf(sittingId)).toHaveLength(2);
  const third = nth(await makeRaters(app, 1), 0);
  await habilitate(third.accountId, ["en"]);
  await retryAllotment.run(app.deps);
  expect((await tasksOf(sittingId)).toSorted()).toEqual(idsOf([...both, third]));
});

test("[LANG-1] open answers of a case in English do not exist for a marker of French", async () => {
  const [french, english] = await makeRaters(app, 2);
  if (!french || !english) throw new Error("There are two.");
  await habilitate(english.accountId, ["en"]);
  const { formId, itemId } = await satInEnglish();
  const params = { formId, itemId };
  const body = { answer: "", points: 0 };
  expect((await french.caller.must(items.openItems, {})).items.filter((item) => item.formId === formId)).toEqual([]);
  expect(await french.caller.call(items.openItem, { params })).toMatchObject({ code: "NOT_FOUND" });
  const seen = await english.caller.must(items.openItem, { params });
  expect(seen.answers.map(({ sample }) => sample)).toEqual([shortAnswer]);
  body.answer = nth(seen.answers, 0).answer;
  expect(await french.caller.call(items.markOpenAnswer, { params, body })).toMatchObject({ code: "NOT_FOUND" });
  await english.caller.must(items.markOpenAnswer, { params, body });
  // And those of a case in French do not exist for whoever marks English alone.
  const session = await sessionWorld(app, { candidates: 1 });
  await sitExam(app, session, nth(session.candidates, 0), { answers: [{ key: itemId, value: shortAnswer }] });
  await app.drain();
  const formsFor = async ({ caller }: typeof english) =>
    (await caller.must(items.openItems, {})).items.map((item) => item.formId);
  expect(await formsFor(french)).toContain(session.formId);
  expect(await formsFor(english)).not.toContain(session.formId);
});

test("[LANG-2] what is shown of a case to whoever sits it says its language", async () => {
  const shown = async ({ sittingId, caller }: Awaited<ReturnType<typeof seatedInEnglish>>["candidate"]) => {
    await openRun(app, sittingId, "READING");
    const reading = await caller.must(readingContent, { params: { sittingId } });
    await openRun(app, sittingId, "WRITING");
    return [reading.language, (await caller.must(writingContent, { params: { sittingId } })).language];
  };
  expect(await shown((await seatedInEnglish()).candidate)).toEqual(["en", "en"]);
  expect(await shown(nth((await sessionWorld(app, { candidates: 1 })).candidates, 0))).toEqual(["fr", "fr"]);
});

test("[LANG-2] what is shown of a case to whoever leads it, marks it or corrects a mark says its language", async () => {
  const markers = await makeRaters(app, 2);
  for (const { accountId } of markers) await habilitate(accountId, ["en"]);
  const inEnglish = { language: "en" };
  const ahead = await seatedInEnglish();
  const adviser = nth(ahead.session.advisers, 0).caller;
  expect(await adviser.must(discussionDesk, { params: { sessionId: ahead.session.sessionId } })).toMatchObject(inEnglish);
  expect(await adviser.must(interviewDesk, { params: { sittingId: ahead.candidate.sittingId } })).toMatchObject(inEnglish);

  const { sittingId, formId, itemId } = await satInEnglish();
  const [mine, other] = await textTasks(app, sittingId);
  const callerOf = (raterId = "") => nth(markers.filter(({ accountId }) => accountId === raterId), 0).caller;
  const marker = callerOf(mine?.raterId);
  const params = { taskId: mine?.id ?? "" };
  expect(await marker.must(markingScript, { params })).toMatchObject(inEnglish);
  await marker.must(recordMark, { params, body: { bands: [...level], comments: "" } });
  const [mark] = (await marker.must(ownMarks, {})).marks;
  expect((await marker.must(ownMark, { params: { markId: mark?.markId ?? "" } })).script).toMatchObject(inEnglish);
  const body = { kind: "ILLEGIBLE", note: "Rien ne se lit." } as const;
  await callerOf(other?.raterId).must(referScript, { params: { taskId: other?.id ?? "" }, body });
  expect((await director.must(scriptReferrals, {})).referrals).toMatchObject([inEnglish]);

  expect((await marker.must(items.openItems, {})).items.filter((item) => item.formId === formId)).toMatchObject([inEnglish]);
  const open = await marker.must(items.openItem, { params: { formId, itemId } });
  expect(open).toMatchObject(inEnglish);
  const { answer } = nth(open.answers, 0);
  await marker.must(items.markOpenAnswer, { params: { formId, itemId }, body: { answer, points: 0 } });
  const [given] = (await marker.must(ownMarks, {})).answers;
  expect(given).toMatchObject(inEnglish);
  await marker.must(correctAnswerMark, { params: { markId: given?.markId ?? "" }, body: { points: 1, reason: "Touche voisine." } });
  expect((await director.must(markCorrections, {})).answers[0]).toMatchObject(inEnglish);
});

test("[LANG-2] the title of a case says its language wherever it stands in a list", async () => {
  const markers = await makeRaters(app, 2);
  for (const { accountId } of markers) await habilitate(accountId, ["en"]);
  const { sittingId, formId } = await satInEnglish();
  const titles = (await director.must(formDesk, {})).forms;
  expect(titles.find((form) => form.formId === formId)).toMatchObject({ language: "en" });
  expect(new Set(titles.map(({ language }) => language))).toEqual(new Set(["en", "fr"]));
  await markTexts(app, sittingId, [level, level]);
  await app.deps.db.result.updateMany({ where: { sittingId }, data: { state: "RESULT_SENT" } });
  const { id: taskId, blindCode } = nth(await textTasks(app, sittingId), 0);
  const { candidates } = await director.must(calibration.calibrationDesk, {});
  expect(candidates.find(({ code }) => code === blindCode)).toMatchObject({ language: "en" });
  const reasons = level.map(() => "Comme la grille le dit.");
  await director.must(calibration.agreeReference, { body: { taskId, setId: null, bands: [...level], reasons } });
  const { anchors } = await director.must(calibration.calibrationDesk, {});
  expect(anchors.find(({ code }) => code === blindCode)).toMatchObject({ language: "en" });
});

test("[LANG-2] what is shown of a case to whoever looks at its questions, confirms a result or reads how a text came to be says its language", async () => {
  const { sittingId, formId } = await satInEnglish();
  const [form] = (await director.must(items.formItems, {})).forms.filter((one) => one.formId === formId);
  expect(form).toMatchObject({ language: "en" });
  expect(await director.must(resultOf, { params: { sittingId } })).toMatchObject({ language: "en" });
  const body = { reason: "Vérification demandée." };
  expect(await director.must(openTypedHistory, { params: { sittingId }, body })).toMatchObject({ language: "en" });
});

test("[CAL-7, LANG-1] a set is of one language, and a marker is given the newest of a language in which they are habilitated", async () => {
  const { db } = app.deps;
  const [french, english, both] = await makeRaters(app, 3);
  if (!french || !english || !both) throw new Error("There are three.");
  await habilitate(english.accountId, ["en"]);
  await habilitate(both.accountId, ["fr", "en"]);
  const { sittingId } = await satInEnglish();
  await markTexts(app, sittingId, [level, level]);
  await app.drain();
  await db.result.update({ where: { sittingId }, data: { state: "RESULT_SENT" } });
  const { id: taskId } = await db.markingTask.findFirstOrThrow({ where: { sittingId, unit: "writing.EE", ordinal: 1 }, select: { id: true } });
  const agreed = { agreedById: await app.account({ roles: ["DIRECTOR"] }), agreedAt: app.clock.now(), bands: [...level], reasons: ["a", "b", "c", "d", "e"] };
  const addSet = async (name: string) => (await director.must(calibration.addCalibrationSet, { body: { name } })).setId;
  const [inFrench, inEnglish] = [await addSet("Français"), await addSet("English")];
  const world = await sessionWorld(app, { candidates: 1 });
  const told = nth(world.candidates, 0).sittingId;
  await db.result.create({ data: { sittingId: told, state: "RESULT_SENT" } });
  await db.referenceText.create({ data: { ...agreed, setId: inFrench, sittingId: told } });
  const agree = (setId: string) =>
    director.call(calibration.agreeReference, { body: { taskId, setId, bands: [...level], reasons: agreed.reasons } });
  expect(await agree(inFrench)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect(await agree(inEnglish)).toMatchObject({ ok: true });
  const { sets } = await director.must(calibration.calibrationDesk, {});
  expect(Object.fromEntries(sets.map(({ setId, languages }) => [setId, languages]))).toMatchObject({ [inFrench]: ["fr"], [inEnglish]: ["en"] });

  const setOf = async ({ caller }: typeof french) => (await caller.must(calibration.ownCalibration, {})).set?.name;
  const open = (id: string, openedAt: Date) => db.calibrationSet.update({ where: { id }, data: { openedAt } });
  await open(inFrench, app.clock.now());
  expect([await setOf(french), await setOf(english), await setOf(both)]).toEqual(["Français", undefined, "Français"]);
  // What is open for others is not there for them.
  expect(await english.caller.call(calibration.startCalibration, {})).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  app.clock.advance(1);
  await open(inEnglish, app.clock.now());
  expect([await setOf(french), await setOf(english), await setOf(both)]).toEqual(["Français", "English", "English"]);
  const { attemptId } = await english.caller.must(calibration.startCalibration, {});
  expect(await db.calibrationAttempt.findUniqueOrThrow({ where: { id: attemptId }, select: { setId: true } })).toEqual({ setId: inEnglish });
});

test("[CAL-7] a set that was made of two languages is for those alone who read both", async () => {
  const { db } = app.deps;
  const [french, english, both] = await makeRaters(app, 3);
  if (!french || !english || !both) throw new Error("There are three.");
  await habilitate(english.accountId, ["en"]);
  await habilitate(both.accountId, ["fr", "en"]);
  const world = await sessionWorld(app, { candidates: 1 });
  const { sittingId: inEnglish } = await satInEnglish();
  const { setId } = await director.must(calibration.addCalibrationSet, { body: { name: "Des deux" } });
  const agreed = { setId, agreedById: await app.account({ roles: ["DIRECTOR"] }), bands: [...level], reasons: ["a", "b", "c", "d", "e"] };
  for (const sittingId of [nth(world.candidates, 0).sittingId, inEnglish]) {
    app.clock.advance(1);
    await db.result.upsert({ where: { sittingId }, create: { sittingId, state: "RESULT_SENT" }, update: { state: "RESULT_SENT" } });
    await db.referenceText.create({ data: { ...agreed, sittingId, agreedAt: app.clock.now() } });
  }
  await db.calibrationSet.update({ where: { id: setId }, data: { openedAt: app.clock.now() } });
  const setOf = async ({ caller }: typeof french) => (await caller.must(calibration.ownCalibration, {})).set?.name;
  expect(await setOf(both)).toBe("Des deux");
  for (const one of [french, english]) expect(await setOf(one)).not.toBe("Des deux");
  const { sets } = await director.must(calibration.calibrationDesk, {});
  expect(sets.find((one) => one.setId === setId)?.languages).toEqual(["en", "fr"]);
});

test("[LANG-1] languages are set for markers, at least one and each once, and never rewritten", async () => {
  const [rater] = await makeRaters(app, 1);
  const set = (raterId: string, languages: readonly string[]) =>
    director.raw("POST", `/api/marking/markers/${raterId}/languages`, {
      body: JSON.stringify({ languages }),
      headers: { "content-type": "application/json" },
    });
  const own = rater?.accountId ?? "";
  for (const languages of [[], ["de"], ["fr", "fr"]]) expect((await set(own, languages)).status).toBe(422);
  expect((await set(await app.account({ roles: ["SUPPORT"] }), ["en"])).status).toBe(404);
  await habilitate(own, ["en"]);
  await expect(app.deps.db.markerLanguages.updateMany({ data: { languages: ["fr"] } })).rejects.toThrow();
  await expect(app.deps.db.markerLanguages.deleteMany({})).rejects.toThrow();
  const row = { raterId: own, setById: own, setAt: app.clock.now() };
  for (const languages of [[], ["xx"]])
    await expect(app.deps.db.markerLanguages.create({ data: { ...row, languages } })).rejects.toThrow(/MarkerLanguages_known/u);
  const nothing = app.deps.db.$executeRaw`
    INSERT INTO "MarkerLanguages" (id, "raterId", languages, "setById", "setAt") VALUES (gen_random_uuid(), ${own}::uuid, NULL, ${own}::uuid, now())`;
  await expect(nothing).rejects.toThrow(/not-null/u);
  const entries = await app.deps.db.auditEvent.findMany({ where: { type: "markerLanguages.set", subjectId: own } });
  expect(entries.map(({ data }) => data)).toEqual([{ languages: ["en"] }]);
});
