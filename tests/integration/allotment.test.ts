import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/allotment.ts";
import * as marking from "#shared/protocol/marking.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { coverAbsences } from "#server/features/marking/reallot.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, noMoreMarkers, sitExam, textTasks } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Diane", familyName: "Roy" }));
});
afterAll(() => app.stop());
// Markers of earlier tests are not eligible any more, their texts want nothing, and the general limit is the installation's.
beforeEach(async () => {
  await app.deps.db.result.updateMany({ data: { state: "RESULT_SENT" } });
  await noMoreMarkers(app);
  await setLimit(null, 40, 60);
});

const setLimit = (raterId: string | null, openTasks: number, weekTasks: number) =>
  director.must(contract.setWorkload, { body: { raterId, openTasks, weekTasks } });
const tasksOf = async (sittingId: string) => (await textTasks(app, sittingId)).map(({ raterId }) => raterId);
const desk = () => director.must(contract.allotmentDesk, {});
const markerOf = async (raterId: string) => {
  const found = (await desk()).markers.find((marker) => marker.raterId === raterId);
  if (!found) throw new Error("The marker is on the desk.");
  return found;
};
const draft = (bands: (Band | null)[]) => ({ bands, comments: "" });
const firstBand: (Band | null)[] = [3, null, null, null, null];

async function finished(): Promise<string> {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate);
  await app.drain();
  return candidate.sittingId;
}

async function openTaskOf(raterId: string, sittingId: string): Promise<string> {
  const task = (await textTasks(app, sittingId)).find((one) => one.raterId === raterId);
  if (!task) throw new Error("The marker has the text.");
  return task.id;
}

describe("caps", () => {
  test("[MRK-22] a marker is never given more at a time than their limit, and what waits says why", async () => {
    const raters = await makeRaters(app, 2);
    await setLimit(null, 1, 60);
    const first = await finished();
    const second = await finished();
    expect(await tasksOf(first)).toHaveLength(2);
    expect(await tasksOf(second)).toEqual([]);
    const { waiting, waitingCount } = await desk();
    const own = waiting.filter(({ placeId }) => placeId.startsWith(second));
    expect(waitingCount).toBe(waiting.length);
    expect(own).toMatchObject([1, 2].map(() => ({ activity: "WRITING", held: null, why: [{ bar: "FULL", markers: 2 }] })));
    // One marker may have more than the others.
    await setLimit(nth(raters, 0).accountId, 2, 60);
    await retryAllotment.run(app.deps);
    expect(await tasksOf(second)).toEqual([nth(raters, 0).accountId]);
    expect(await markerOf(nth(raters, 0).accountId)).toMatchObject({ openTasks: 2, limit: { openTasks: 2 }, hasOwnLimit: true });
    expect(await markerOf(nth(raters, 1).accountId)).toMatchObject({ openTasks: 1, limit: { openTasks: 1 }, hasOwnLimit: false });
  });

  test("[MRK-22] what was given in the last seven days counts, marked or not; a week later there is room again", async () => {
    const raters = await makeRaters(app, 2);
    await setLimit(null, 40, 1);
    const first = await finished();
    for (const { id, raterId } of await textTasks(app, first))
      await (await app.as(raterId)).must(marking.recordMark, { params: { taskId: id }, body: draft([3, 3, 3, 3, 3]) });
    await app.drain();
    const second = await finished();
    expect(await tasksOf(second)).toEqual([]);
    expect((await desk()).waiting.find(({ placeId }) => placeId.startsWith(second))?.why).toEqual([{ bar: "FULL_WEEK", markers: 2 }]);
    app.clock.advance(7 * 86_400);
    await retryAllotment.run(app.deps);
    expect((await tasksOf(second)).toSorted()).toEqual(raters.map(({ accountId }) => accountId).toSorted());
  });

  test("[MRK-22] many texts offered at once to few markers never exceed a limit", async () => {
    const sittings = [await finished(), await finished(), await finished()];
    const raters = await makeRaters(app, 3);
    await setLimit(null, 1, 60);
    await Promise.all([1, 2, 3].map(() => retryAllotment.run(app.deps)));
    for (const { accountId } of raters) expect((await markerOf(accountId)).openTasks).toBeLessThanOrEqual(1);
    expect((await Promise.all(sittings.map(tasksOf))).flat().length).toBe(3);
  });

  test("[MRK-22] what was set before stays written: the database refuses to change it", async () => {
    await expect(app.deps.db.workloadLimit.updateMany({ data: { openTasks: 7 } })).rejects.toThrow(/append-only|refuse|change/iu);
    await expect(app.deps.db.workloadLimit.deleteMany({})).rejects.toThrow();
  });
});

const today = (): string => app.clock.now().toISOString().slice(0, 10);

describe("absences", () => {
  test("[MRK-23] what an absent marker has not begun goes to others, with its trace; what they have begun waits for a person", async () => {
    const [leaving, ...others] = await makeRaters(app, 2);
    if (!leaving) throw new Error("Somebody leaves.");
    const begun = await finished();
    const untouched = await finished();
    const spare = nth(await makeRaters(app, 1), 0);
    await leaving.caller.must(marking.saveMarkDraft, {
      params: { taskId: await openTaskOf(leaving.accountId, begun) },
      body: draft(firstBand),
    });
    const fromTaskId = await openTaskOf(leaving.accountId, untouched);
    const params = { raterId: leaving.accountId };
    const entered = await director.must(contract.enterAbsence, { params, body: { from: today(), to: today() } });
    expect(entered).toMatchObject({ moved: 1, kept: 0 });
    expect(await tasksOf(begun)).toContain(leaving.accountId);
    expect((await tasksOf(untouched)).toSorted()).toEqual([spare.accountId, nth(others, 0).accountId].toSorted());
    const move = await app.deps.db.taskMove.findUniqueOrThrow({
      where: { fromTaskId },
      select: { why: true, toTask: { select: { raterId: true, ordinal: true } }, fromTask: { select: { withdrawnReason: true, ordinal: true } } },
    });
    expect(move).toEqual({
      why: "ABSENCE",
      toTask: { raterId: spare.accountId, ordinal: move.fromTask.ordinal },
      fromTask: { withdrawnReason: "ABSENT", ordinal: move.fromTask.ordinal },
    });
    const shown = await desk();
    expect(shown.moves[0]).toMatchObject({ why: "ABSENCE", byName: "Diane Roy" });
    expect(shown.waiting.find(({ held }) => held !== null)).toMatchObject({ held: { isStarted: true } });
    expect(await markerOf(leaving.accountId)).toMatchObject({ isAway: true });
  });

  test("[MRK-27] a marker enters their own absence: what they have not begun leaves with a trace, and they alone take theirs back", async () => {
    const raters = await makeRaters(app, 3);
    const sittingId = await finished();
    // Who of the three has the text is drawn: whoever has it leaves.
    const holders = await tasksOf(sittingId);
    const leaving = raters.find(({ accountId }) => holders.includes(accountId));
    const other = raters.find((one) => one !== leaving);
    if (!leaving || !other) throw new Error("Two of the three have it.");
    const body = { from: today(), to: today() };
    const { absenceId, moved, kept } = await leaving.caller.must(contract.enterOwnAbsence, { body });
    expect([moved, kept]).toEqual([1, 0]);
    expect((await tasksOf(sittingId)).toSorted()).toEqual(
      raters.flatMap(({ accountId }) => (accountId === leaving.accountId ? [] : [accountId])).toSorted(),
    );
    expect(await leaving.caller.must(contract.ownAbsences, {})).toEqual({ today: today(), absences: [{ absenceId, ...body, isOwn: true }] });
    expect(await other.caller.must(contract.ownAbsences, {})).toEqual({ today: today(), absences: [] });
    expect(await markerOf(leaving.accountId)).toMatchObject({ isAway: true });
    expect(await other.caller.call(contract.cancelOwnAbsence, { params: { absenceId } })).toMatchObject({ code: "NOT_FOUND" });
    expect(await leaving.caller.call(contract.enterOwnAbsence, { body: { from: "2020-01-01", to: "2020-01-02" } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const given = await director.must(contract.enterAbsence, { params: { raterId: leaving.accountId }, body });
    expect(await leaving.caller.call(contract.cancelOwnAbsence, { params: { absenceId: given.absenceId } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await leaving.caller.must(contract.cancelOwnAbsence, { params: { absenceId } });
    expect(await leaving.caller.call(contract.cancelOwnAbsence, { params: { absenceId } })).toMatchObject({ code: "STATE_CHANGED" });
    const entries = await app.deps.db.auditEvent.findMany({ where: { subjectId: leaving.accountId, type: "absence.entered", actorId: leaving.accountId } });
    expect(entries).toHaveLength(1);
  });

  test("[MRK-23] an absence begins by itself on its day; nobody who is away is given anything, and one that is cancelled bars nobody", async () => {
    const [leaving, staying] = await makeRaters(app, 2);
    if (!leaving || !staying) throw new Error("There are two.");
    const before = await finished();
    const day = new Date(app.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    const params = { raterId: leaving.accountId };
    const { absenceId } = await director.must(contract.enterAbsence, { params, body: { from: day, to: day } });
    await coverAbsences.run(app.deps);
    expect(await tasksOf(before)).toContain(leaving.accountId);
    const spare = nth(await makeRaters(app, 1), 0);
    app.clock.advance(86_400);
    await coverAbsences.run(app.deps);
    expect((await tasksOf(before)).toSorted()).toEqual([staying.accountId, spare.accountId].toSorted());
    const meanwhile = await finished();
    expect(await tasksOf(meanwhile)).not.toContain(leaving.accountId);
    await director.must(contract.cancelAbsence, { params: { absenceId } });
    expect(await director.call(contract.cancelAbsence, { params: { absenceId } })).toMatchObject({ code: "STATE_CHANGED" });
    expect(await markerOf(leaving.accountId)).toMatchObject({ isAway: false, absences: [] });
  });

  test("[MRK-23] where nobody could take it over it stays with whoever had it, and is shown", async () => {
    const raters = await makeRaters(app, 2);
    const sittingId = await finished();
    const params = { raterId: nth(raters, 0).accountId };
    const entered = await director.must(contract.enterAbsence, { params, body: { from: today(), to: today() } });
    expect(entered).toMatchObject({ moved: 0, kept: 1 });
    expect(await tasksOf(sittingId)).toContain(params.raterId);
    const { waiting } = await desk();
    const taskId = await openTaskOf(params.raterId, sittingId);
    expect(waiting.find(({ held }) => held?.taskId === taskId)?.why).toEqual([{ bar: "ASKED", markers: 2 }]);
  });

  test("[MRK-23] days that end before they begin are refused, and an account that does not mark has no absence", async () => {
    const [rater] = await makeRaters(app, 1);
    const body = { from: "2026-12-10", to: "2026-12-01" };
    expect(await director.call(contract.enterAbsence, { params: { raterId: rater?.accountId ?? "" }, body })).toMatchObject({ code: "BAD_INPUT" });
    const raterId = await app.account({ roles: ["SUPPORT"] });
    const days = { from: "2026-12-01", to: "2026-12-02" };
    expect(await director.call(contract.enterAbsence, { params: { raterId }, body: days })).toMatchObject({ code: "NOT_FOUND" });
    expect(await director.call(contract.setWorkload, { body: { raterId, openTasks: 1, weekTasks: 1 } })).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("reallotment by the directorate", () => {
  test("[MRK-24] goes to the named marker with a reason and a trace, keeps its deadline, and never comes back", async () => {
    const raters = await makeRaters(app, 2);
    const sittingId = await finished();
    const spare = nth(await makeRaters(app, 1), 0);
    const holder = nth(raters, 0);
    const taskId = await openTaskOf(holder.accountId, sittingId);
    await holder.caller.must(marking.saveMarkDraft, { params: { taskId }, body: draft(firstBand) });
    const params = { taskId };
    expect(await director.call(contract.reallotTask, { params, body: { raterId: null, reason: " " } })).toMatchObject({ code: "REASON_REQUIRED" });
    const { takers, barred } = await director.must(contract.taskTakers, { params });
    expect(takers.map(({ raterId }) => raterId)).toEqual([spare.accountId]);
    expect(barred).toEqual([{ bar: "ASKED", markers: 2 }]);
    // The other marker of the same text cannot be its second marker too.
    const other = { raterId: nth(raters, 1).accountId, reason: "Surcharge." };
    expect(await director.call(contract.reallotTask, { params, body: other })).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
    await director.must(contract.reallotTask, { params, body: { raterId: spare.accountId, reason: "Surcharge." } });
    expect(await tasksOf(sittingId)).toEqual(expect.arrayContaining([spare.accountId, nth(raters, 1).accountId]));
    const [from, to] = await Promise.all(
      [taskId, await openTaskOf(spare.accountId, sittingId)].map((id) =>
        app.deps.db.markingTask.findUniqueOrThrow({ where: { id }, select: { dueAt: true, ordinal: true, round: true } }),
      ),
    );
    expect(to).toEqual(from);
    expect((await desk()).moves[0]).toMatchObject({ why: "DIRECTOR", reason: "Surcharge.", byName: "Diane Roy" });
    expect(await holder.caller.call(marking.markingScript, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
    expect(await director.call(contract.reallotTask, { params, body: { raterId: null, reason: "Encore." } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });

  test("[MRK-24] nobody who met the person, who is away or who has enough is offered or taken", async () => {
    const raters = await makeRaters(app, 2);
    const session = await sessionWorld(app, { candidates: 1 });
    const { sittingId } = nth(session.candidates, 0);
    await sitExam(app, session, nth(session.candidates, 0));
    await app.drain();
    const adviserId = nth(session.advisers, 0).accountId;
    await app.deps.db.account.update({ where: { id: adviserId }, data: { roles: ["ADVISER", "RATER"] } });
    const [away, full] = await makeRaters(app, 2);
    if (!away || !full) throw new Error("There are two more.");
    await director.must(contract.enterAbsence, { params: { raterId: away.accountId }, body: { from: today(), to: today() } });
    await setLimit(full.accountId, 0, 60);
    const params = { taskId: await openTaskOf(nth(raters, 0).accountId, sittingId) };
    const offered = await director.must(contract.taskTakers, { params });
    expect(offered).toEqual({
      takers: [],
      barred: [
        { bar: "MET", markers: 1 },
        { bar: "ASKED", markers: 2 },
        { bar: "AWAY", markers: 1 },
        { bar: "FULL", markers: 1 },
      ],
    });
    for (const raterId of [adviserId, away.accountId, full.accountId, null])
      expect(await director.call(contract.reallotTask, { params, body: { raterId, reason: "Essai." } })).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
    expect(await tasksOf(sittingId)).toContain(nth(raters, 0).accountId);
  });

  test("[MRK-24] two directors who move the same task at once move it once", async () => {
    const raters = await makeRaters(app, 2);
    const sittingId = await finished();
    await makeRaters(app, 2);
    const params = { taskId: await openTaskOf(nth(raters, 0).accountId, sittingId) };
    const tries = await Promise.all([1, 2].map(() => director.call(contract.reallotTask, { params, body: { raterId: null, reason: "Équilibre." } })));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await tasksOf(sittingId)).toHaveLength(2);
  });

  test("[MRK-24] a trace is never altered, and joins two markers of one place", async () => {
    await expect(app.deps.db.taskMove.updateMany({ data: { reason: "Autre." } })).rejects.toThrow();
    const raters = await makeRaters(app, 2);
    const sittingId = await finished();
    const [fromTaskId, toTaskId] = await Promise.all(raters.map(({ accountId }) => openTaskOf(accountId, sittingId)));
    if (!fromTaskId || !toTaskId) throw new Error("Both have the text.");
    const row = { fromTaskId, toTaskId, why: "DIRECTOR", reason: "", movedAt: app.clock.now() };
    await expect(app.deps.db.taskMove.create({ data: row })).rejects.toThrow(/another marker of the same place/u);
  });
});

test("[MRK-25] within a deadline each marker has an order of their own, by random codes: the same at every look", async () => {
  const raters = await makeRaters(app, 2);
  const session = await sessionWorld(app, { candidates: 4 });
  for (const candidate of session.candidates) await sitExam(app, session, candidate);
  await app.drain();
  for (const { caller } of raters) {
    const look = async () => (await caller.must(marking.markingTasks, {})).tasks.map(({ blindCode }) => blindCode);
    const codes = await look();
    expect(codes).toHaveLength(4);
    expect(codes).toEqual(codes.toSorted());
    expect(await look()).toEqual(codes);
  }
  const codes = await app.deps.db.markingTask.findMany({ select: { blindCode: true } });
  expect(new Set(codes.map(({ blindCode }) => blindCode)).size).toBe(codes.length);
});

test("[MRK-24] the directorate sees codes and markers, and never whose text a marker has", async () => {
  const raters = await makeRaters(app, 2);
  const sittingId = await finished();
  const [task] = await textTasks(app, sittingId);
  const { accountId, registration } = await app.deps.db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { accountId: true, registration: { select: { familyName: true } } },
  });
  await director.must(contract.enterAbsence, { params: { raterId: nth(raters, 0).accountId }, body: { from: today(), to: today() } });
  const { waiting, moves } = await desk();
  const held = waiting.filter((one) => one.held !== null);
  const tasks = await director.must(contract.markerTasks, { params: { raterId: nth(raters, 0).accountId } });
  const shown = JSON.stringify([held, moves, tasks]);
  expect([held.length > 0, tasks.tasks.length]).toEqual([true, 1]);
  expect(tasks.tasks[0]?.blindCode).toBe((await textTasks(app, sittingId)).find(({ raterId }) => raterId === nth(raters, 0).accountId)?.blindCode);
  for (const secret of [sittingId, accountId, registration.familyName]) expect(shown).not.toContain(secret);
  expect(await nth(raters, 1).caller.call(contract.markerTasks, { params: { raterId: task?.raterId ?? "" } })).toMatchObject({ code: "FORBIDDEN" });
});
