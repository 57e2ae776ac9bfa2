import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Role } from "#shared/domain/accounts/roles.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/corrections.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { takeTextBackStep } from "#server/features/marking/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import {
  ensurePolicy,
  lockAs,
  makeRaters,
  markTexts,
  noMoreMarkers,
  passingBands,
  sitExam,
  textTasks,
  type OralBands,
} from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Third marks that were asked for and that nothing needs any more. */

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());
beforeEach(() => noMoreMarkers(app));

const level: readonly Band[] = [3, 3, 3, 3, 3];
/** 20 points lower: a third person is asked. */
const slip: readonly Band[] = [2, 2, 2, 2, 2];
const low: readonly Band[] = [1, 1, 1, 1];
const apart: OralBands = { ...passingBands, "discussion.EO": low };

async function correct(sittingId: string, raterId: string, unit: string, bands: readonly Band[]): Promise<void> {
  const { id } = await app.deps.db.mark.findFirstOrThrow({ where: { sittingId, unit, raterId, supersededBy: null }, select: { id: true } });
  const body = { bands: [...bands], comments: "", reason: "J’ai pressé la touche voisine." };
  await (await app.as(raterId)).must(contract.correctMark, { params: { markId: id }, body });
}

const detail = (sittingId: string) => director.must(results.resultOf, { params: { sittingId } });
const taskOf = (id: string) =>
  app.deps.db.markingTask.findUniqueOrThrow({ where: { id }, select: { state: true, withdrawnReason: true } });
const takenBack = { state: "WITHDRAWN", withdrawnReason: "NOT_NEEDED" };

/** A discussion that two of three advisers marked far apart, an interview that one of them has still to mark. */
async function disputed(further: Partial<OralBands> = {}) {
  await makeRaters(app, 2);
  const session = await sessionWorld(app, { candidates: 1 });
  const { sittingId } = nth(session.candidates, 0);
  const thirdId = await app.account({ roles: ["ADVISER"] });
  await app.deps.db.sessionAdviser.create({ data: { sessionId: session.sessionId, accountId: thirdId } });
  await sitExam(app, session, nth(session.candidates, 0), { bands: { first: passingBands, second: null } });
  const where = { sessionId: session.sessionId, kind: "DISCUSSION" } as const;
  const { id: roomId } = await app.deps.db.room.findFirstOrThrow({ where, select: { id: true } });
  const at = app.clock.now();
  await app.deps.db.roomEntry.create({ data: { roomId, accountId: thirdId, firstAt: at } });
  const second = nth(session.advisers, 1);
  await lockAs(second.caller, sittingId, "DISCUSSION", { ...apart, ...further });
  await app.drain();
  await markTexts(app, sittingId, [level, level]);
  const ask = (unit: "discussion.CO" | "discussion.EO" = "discussion.EO") =>
    director.call(marking.allotOralMark, { params: { sittingId }, body: { unit, adviserId: thirdId } });
  return { sittingId, second, thirdId, third: await app.as(thirdId), ask };
}

test("[MRK-32, MRK-36] a third mark that a correction left for another unit is taken back when a mark settles that unit", async () => {
  const { sittingId, second, thirdId, third, ask } = await disputed();
  const asked = await ask();
  if (!asked.ok) throw new Error("A third mark was needed.");
  const { taskId } = asked.value;
  const params = { sittingId, activity: "DISCUSSION" } as const;
  await third.must(marking.saveOralMarks, { params, body: { units: [{ unit: "discussion.EO", bands: [...low], comments: "" }] } });
  await correct(sittingId, second.accountId, "discussion.EO", passingBands["discussion.EO"]);
  await app.drain();
  // The interview lacks a mark, and what is decided there may ask for this one again.
  expect(await taskOf(taskId)).toEqual({ state: "ALLOTTED", withdrawnReason: null });

  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  await app.drain();
  expect(await taskOf(taskId)).toEqual(takenBack);
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: thirdId } })).toBe(0);
  expect(await third.must(marking.oralTasks, {})).toEqual({ tasks: [] });
  // The page that was open says so, and nothing else, whatever it was doing.
  expect(await third.must(marking.oralMarks, { params })).toMatchObject({ isWithdrawn: true, lockedAt: null, units: [] });
  const units = [{ unit: "discussion.EO" as const, bands: [...low], comments: "" }];
  expect(await third.call(marking.saveOralMarks, { params, body: { units } })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await third.call(marking.lockOralMarks, { params, body: {} })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await detail(sittingId)).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });

  // Given out at the very moment when it became needless: the next round takes it back.
  const leftOver = await app.deps.db.markingTask.create({
    data: {
      sittingId,
      unit: "discussion.CO",
      round: "ORIGINAL",
      ordinal: 3,
      raterId: thirdId,
      blindCode: `LEFT-${sittingId.slice(-8)}`,
      state: "ALLOTTED",
      createdAt: app.clock.now(),
      dueAt: app.clock.now(),
    },
    select: { id: true },
  });
  await retryAllotment.run(app.deps);
  expect(await taskOf(leftOver.id)).toEqual(takenBack);
});

test("[MRK-32] of two units of one grid, one that is taken back takes nothing of the other: it is kept, answered and locked as it was last given", async () => {
  const { sittingId, second, thirdId, third, ask } = await disputed({ "discussion.CO": [0, 0] });
  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  await app.drain();
  expect([await ask("discussion.CO"), await ask("discussion.EO")]).toMatchObject([{ ok: true }, { ok: true }]);
  const params = { sittingId, activity: "DISCUSSION" } as const;
  const given = (heard: readonly [Band, Band], revision: number) => ({
    units: [
      { unit: "discussion.CO" as const, bands: [...heard], comments: "", revision },
      { unit: "discussion.EO" as const, bands: [...low], comments: "", revision },
    ],
  });
  await third.must(marking.saveOralMarks, { params, body: given([2, 2], 0) });
  await correct(sittingId, second.accountId, "discussion.EO", passingBands["discussion.EO"]);
  await app.drain();

  // The page that was open knows nothing of it yet.
  const answer = await third.must(marking.saveOralMarks, { params, body: given([4, 3], 1) });
  expect(answer).toMatchObject({ isWithdrawn: false, lockedAt: null, units: [{ unit: "discussion.CO", bands: [4, 3] }] });
  expect(answer.units).toHaveLength(1);
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: thirdId } })).toBe(1);
  expect(await third.must(marking.lockOralMarks, { params, body: { known: answer.units } })).toMatchObject({ units: [{ unit: "discussion.CO", bands: [4, 3] }] });
  const units = [{ unit: "discussion.EO" as const, bands: [...low], comments: "" }];
  expect(await third.call(marking.saveOralMarks, { params, body: { units } })).toMatchObject({ ok: false });
});

test("[MRK-32, MRK-13] an adviser whose third mark was taken back is asked again when it is needed again", async () => {
  const { sittingId, second, third, ask } = await disputed();
  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  await app.drain();
  const first = await ask();
  if (!first.ok) throw new Error("A third mark was needed.");
  await correct(sittingId, second.accountId, "discussion.EO", passingBands["discussion.EO"]);
  await app.drain();
  expect(await taskOf(first.value.taskId)).toEqual(takenBack);
  await correct(sittingId, second.accountId, "discussion.EO", low);
  await app.drain();
  const again = await ask();
  expect(again).toMatchObject({ ok: true });
  const params = { sittingId, activity: "DISCUSSION" } as const;
  const { units: known } = await third.must(marking.saveOralMarks, {
    params,
    body: { units: [{ unit: "discussion.EO", bands: [...passingBands["discussion.EO"]], comments: "" }] },
  });
  await third.must(marking.lockOralMarks, { params, body: { known } });
  await app.drain();
  expect(await detail(sittingId)).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });

  // Whoever was asked and left for another reason is not: nobody offers them, that is said, and breaks nothing.
  const other = await disputed();
  const offered = async () => (await detail(other.sittingId)).advisersToAsk.map(({ unit, adviserId }) => [unit, adviserId]);
  expect(await offered()).toEqual([["discussion.EO", other.thirdId]]);
  const left = await other.ask();
  if (!left.ok) throw new Error("A third mark was needed.");
  await app.deps.db.markingTask.update({ where: { id: left.value.taskId }, data: { state: "WITHDRAWN", withdrawnReason: "REALLOTTED" } });
  expect(await offered()).toEqual([]);
  expect(await other.ask()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
});

test("[MRK-19, MRK-32] a text that the directorate was asked about and that nobody marks any more is no longer on its list", async () => {
  const raters = await makeRaters(app, 3);
  const session = await sessionWorld(app, { candidates: 2 });
  const [one, two] = session.candidates;
  if (!one || !two) throw new Error("There are two.");
  for (const candidate of [one, two]) await sitExam(app, session, candidate);
  await app.drain();
  const { sittingId } = one;
  await markTexts(app, sittingId, [level, slip]);
  const third = (await textTasks(app, sittingId)).find(({ ordinal }) => ordinal === 3);
  const [other] = await textTasks(app, two.sittingId);
  if (!third || !other) throw new Error("Both are given.");
  for (const task of [third, other])
    await (await app.as(task.raterId)).must(marking.referScript, { params: { taskId: task.id }, body: { kind: "ILLEGIBLE", note: "" } });
  const listed = async () => (await director.must(marking.scriptReferrals, {})).referrals;
  const own = (await listed()).find(({ blindCode }) => blindCode === third.blindCode);
  if (!own) throw new Error("It is on the list.");

  const { raterId } = await app.deps.db.mark.findFirstOrThrow({ where: { sittingId, unit: "writing.EE", ordinal: 2 }, select: { raterId: true } });
  await correct(sittingId, raterId, "writing.EE", level);
  expect(await taskOf(third.id)).toEqual(takenBack);
  expect((await listed()).map(({ blindCode }) => blindCode)).toEqual([other.blindCode]);
  expect(
    await director.call(marking.resolveReferral, { params: { referralId: own.referralId }, body: { resolution: "REALLOT", answer: "" } }),
  ).toMatchObject({ code: "STATE_CHANGED" });
  // Its text changes: nobody goes on with the former one.
  await commit(app.deps, (uow) => takeTextBackStep(uow, two.sittingId));
  expect(await listed()).toEqual([]);

  // Of three markers only this one has not marked it: needed again, it is theirs again.
  await correct(sittingId, raterId, "writing.EE", slip);
  await app.drain();
  const again = (await textTasks(app, sittingId)).find(({ ordinal }) => ordinal === 3);
  expect(again?.raterId).toBe(third.raterId);
  expect(again?.blindCode).not.toBe(third.blindCode);
  expect(raters.map(({ accountId }) => accountId)).toContain(third.raterId);
});

test("[MRK-49] a third mark that was asked of an adviser stays theirs for as long as they are one, marker or not; who is none is not asked", async () => {
  const { sittingId, thirdId, third, ask } = await disputed();
  const become = (...roles: Role[]) => app.deps.db.account.update({ where: { id: thirdId }, data: { roles } });
  await become("RATER");
  expect(await detail(sittingId)).toMatchObject({ advisersToAsk: [] });
  expect(await ask()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  await become("ADVISER");
  expect(await detail(sittingId)).toMatchObject({ advisersToAsk: [{ unit: "discussion.EO", adviserId: thirdId }] });
  const asked = await ask();
  if (!asked.ok) throw new Error("A third mark was needed.");
  await retryAllotment.run(app.deps);
  expect(await third.must(marking.oralTasks, {})).toMatchObject({ tasks: [{ sittingId }] });
  await become("RATER");
  await retryAllotment.run(app.deps);
  await app.drain();
  expect(await taskOf(asked.value.taskId)).toEqual({ state: "WITHDRAWN", withdrawnReason: "REALLOTTED" });
  expect(await ask()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
});
