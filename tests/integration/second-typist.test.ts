import { afterAll, beforeAll, expect, test } from "vitest";
import { textKey } from "#shared/domain/answers/answer-value.ts";
import * as paper from "#shared/protocol/paper.ts";
import * as policyContract from "#shared/protocol/transcription-policy.ts";
import { answersOfRun } from "#server/features/answers/queries.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, runOf, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let first: { id: string; caller: Caller };
let second: { id: string; caller: Caller };
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  const person = async (givenName: string) => {
    const id = await app.account({ roles: ["SUPPORT"], givenName, familyName: "Soutien" });
    return { id, caller: await app.as(id) };
  };
  first = await person("Claire");
  second = await person("Lise");
});
afterAll(() => app.stop());

const typed = "Madame,\n\nje vous écrit au sujet de la ronde.";
const corrected = "Madame,\n\nje vous écrit au sujet de ma ronde.";

/** A copy that was handed in and scanned; the sitting is over. */
async function copy(): Promise<{ sittingId: string }> {
  const world = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
  const candidate = nth(world.candidates, 0);
  await sitExam(app, world, candidate, { isKeyed: false });
  const { sittingId } = candidate;
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
  await first.caller.must(paper.uploadScan, { params: { sittingId, page: 1 }, body: { bytes: bytes.buffer, mime: "image/png" } });
  return { sittingId };
}

const finish = (params: { sittingId: string }, text = typed) => first.caller.must(paper.sealTranscription, { params, body: { text } });
const stateOf = async (caller: Caller, params: { sittingId: string }) => {
  const { state, mayCheck } = await caller.must(paper.transcription, { params });
  return { state, mayCheck };
};

/** The newest policy counts; the seed decides nothing where the share is 0 or 100. */
async function decide(firstChecked: number, sharePercent: number): Promise<void> {
  const version = (await app.deps.db.transcriptionPolicy.count()) + 1;
  const data = { version, firstChecked, sharePercent, seed: "essai", approvedBy: "Comité d’examen", effectiveFrom: app.clock.now() };
  await app.deps.db.transcriptionPolicy.create({ data });
}

test("[PAP-11, PAP-12] what was typed waits for a second person, then is sealed as they left it and is given to markers", async () => {
  const raters = await makeRaters(app, 2);
  await app.deps.db.account.update({ where: { id: second.id }, data: { roles: ["SUPPORT", "RATER"] } });
  const params = await copy();
  const { sittingId } = params;
  expect(await finish(params)).toEqual({ awaitsCheck: true });
  await app.drain();
  expect((await runOf(app, sittingId, "WRITING")).seal).toBeNull();
  expect(await textTasks(app, sittingId)).toEqual([]);
  expect(await stateOf(first.caller, params)).toEqual({ state: "TO_CHECK", mayCheck: false });
  expect(await stateOf(second.caller, params)).toEqual({ state: "TO_CHECK", mayCheck: true });
  await second.caller.must(paper.saveTextCheck, { params, body: { text: "Madame,\n\nje vous écrit au sujet de m" } });
  await second.caller.must(paper.finishTextCheck, { params, body: { text: corrected } });
  await app.drain();
  const run = await runOf(app, sittingId, "WRITING");
  expect(await answersOfRun(app.deps.db, run.id)).toEqual([{ key: textKey, value: corrected }]);
  const { text, check, typedByName, state } = await second.caller.must(paper.transcription, { params });
  expect({ text, typedByName, state }).toEqual({ text: typed, typedByName: "Claire Soutien", state: "SEALED" });
  expect(check).toMatchObject({ text: corrected, checkedByName: "Lise Soutien" });
  // Whoever checked could mark, and is not asked.
  expect((await textTasks(app, sittingId)).map(({ raterId }) => raterId).toSorted()).toEqual(raters.map(({ accountId }) => accountId).toSorted());
});

test("[PAP-11] whoever typed a word of it does not check it, and the database says so too", async () => {
  const params = await copy();
  await second.caller.must(paper.saveTranscription, { params, body: { text: "Madame," } });
  await finish(params);
  for (const { caller } of [first, second])
    for (const route of [paper.saveTextCheck, paper.finishTextCheck])
      expect(await caller.call(route, { params, body: { text: typed } })).toMatchObject({ code: "NEEDS_TWO_PEOPLE" });
  for (const checkedById of [first.id, second.id]) {
    const data = { ...params, text: typed, checkedById, checkedAt: app.clock.now() };
    await expect(app.deps.db.textCheck.create({ data })).rejects.toThrow(/does not check it/u);
  }
  const third = await app.as(await app.account({ roles: ["SUPPORT"] }));
  await third.must(paper.finishTextCheck, { params, body: { text: typed } });
});

test("[PAP-12] a text that waits is typed no more, and cannot be sealed past its check", async () => {
  const params = await copy();
  expect(await second.caller.call(paper.finishTextCheck, { params, body: { text: typed } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  await finish(params);
  for (const route of [paper.saveTranscription, paper.sealTranscription])
    expect(await first.caller.call(route, { params, body: { text: "autre" } })).toMatchObject({ code: "ALREADY_LOCKED" });
  const row = { ...params, text: "autre", typedById: first.id, createdAt: app.clock.now() };
  await expect(app.deps.db.transcription.create({ data: row })).rejects.toThrow(/typed, then checked/u);
  const { id: runId } = await runOf(app, params.sittingId, "WRITING");
  await expect(app.deps.db.seal.create({ data: { runId, contentHash: "", sealedAt: app.clock.now() } })).rejects.toThrow(/second reader/u);
});

test("[PAP-12] two people who finish a check at once: one does, and both versions stay as they were left", async () => {
  const params = await copy();
  await finish(params);
  const third = await app.as(await app.account({ roles: ["SUPPORT"] }));
  const tries = await Promise.all([second.caller, third].map((caller) => caller.call(paper.finishTextCheck, { params, body: { text: corrected } })));
  expect(tries.map((one) => (one.ok ? "ok" : one.code)).toSorted()).toEqual(["ALREADY_LOCKED", "ok"]);
  await expect(app.deps.db.typedText.updateMany({ data: { text: "" } })).rejects.toThrow();
  await expect(app.deps.db.textCheck.deleteMany({})).rejects.toThrow();
  expect(await app.deps.db.typedText.findUnique({ where: params, select: { text: true } })).toEqual({ text: typed });
});

test("[PAP-11] after the first ones only the drawn share is checked; the others are sealed at once", async () => {
  await decide(0, 0);
  const params = await copy();
  expect(await finish(params)).toEqual({ awaitsCheck: false });
  expect((await runOf(app, params.sittingId, "WRITING")).seal).not.toBeNull();
  expect(await stateOf(second.caller, params)).toEqual({ state: "SEALED", mayCheck: false });
  await decide(0, 100);
  expect(await finish(await copy())).toEqual({ awaitsCheck: true });
  // Numbers have no gap and no double, so that «the first 200» means what it says.
  const numbers = await app.deps.db.typedText.findMany({ orderBy: { number: "asc" }, select: { number: true } });
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_row, index) => index + 1));
});

test("[PAP-13] the directorate sees every version of the rules and sets a new one with a reason; what was typed keeps its own", async () => {
  const director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Diane", familyName: "Roy" }));
  await decide(0, 0);
  const before = await copy();
  expect(await finish(before)).toEqual({ awaitsCheck: false });
  const body = { firstChecked: 0, sharePercent: 100, reason: "Trop d’écarts le mois dernier." };
  expect(await director.call(policyContract.setTranscriptionPolicy, { body: { ...body, reason: " " } })).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await first.caller.call(policyContract.setTranscriptionPolicy, { body })).toMatchObject({ code: "FORBIDDEN" });
  const { version } = await director.must(policyContract.setTranscriptionPolicy, { body });
  const { versions } = await director.must(policyContract.transcriptionPolicies, {});
  expect(versions[0]).toEqual({ ...body, version, approvedBy: "Diane Roy", effectiveFrom: app.clock.now().toISOString() });
  expect(versions).toHaveLength(version);
  expect(JSON.stringify(versions)).not.toContain("seed");
  expect(await finish(await copy())).toEqual({ awaitsCheck: true });
  expect(await app.deps.db.typedText.findUniqueOrThrow({ where: { sittingId: before.sittingId }, select: { policyVersion: true, needsCheck: true } })).toEqual({
    policyVersion: version - 1,
    needsCheck: false,
  });
});
