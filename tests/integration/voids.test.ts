import { afterAll, beforeAll, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import * as items from "#shared/protocol/items.ts";
import * as results from "#shared/protocol/results.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** A second question of a form turns out to be faulty. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  await makeRaters(app, 5);
});
afterAll(() => app.stop());

const low: readonly Band[] = [2, 2, 2, 2, 2];
const level: readonly Band[] = [3, 3, 3, 3, 3];
const detail = (sittingId: string) => director.must(results.resultOf, { params: { sittingId } });

async function confirm(sittingId: string): Promise<void> {
  const { reportId } = await detail(sittingId);
  await director.must(results.confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
  await app.drain();
}

test("[ITM-3] a second one is voided: nobody has less than without any, lost gains are counted, what was told stands through a review", async () => {
  const world = await sessionWorld(app, { candidates: 3 });
  const form = await app.deps.db.form.findUniqueOrThrow({ where: { id: world.formId }, select: { content: true } });
  const everybody = formContent.parse(form.content).items.filter(({ about }) => about === "SITUATION");
  const choices = everybody.filter(({ type }) => type === "SINGLE_CHOICE").map(({ id }) => id);
  const gaps = everybody.find(({ type }) => type === "GAP_FILL")?.id ?? "";
  const [first, second] = [nth(choices, 0), nth(choices, 1)];
  // Twenty-one points: two people miss the first question and four points more, the third the second question alone.
  const missed = [[first, gaps], [second], [first, gaps]];
  for (const [place, candidate] of world.candidates.entries())
    await sitExam(app, world, candidate, { answers: nth(missed, place).map((key) => ({ key, value: null })) });
  await app.drain();
  const [waiting, other, told] = [0, 1, 2].map((place) => nth(world.candidates, place));
  if (!waiting || !other || !told) throw new Error("There are three.");
  for (const [one, bands] of [[waiting, level], [other, level], [told, low]] as const)
    await markTexts(app, one.sittingId, [bands, bands]);
  const scores = () =>
    Promise.all([waiting, other, told].map(async ({ sittingId }) => (await detail(sittingId)).scores.CE));
  expect(await scores()).toEqual([76.2, 95.2, 76.2]);

  const look = (itemId: string) => director.must(items.voidEffect, { params: { formId: world.formId, itemId } });
  const voidIt = (itemId: string, fingerprint: string) =>
    director.call(items.voidItem, {
      params: { formId: world.formId, itemId },
      body: { reason: "Deux réponses possibles", fingerprint },
    });
  const before = await look(second);
  expect((await voidIt(first, (await look(first)).fingerprint)).ok).toBe(true);
  // The reports are not computed anew yet, and what was shown is not true any more.
  expect(await voidIt(second, before.fingerprint)).toMatchObject({ code: "STATE_CHANGED" });
  await app.drain();
  expect(await scores()).toEqual([80, 95.2, 80]);
  await confirm(told.sittingId);

  const effect = await look(second);
  expect(effect).toMatchObject({ people: 3, raised: 1, unchanged: 1, gainsLost: 1, lowered: 0, sentRaised: 0 });
  expect((await voidIt(second, effect.fingerprint)).ok).toBe(true);
  await app.drain();
  expect(await scores()).toEqual([78.9, 100, 80]);
  expect((await detail(told.sittingId)).state).toBe("RESULT_SENT");

  const params = { sittingId: told.sittingId };
  await told.caller.must(results.askReview, { params, body: { competencies: ["EE"], reason: "" } });
  await app.drain();
  await markTexts(app, told.sittingId, [low, low]);
  expect(await detail(told.sittingId)).toMatchObject({ state: "PENDING_APPROVAL", scores: { CE: 80 } });
}, 90_000);
