import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import { taskTakers } from "#shared/protocol/allotment.ts";
import * as marking from "#shared/protocol/marking.ts";
import { answerHelpCall, callForHelp, writeToCandidate } from "#shared/protocol/messages.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, noMoreMarkers, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Whoever met a person never marks them: it follows from what they did, not from the roles that they hold. */

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
  await noMoreMarkers(app, "COMMITTEE");
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [1, 1, 1, 1, 1];
const become = (accountId: string, ...roles: Role[]) => app.deps.db.account.update({ where: { id: accountId }, data: { roles } });
const markersOf = async (sittingId: string) => (await textTasks(app, sittingId)).map(({ raterId }) => raterId).toSorted();
const idsOf = (people: readonly { readonly accountId: string }[]) => people.map(({ accountId }) => accountId).toSorted();

async function sat() {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  const { sittingId } = candidate;
  return {
    session,
    candidate,
    sittingId,
    finish: async () => {
      await sitExam(app, session, candidate);
      await app.drain();
    },
  };
}

test("[MRK-2] whoever led the session is given none of its texts, a director since then, a marker alone, or a director no longer", async () => {
  const { session, sittingId, finish } = await sat();
  await finish();
  const [one, two] = session.advisers;
  if (!one || !two) throw new Error("Two advisers led it.");
  await become(one.accountId, "RATER");
  await become(two.accountId, "DIRECTOR", "RATER");
  const raters = await makeRaters(app, 2);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(raters));

  await become(two.accountId, "RATER");
  await markTexts(app, sittingId, [level, low]);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(raters));
  const third = nth(await makeRaters(app, 1), 0);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf([...raters, third]));
  const open = (await textTasks(app, sittingId)).find(({ state }) => state === "ALLOTTED");
  expect(await director.must(taskTakers, { params: { taskId: open?.id ?? "" } })).toEqual({
    takers: [],
    barred: [
      { bar: "MET", markers: 2 },
      { bar: "ASKED", markers: 3 },
    ],
  });
});

test("[MRK-2] whoever leads another exam of the same person meets them when the person comes to it, and not before", async () => {
  const other = await sat();
  const { sittingId, finish } = await sat();
  await finish();
  await app.deps.db.sitting.update({ where: { id: sittingId }, data: { accountId: other.candidate.accountId } });
  for (const { accountId } of other.session.advisers) await become(accountId, "RATER");
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(other.session.advisers));

  await commit(app.deps, (uow) => moveSittingStep(uow, other.sittingId, "arrive", other.candidate.accountId));
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual([]);
  const raters = await makeRaters(app, 2);
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(raters));
});

test("[MRK-2] so has whoever looked at their room, and whoever answered them when they had no exam yet", async () => {
  const [looking, noting, answering, ...others] = await makeRaters(app, 5);
  if (!looking || !noting || !answering) throw new Error("There are five.");
  const { candidate, sittingId, finish } = await sat();
  const { id: lookId } = await app.deps.db.roomLook.create({
    data: { sittingId, listVersion: 1, startedById: looking.accountId, startedAt: app.clock.now() },
    select: { id: true },
  });
  await app.deps.db.roomLookLine.create({
    data: { lookId, step: "TABLE", isWell: true, note: "", notedById: noting.accountId, notedAt: app.clock.now() },
  });
  await become(answering.accountId, "SUPPORT", "RATER");
  const { helpCallId } = await candidate.caller.must(callForHelp, { body: { text: "Où trouver ma convocation?" } });
  await (await app.as(answering.accountId)).must(answerHelpCall, { params: { helpCallId }, body: { text: "Dans votre espace." } });
  await finish();
  expect(await markersOf(sittingId)).toEqual(idsOf(others));
});

test("[MRK-47] whoever meets the person while they have the text loses it, begun or not, and whoever met nobody keeps theirs", async () => {
  const raters = await makeRaters(app, 2);
  for (const { accountId } of raters) await become(accountId, "SUPPORT", "RATER");
  const { sittingId, finish } = await sat();
  await finish();
  const [lost, kept] = await textTasks(app, sittingId);
  if (!lost || !kept) throw new Error("Two people have it.");
  const spare = nth(await makeRaters(app, 1), 0);
  const marker = await app.as(lost.raterId);
  const params = { taskId: lost.id };
  await marker.must(marking.saveMarkDraft, { params, body: { bands: [3, null, null, null, null], comments: "" } });
  await retryAllotment.run(app.deps);
  expect(await markersOf(sittingId)).toEqual(idsOf(raters));

  await marker.must(writeToCandidate, { params: { sittingId }, body: { text: "Votre attestation suivra." } });
  // Whoever only marks today has met them all the same.
  await become(lost.raterId, "RATER");
  await retryAllotment.run(app.deps);
  await app.drain();
  expect(await marker.call(marking.markingScript, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await markersOf(sittingId)).toEqual([kept.raterId, spare.accountId].toSorted());
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: lost.raterId } })).toBe(0);
});

test("[MRK-10] whoever knows the person by a text of theirs loses what they have of another exam of theirs, and is given nothing else", async () => {
  const raters = await makeRaters(app, 2);
  const [one, other] = [await sat(), await sat()];
  await one.finish();
  await other.finish();
  await app.deps.db.sitting.update({ where: { id: other.sittingId }, data: { accountId: one.candidate.accountId } });
  await retryAllotment.run(app.deps);
  expect(await markersOf(other.sittingId)).toEqual(idsOf(raters));

  const spare = nth(await makeRaters(app, 1), 0);
  const { id: taskId, raterId } = nth(await textTasks(app, one.sittingId), 0);
  await (await app.as(raterId)).must(marking.giveTaskBack, { params: { taskId } });
  await retryAllotment.run(app.deps);
  await app.drain();
  const left = raters.filter(({ accountId }) => accountId !== raterId);
  for (const { sittingId } of [one, other]) expect(await markersOf(sittingId)).toEqual(idsOf([...left, spare]));
});
