import { afterAll, beforeAll, expect, test } from "vitest";
import * as discussion from "#shared/protocol/discussion.ts";
import * as contract from "#shared/protocol/results.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { openDiscussionIn } from "#tests/support/discussion-world.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** What the export of a result says: of the reading, while others may still be asked the same, and of a stop. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  await makeRaters(app, 4);
});
afterAll(() => app.stop());

async function exportOf(caller: Caller, sittingId: string): Promise<Buffer> {
  const answer = await caller.raw("GET", `/api/results/${sittingId}/evidence.zip`);
  return Buffer.from(await answer.arrayBuffer());
}

async function fileOf(caller: Caller, sittingId: string, name: string): Promise<string> {
  const archive = openArchive(await exportOf(caller, sittingId), { files: 20, unpackedBytes: 5_000_000 });
  if (!archive.ok) throw new Error(archive.error);
  const bytes = await archive.value.read(name);
  if (typeof bytes !== "object") throw new Error(`There is no ${name}.`);
  return Buffer.from(bytes).toString("utf8");
}

test("[EVD-4] whoever was stopped in the discussion has both opinions and the prompts in the export, and so has the desk, without names", async () => {
  const place = await openDiscussionIn(app, { candidates: 2 });
  const [stopped, other] = [nth(place.world.candidates, 0), nth(place.world.candidates, 1)];
  const { sittingId } = stopped;
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const desk = await place.marc.caller.must(discussion.discussionDesk, { params: place.params });
  const offered = [nth(desk.prompts, 0), nth(desk.prompts, 1)];
  for (const { id } of offered) {
    await place.marc.caller.must(discussion.recordPrompt, { params: { roomId: place.roomId }, body: { sittingId, promptId: id } });
    app.clock.advance(60);
  }
  await place.marc.caller.must(discussion.closeDiscussion, { params: { roomId: place.roomId } });
  const reasons = ["N’a pas pris la parole, malgré deux relances.", "Aucune intervention; a décliné deux relances."];
  for (const [index, adviser] of [place.line, place.marc].entries()) {
    const body = { hasParticipated: false, reasons: nth(reasons, index) };
    await adviser.caller.must(discussion.giveGateOpinion, { params: { sittingId }, body });
    app.clock.advance(60);
  }
  await app.drain();

  const result = await director.must(contract.resultOf, { params: { sittingId } });
  const gate = {
    prompts: offered.map(({ text }) => ({ text, at: expect.any(String) })),
    opinions: reasons.map((one) => ({ hasParticipated: false, reasons: one, at: expect.any(String) })),
  };
  expect(result).toMatchObject({ outcome: "FAIL", unusual: expect.arrayContaining(["PARTICIPATION"]), gate });
  await director.must(contract.confirmResult, { params: { sittingId }, body: { reportId: result.reportId, reason: "" } });
  const given = await fileOf(stopped.caller, sittingId, "discussion.json");
  expect(JSON.parse(given)).toEqual(gate);
  expect(await fileOf(stopped.caller, sittingId, "LISEZMOI.txt")).toContain("discussion.json");
  for (const { accountId } of [place.marc, place.line, other]) {
    const { familyName, email } = await app.deps.db.account.findUniqueOrThrow({ where: { id: accountId } });
    for (const secret of [accountId, familyName, email]) {
      expect(given).not.toContain(secret);
      expect(JSON.stringify(result.gate)).not.toContain(secret);
    }
  }
});

test("[RES-24] the letter and the export say to write to the Office, and name nobody of the order", async () => {
  const session = await sessionWorld(app, { candidates: 1 });
  const { sittingId, caller, registrationId } = nth(session.candidates, 0);
  await sitExam(app, session, nth(session.candidates, 0), { ends: { activity: "DISCUSSION", event: "stopAtGate" } });
  await app.drain();
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const { reportId } = await director.must(contract.resultOf, { params: { sittingId } });
  await director.must(contract.confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
  const letter = await caller.must(contract.myResult, { params: { sittingId } });
  const { officeContact } = app.deps.config;
  expect(letter.contact).toEqual(officeContact);
  const readme = await fileOf(caller, sittingId, "LISEZMOI.txt");
  for (const words of Object.values(officeContact)) expect(readme).toContain(words);
  const { referral, body } = await app.deps.db.registration.findUniqueOrThrow({
    where: { id: registrationId },
    select: { referral: { select: { referredBy: true } }, body: true },
  });
  // Files are stored as they are, so the words of all of them are in the archive.
  const whole = JSON.stringify(letter) + (await exportOf(caller, sittingId)).toString("utf8");
  const { id, givenName, familyName, email } = referral.referredBy;
  for (const secret of [id, givenName, familyName, email, body.name]) expect(whole).not.toContain(secret);
});

// Comes last: the form is retired in it.
test("[EVD-3] the person's export holds no words and no answer of a question in use; what no form asks any more is whole", async () => {
  const { db } = app.deps;
  const session = await sessionWorld(app, { candidates: 1 });
  const { sittingId, caller } = nth(session.candidates, 0);
  await sitExam(app, session, nth(session.candidates, 0));
  await app.drain();
  await markTexts(app, sittingId, [
    [3, 3, 3, 3, 3],
    [3, 3, 3, 3, 3],
  ]);
  const directorId = await app.account({ roles: ["DIRECTOR"] });
  const director = await app.as(directorId);
  const { reportId } = await director.must(contract.resultOf, { params: { sittingId } });
  await director.must(contract.confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
  const fieldsOf = async (who: Caller): Promise<string[]> => {
    const read: Record<string, unknown>[] = JSON.parse(await fileOf(who, sittingId, "lecture.json"));
    expect(read.length).toBeGreaterThan(10);
    return [...new Set(read.map((item) => Object.keys(item).join(" ")))];
  };
  const [whole, withheld] = [["id prompt given pointsByKey max"], ["id pointsByKey max"]];

  expect(await fieldsOf(caller)).toEqual(withheld);
  expect(await fileOf(caller, sittingId, "LISEZMOI.txt")).toMatch(/ne seront plus posées/);
  expect(await fieldsOf(director)).toEqual(whole);

  // Retired, the form stays with the sessions that have it.
  const { formId } = await db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { formId: true } });
  const form = await db.form.findUniqueOrThrow({ where: { id: formId } });
  const others = await db.form.findMany({ where: { code: form.code, isPractice: false }, select: { id: true } });
  const retired = { reason: "Vu ailleurs", retiredById: directorId, retiredAt: app.clock.now() };
  await db.formRetirement.createMany({ data: others.map(({ id }) => ({ formId: id, ...retired })) });
  expect(await fieldsOf(caller)).toEqual(withheld);
  await db.session.updateMany({ where: { formId }, data: { state: "HELD" } });
  expect(await fieldsOf(caller)).toEqual(whole);

  // An anchor of another form, or a version that somebody writes, is in use again.
  const draft = await db.formDraft.create({
    data: {
      code: form.code,
      version: form.version + 50,
      basedOnId: formId,
      state: "WRITTEN",
      content: form.content ?? {},
      keys: form.keys ?? {},
      savedById: directorId,
      savedAt: app.clock.now(),
      createdAt: app.clock.now(),
    },
    select: { id: true },
  });
  expect(await fieldsOf(caller)).toEqual(withheld);
  await db.formDraft.update({ where: { id: draft.id }, data: { state: "ABANDONED" } });
  await db.form.create({
    data: {
      code: "AUTRE",
      version: 1,
      professionKey: form.professionKey,
      title: form.title,
      isPractice: false,
      content: form.content ?? {},
      keys: form.keys ?? {},
      createdAt: app.clock.now(),
    },
  });
  expect(await fieldsOf(caller)).toEqual(withheld);
});
