import { afterAll, beforeAll, expect, test } from "vitest";
import * as contract from "#shared/protocol/results.ts";
import { openArchive } from "#server/platform/unzip.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** What the export of a result says of the reading, while others may still be asked the same. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  await makeRaters(app, 4);
});
afterAll(() => app.stop());

async function fileOf(caller: Caller, sittingId: string, name: string): Promise<string> {
  const answer = await caller.raw("GET", `/api/results/${sittingId}/evidence.zip`);
  const archive = openArchive(new Uint8Array(await answer.arrayBuffer()), { files: 20, unpackedBytes: 5_000_000 });
  if (!archive.ok) throw new Error(archive.error);
  const bytes = await archive.value.read(name);
  if (typeof bytes !== "object") throw new Error(`There is no ${name}.`);
  return Buffer.from(bytes).toString("utf8");
}

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
