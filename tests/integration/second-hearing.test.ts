import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { reallotTask } from "#shared/protocol/allotment.ts";
import * as listening from "#shared/protocol/listening.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, lockAs, makeRaters, markTexts, noMoreMarkers, passingBands, sitExam, textTasks, type OralBands } from "#tests/support/exam-fixture.ts";
import { recordInterview } from "#tests/support/recorded-interview.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** The second mark of an interview: by somebody who was there, or by somebody who hears it. */

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

const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [1, 1, 1, 1];
const reason = "La conseillère est en congé depuis la séance.";

/** An exam that is over, its interview heard through the microphones of the person and of the first adviser, who alone has locked it. */
async function interviewed({
  deliveryMode = "ONLINE",
  isAlone = false,
  isRecorded = true,
  text = level,
}: {
  readonly deliveryMode?: "ONLINE" | "IN_PERSON";
  /** The other adviser was not in the room of the interview. */
  readonly isAlone?: boolean;
  readonly isRecorded?: boolean;
  /** What both markers of the text give. */
  readonly text?: readonly Band[];
} = {}) {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode });
  const raters = await makeRaters(app, 4);
  const candidate = nth(world.candidates, 0);
  const { sittingId } = candidate;
  const second = nth(world.advisers, 1);
  if (isRecorded) await recordInterview(app, world);
  await sitExam(app, world, candidate, { bands: { first: passingBands, second: null } });
  await lockAs(second.caller, sittingId, "DISCUSSION", passingBands);
  if (isAlone) await app.deps.db.roomEntry.deleteMany({ where: { accountId: second.accountId, room: { sittingId } } });
  await app.drain();
  await markTexts(app, sittingId, [text, text]);
  await retryAllotment.run(app.deps);

  const heardBy = async () => {
    const found = [];
    for (const { accountId, caller } of raters)
      for (const task of (await caller.must(listening.listeningTasks, {})).tasks) found.push({ ...task, accountId, caller });
    return found;
  };
  const detail = () => director.must(results.resultOf, { params: { sittingId } });
  return {
    sittingId,
    candidate,
    second,
    heardBy,
    detail,
    waits: async () => (await detail()).needs.map(({ unit, why, waitsFor }) => [unit, why, waitsFor]),
    release: (body = { reason }) => director.call(marking.releaseOralMark, { params: { sittingId, activity: "INTERVIEW" }, body }),
    tasks: () =>
      app.deps.db.markingTask.findMany({
        where: { sittingId, unit: { startsWith: "interview" } },
        orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
        select: { unit: true, ordinal: true, state: true, withdrawnReason: true },
      }),
    marks: () =>
      app.deps.db.mark.findMany({
        where: { sittingId, unit: { startsWith: "interview" } },
        orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
        select: { unit: true, ordinal: true, raterId: true },
      }),
  };
}

type Heard = "interview.CO" | "interview.EO";
const handIn = (given: Pick<OralBands, Heard>, units: readonly Heard[] = ["interview.CO", "interview.EO"]) => ({
  units: units.map((unit) => ({ unit, bands: [...given[unit]], comments: "", moments: [] })),
});

const waiting = (waitsFor: string) => [
  ["interview.CO", "SECOND_MARK", waitsFor],
  ["interview.EO", "SECOND_MARK", waitsFor],
];
const takenBack = { state: "WITHDRAWN", withdrawnReason: "NOT_NEEDED" };

test("[REC-11, MRK-43] an interview that one adviser held is marked a second time from its sound, from the lock to the report", async () => {
  const { sittingId, second, heardBy, detail, waits, marks } = await interviewed({ isAlone: true });
  const [task, ...others] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  expect([task.activity, others]).toEqual(["INTERVIEW", []]);
  expect(await waits()).toEqual(waiting("LISTENER_ASKED"));
  // Whoever was not in the room has nothing to give, and asking again asks nobody else.
  const params = { sittingId, activity: "INTERVIEW" } as const;
  expect(await second.caller.call(marking.lockOralMarks, { params })).toMatchObject({ code: "NOT_EVALUATOR" });
  await retryAllotment.run(app.deps);
  expect(await heardBy()).toHaveLength(1);

  const own = { params: { taskId: task.taskId } };
  const view = await task.caller.must(listening.openListening, own);
  expect(view.units.map(({ unit, bands }) => [unit, bands.every((band) => band === null)])).toEqual([["interview.CO", true], ["interview.EO", true]]);
  await task.caller.must(listening.recordListening, { ...own, body: handIn({ "interview.CO": [3, 3], "interview.EO": [3, 3, 3, 3] }) });
  await app.drain();
  expect(await heardBy()).toEqual([]);
  expect((await marks()).map(({ unit, ordinal, raterId }) => [unit, ordinal, raterId === task.accountId])).toEqual([
    ["interview.CO", 1, false],
    ["interview.CO", 2, true],
    ["interview.EO", 1, false],
    ["interview.EO", 2, true],
  ]);
  const report = await detail();
  expect(report).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS", needs: [] });
  for (const unit of report.units.filter(({ unit: name }) => name.startsWith("interview"))) {
    const [first, heard] = unit.marks.map(({ score }) => score);
    if (first === undefined || heard === undefined) throw new Error("There are two marks.");
    expect(first).toBeGreaterThan(heard);
    // Both count, and count the same.
    expect(unit.score).toBeCloseTo((first + heard) / 2, 0);
  }
});

test("[MRK-42, MRK-43] at a table an adviser without a microphone is waited for: nobody is asked to hear in their place, and nobody gives a third mark", async () => {
  const { sittingId, second, heardBy, detail, waits, tasks, marks } = await interviewed({ deliveryMode: "IN_PERSON" });
  expect(await heardBy()).toEqual([]);
  expect(await waits()).toEqual(waiting("ADVISER_RECORDED"));
  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  // Before the report knows of it, too.
  await retryAllotment.run(app.deps);
  await app.drain();
  await retryAllotment.run(app.deps);
  expect([await tasks(), (await marks()).length]).toEqual([[], 4]);
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
});

test("[MRK-43] where an adviser does not lock, only the directorate releases the mark, with a reason, of what is recorded and lacks it, and to somebody who may hear it", async () => {
  const { sittingId, second, waits, release, tasks } = await interviewed();
  expect(await waits()).toEqual(waiting("ADVISER_RECORDED"));
  expect(await release({ reason: " " })).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await second.caller.call(marking.releaseOralMark, { params: { sittingId, activity: "INTERVIEW" }, body: { reason } })).toMatchObject({ code: "FORBIDDEN" });
  // A discussion that has its marks, and that nobody recorded, is not heard again.
  expect(await director.call(marking.releaseOralMark, { params: { sittingId, activity: "DISCUSSION" }, body: { reason } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["ADVISER"] } });
  expect(await release()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  await app.deps.db.account.updateMany({ where: { id: { in: [nth(await makeRaters(app, 1), 0).accountId] } }, data: { roles: ["RATER", "DIRECTOR"] } });
  expect(await release()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  expect(await tasks()).toEqual([]);
});

test("[MRK-43] what was released, for a reason that is kept, is heard by one marker, counts, and is said to whoever comes late", async () => {
  const { sittingId, second, heardBy, detail, waits, release, tasks, marks } = await interviewed();
  expect(await release()).toMatchObject({ ok: true });
  expect(await release()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  const [event, ...more] = await app.deps.db.auditEvent.findMany({ where: { type: "oralMark.released", subjectId: sittingId }, select: { data: true, actorId: true } });
  expect([event, more]).toEqual([{ data: { activity: "INTERVIEW", units: ["interview.CO", "interview.EO"], reason }, actorId: expect.any(String) }, []]);
  expect(await waits()).toEqual(waiting("LISTENER_ASKED"));
  const [task, ...others] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  expect(others).toEqual([]);
  // Whoever loses it leaves it to another listener: it is asked once only of the directorate.
  await app.deps.db.account.update({ where: { id: task.accountId }, data: { roles: ["RATER", "DIRECTOR"] } });
  await retryAllotment.run(app.deps);
  await app.drain();
  await app.deps.db.account.update({ where: { id: task.accountId }, data: { roles: ["RATER"] } });
  const [next] = await heardBy();
  if (!next) throw new Error("Nobody was asked again.");
  expect(next.accountId).not.toBe(task.accountId);
  await next.caller.must(listening.recordListening, { params: { taskId: next.taskId }, body: handIn({ "interview.CO": [3, 3], "interview.EO": [3, 3, 3, 3] }) });

  const params = { sittingId, activity: "INTERVIEW" } as const;
  const body = { units: [{ unit: "interview.EO" as const, bands: [...low], comments: "" }] };
  expect(await second.caller.call(marking.saveOralMarks, { params, body })).toMatchObject({ code: "ALREADY_LOCKED" });
  expect(await second.caller.call(marking.lockOralMarks, { params })).toMatchObject({ code: "ALREADY_LOCKED" });
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect([(await marks()).length, (await tasks()).filter(({ state }) => state === "ALLOTTED")]).toEqual([4, []]);
});

test("[MRK-42, MRK-36] what a listener has is taken back in the moment in which whoever was there locks", async () => {
  const { sittingId, second, heardBy, detail, release, tasks, marks } = await interviewed();
  expect(await release()).toMatchObject({ ok: true });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  const own = { params: { taskId: task.taskId } };
  const given = handIn({ "interview.CO": [1, 1], "interview.EO": low });
  await task.caller.must(listening.saveListening, { ...own, body: given });
  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  // At once: what is handed in a second later counts for nothing.
  expect(await task.caller.call(listening.recordListening, { ...own, body: given })).toMatchObject({ code: "TASK_WITHDRAWN" });
  await app.drain();
  expect(await tasks()).toEqual([
    { unit: "interview.CO", ordinal: 2, ...takenBack },
    { unit: "interview.EO", ordinal: 2, ...takenBack },
  ]);
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: task.accountId } })).toBe(0);
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect(await marks()).toHaveLength(4);
});

test("[MRK-42] two marks that ask for a third by rule leave the listener the unit on which they disagree, and nothing else", async () => {
  const { sittingId, second, heardBy, detail, waits, release, tasks, marks } = await interviewed();
  expect(await release()).toMatchObject({ ok: true });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  await lockAs(second.caller, sittingId, "INTERVIEW", { ...passingBands, "interview.EO": low });
  await app.drain();
  await retryAllotment.run(app.deps);
  expect(await tasks()).toEqual([
    { unit: "interview.CO", ordinal: 2, ...takenBack },
    { unit: "interview.EO", ordinal: 2, state: "ALLOTTED", withdrawnReason: null },
  ]);
  expect(await waits()).toEqual([["interview.EO", expect.stringMatching(/^T[12]$/u), "LISTENER_ASKED"]]);
  const own = { params: { taskId: task.taskId } };
  const { units } = await task.caller.must(listening.listeningDraft, own);
  expect(units.map(({ unit }) => unit)).toEqual(["interview.EO"]);
  await task.caller.must(listening.recordListening, { ...own, body: handIn(passingBands, ["interview.EO"]) });
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect((await marks()).map(({ unit, ordinal }) => [unit, ordinal])).toEqual([
    ["interview.CO", 1],
    ["interview.CO", 2],
    ["interview.EO", 1],
    ["interview.EO", 2],
    ["interview.EO", 3],
  ]);
});

test("[MRK-43, RES-17] without a recording nothing is released: whoever was there is waited for, and where nobody else was it is a decision", async () => {
  const both = await interviewed({ isRecorded: false });
  expect(await both.waits()).toEqual(waiting("ADVISER"));
  expect(await both.release()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  const alone = await interviewed({ isRecorded: false, isAlone: true });
  expect(await alone.waits()).toEqual(waiting("NOBODY_LEFT"));
  expect((await alone.detail()).unusual).toContain("DECISION_NEEDED");
});

test("[REV-2] whoever heard the person reviews nothing of theirs: neither by lot nor by hand are they given the text", async () => {
  const { sittingId, candidate, heardBy, detail } = await interviewed({ isAlone: true, text: [2, 2, 2, 2, 2] });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  // While both texts were waiting, the recording went to somebody who had nothing.
  const first = (await textTasks(app, sittingId)).map(({ raterId }) => raterId);
  expect(first).not.toContain(task.accountId);
  await task.caller.must(listening.recordListening, { params: { taskId: task.taskId }, body: handIn({ "interview.CO": [3, 3], "interview.EO": [3, 3, 3, 3] }) });
  await app.drain();
  const params = { sittingId };
  const { reportId } = await detail();
  await director.must(results.confirmResult, { params, body: { reportId, reason } });
  await app.drain();
  await candidate.caller.must(results.askReview, { params, body: { competencies: ["EE"], reason: "Mon texte répond à la demande." } });
  await app.drain();
  const reviewing = async () => (await textTasks(app, sittingId)).filter(({ state }) => state === "ALLOTTED");
  // Of four markers two judged the text and one the interview.
  const [only, ...others] = await reviewing();
  if (!only) throw new Error("Nobody reviews it.");
  expect(others).toEqual([]);
  expect([...first, task.accountId]).not.toContain(only.raterId);
  const byHand = { params: { taskId: only.id }, body: { raterId: task.accountId, reason } };
  expect(await director.call(reallotTask, byHand)).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  const fifth = nth(await makeRaters(app, 1), 0);
  await retryAllotment.run(app.deps);
  expect((await reviewing()).map(({ raterId }) => raterId).toSorted()).toEqual([only.raterId, fifth.accountId].toSorted());
});
