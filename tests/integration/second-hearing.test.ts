import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { unitsOf, type Band, type OralActivity } from "#shared/domain/marking/units.ts";
import { reallotTask } from "#shared/protocol/allotment.ts";
import * as listening from "#shared/protocol/listening.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { isMostlyHeard } from "#server/features/rooms/recorded-voices.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, lockAs, makeRaters, markTexts, noMoreMarkers, passingBands, sitExam, textTasks, type OralBands } from "#tests/support/exam-fixture.ts";
import { recordOral } from "#tests/support/recorded-oral.ts";
import { nth, runOf, sessionWorld } from "#tests/support/session-world.ts";

/** Oral marks from a recording: the second one of an interview, and those that somebody who was there does not give. */

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
const other = { DISCUSSION: "INTERVIEW", INTERVIEW: "DISCUSSION" } as const;

interface Held {
  /** What is recorded, through the microphones of the person and of the first adviser, who alone has locked it. */
  readonly activity?: OralActivity;
  readonly deliveryMode?: "ONLINE" | "IN_PERSON";
  /** Nobody has locked it. */
  readonly isUnlocked?: boolean;
  /** The other adviser was not in its room. */
  readonly isAlone?: boolean;
  readonly isRecorded?: boolean;
  /** Less than half of it is. */
  readonly isCut?: boolean;
  /** What both markers of the text give. */
  readonly text?: readonly Band[];
}

/** An exam that is over, all of it marked but one oral activity. */
async function held({ activity = "DISCUSSION", deliveryMode = "ONLINE", isUnlocked = false, isAlone = false, isRecorded = true, isCut = false, text = level }: Held = {}) {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode });
  const raters = await makeRaters(app, 4);
  const candidate = nth(world.candidates, 0);
  const { sittingId } = candidate;
  const [first, second] = [nth(world.advisers, 0), nth(world.advisers, 1)];
  if (isRecorded) await recordOral(app, world, activity);
  await sitExam(app, world, candidate, { bands: { first: passingBands, second: null }, ...(isUnlocked ? { unlocked: activity } : {}) });
  if (isCut)
    await app.deps.db.activityRun.update({
      where: { sittingId_activity: { sittingId, activity } },
      data: { startedAt: new Date(app.clock.now().getTime() - 900_000) },
    });
  await lockAs(second.caller, sittingId, other[activity], passingBands);
  if (isAlone)
    await app.deps.db.roomEntry.deleteMany({
      where: { accountId: second.accountId, room: { kind: activity, sessionId: world.sessionId } },
    });
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
  const where = { sittingId, unit: { in: [...unitsOf[activity]] } };
  return {
    sittingId,
    candidate,
    first,
    second,
    heardBy,
    detail,
    waits: async () => (await detail()).needs.map(({ unit, why, waitsFor }) => [unit, why, waitsFor]),
    release: (body = { reason }) => director.call(marking.releaseOralMark, { params: { sittingId, activity }, body }),
    tasks: () =>
      app.deps.db.markingTask.findMany({
        where,
        orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
        select: { unit: true, ordinal: true, state: true, withdrawnReason: true },
      }),
    marks: () =>
      app.deps.db.mark.findMany({
        where,
        orderBy: [{ unit: "asc" }, { ordinal: "asc" }],
        select: { unit: true, ordinal: true, raterId: true },
      }),
  };
}

const handIn = (given: OralBands, units: readonly (keyof OralBands)[]) => ({
  units: units.map((unit) => ({ unit, bands: [...given[unit]], comments: "", moments: [] })),
});
const discussion = ["discussion.CO", "discussion.EO"] as const;
const interview = ["interview.CO", "interview.EO"] as const;
/** A little less than what the adviser gave, and no reason for a third mark. */
const heardBands: OralBands = { ...passingBands, "discussion.CO": [3, 3], "discussion.EO": [3, 3, 3, 3], "interview.CO": [3, 3], "interview.EO": [3, 3, 3, 3] };

const waiting = (units: readonly string[], waitsFor: string, why = "SECOND_MARK") => units.map((unit) => [unit, why, waitsFor]);
const takenBack = { state: "WITHDRAWN", withdrawnReason: "NOT_NEEDED" };

test.for(["ONLINE", "IN_PERSON"] as const)(
  "[REC-11, MRK-20] the second mark of a recorded interview is given from its sound by somebody who was not there, whoever else was: %s",
  async (deliveryMode) => {
    const { sittingId, first, second, heardBy, detail, waits, marks } = await held({ activity: "INTERVIEW", deliveryMode });
    const [task, ...more] = await heardBy();
    if (!task) throw new Error("Nobody was asked.");
    expect([task.activity, more]).toEqual(["INTERVIEW", []]);
    expect(await waits()).toEqual(waiting(interview, "LISTENER_ASKED"));
    const params = { sittingId, activity: "INTERVIEW" } as const;
    expect(await second.caller.must(marking.oralMarks, { params })).toMatchObject({ isEvaluator: false, units: [] });
    expect(await second.caller.call(marking.lockOralMarks, { params, body: {} })).toMatchObject({ code: "NOT_EVALUATOR" });
    // Asking again asks nobody else.
    await retryAllotment.run(app.deps);
    expect(await heardBy()).toHaveLength(1);

    const own = { params: { taskId: task.taskId } };
    const view = await task.caller.must(listening.openListening, own);
    expect(view.units.map(({ unit, bands }) => [unit, bands.every((band) => band === null)])).toEqual(interview.map((unit) => [unit, true]));
    await task.caller.must(listening.recordListening, { ...own, body: handIn(heardBands, interview) });
    await app.drain();
    expect(await heardBy()).toEqual([]);
    const given = interview.flatMap((unit) => [
      { unit, ordinal: 1, raterId: first.accountId },
      { unit, ordinal: 2, raterId: task.accountId },
    ]);
    expect(await marks()).toEqual(given);
    const report = await detail();
    expect(report).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS", needs: [] });
    for (const unit of report.units.filter(({ unit: name }) => name.startsWith("interview"))) {
      const [live, heard] = unit.marks.map(({ score }) => score);
      if (live === undefined || heard === undefined) throw new Error("There are two marks.");
      expect(live).toBeGreaterThan(heard);
      // Both count, and count the same.
      expect(unit.score).toBeCloseTo((live + heard) / 2, 0);
    }
  },
);

test("[MRK-20, MRK-43] an interview of which less than half is recorded is marked by whoever else was there too", async () => {
  const { sittingId, second, heardBy, detail, waits, marks } = await held({ activity: "INTERVIEW", isCut: true });
  expect([await heardBy(), await waits()]).toEqual([[], waiting(interview, "ADVISER_RECORDED")]);
  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect(await marks()).toHaveLength(4);
});

test("[MRK-20, MRK-43] two microphones at once are heard no longer than one: four tenths of an interview twice over are less than half of it", async () => {
  const { sittingId, candidate } = await held({ activity: "INTERVIEW", isCut: true });
  const { startedAt } = await runOf(app, sittingId, "INTERVIEW");
  if (!startedAt) throw new Error("It did not begin.");
  const { recordingId, keyId, accountId, source, nodeId } = await app.deps.db.recordingTrack.findFirstOrThrow({
    where: { accountId: candidate.accountId, recording: { room: { sittingId } } },
  });
  const track = { recordingId, keyId, accountId, source, nodeId, startedAt };
  const record = (seconds: number) => app.deps.db.recordingTrack.create({ data: { ...track, endedAt: new Date(startedAt.getTime() + seconds * 1_000) } });
  await record(360);
  await record(360);
  expect(await isMostlyHeard(app.deps.db, sittingId)).toBe(false);
  await record(460);
  expect(await isMostlyHeard(app.deps.db, sittingId)).toBe(true);
});

test("[MRK-42, MRK-43] an interview that whoever held it does not lock is heard by two people, one after the other, by themselves once it is released", async () => {
  const late = await held({ activity: "INTERVIEW", isUnlocked: true });
  expect(await late.heardBy()).toEqual([]);
  expect(await late.waits()).toEqual(waiting(interview, "ADVISER_RECORDED", "FIRST_MARK"));
  expect(await late.release()).toMatchObject({ ok: true });
  const [one, ...more] = await late.heardBy();
  if (!one) throw new Error("Nobody was asked.");
  expect([more, await late.waits()]).toEqual([[], waiting(interview, "LISTENER_ASKED", "FIRST_MARK")]);
  await one.caller.must(listening.recordListening, { params: { taskId: one.taskId }, body: handIn(heardBands, interview) });
  await app.drain();
  await retryAllotment.run(app.deps);
  const [other] = await late.heardBy();
  if (!other) throw new Error("Nobody else was asked.");
  expect(other.accountId).not.toBe(one.accountId);
  await other.caller.must(listening.recordListening, { params: { taskId: other.taskId }, body: handIn(heardBands, interview) });
  await app.drain();
  expect(await late.detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  const params = { sittingId: late.sittingId, activity: "INTERVIEW" } as const;
  expect(await late.first.caller.call(marking.lockOralMarks, { params, body: {} })).toMatchObject({ code: "ALREADY_LOCKED" });
});

test("[MRK-42] whoever held an interview locks it after it was released: the listener's is the second mark, and nothing is taken back", async () => {
  const both = await held({ activity: "INTERVIEW", isUnlocked: true });
  expect(await both.release()).toMatchObject({ ok: true });
  await lockAs(both.first.caller, both.sittingId, "INTERVIEW", passingBands);
  await app.drain();
  await retryAllotment.run(app.deps);
  const [listener, ...none] = await both.heardBy();
  if (!listener) throw new Error("It was taken back.");
  expect(none).toEqual([]);
  await listener.caller.must(listening.recordListening, { params: { taskId: listener.taskId }, body: handIn(heardBands, interview) });
  await app.drain();
  expect(await both.detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect((await both.marks()).map(({ ordinal, raterId }) => [ordinal, raterId])).toEqual(
    interview.flatMap(() => [[1, both.first.accountId], [2, listener.accountId]]),
  );
});

test("[MRK-42, MRK-43] at a table an evaluator without a microphone is waited for: nobody is asked to hear in their place, and nobody gives a third mark", async () => {
  const { sittingId, second, heardBy, detail, waits, tasks, marks } = await held({ deliveryMode: "IN_PERSON" });
  expect(await heardBy()).toEqual([]);
  expect(await waits()).toEqual(waiting(discussion, "ADVISER_RECORDED"));
  await lockAs(second.caller, sittingId, "DISCUSSION", passingBands);
  // Before the report knows of it, too.
  await retryAllotment.run(app.deps);
  await app.drain();
  await retryAllotment.run(app.deps);
  expect([await tasks(), (await marks()).length]).toEqual([[], 4]);
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
});

test("[MRK-43] where an adviser does not lock, only the directorate releases the mark, with a reason, of what is recorded and lacks it, and to somebody who may hear it", async () => {
  const { sittingId, second, waits, release, tasks } = await held();
  expect(await waits()).toEqual(waiting(discussion, "ADVISER_RECORDED"));
  expect(await release({ reason: " " })).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await second.caller.call(marking.releaseOralMark, { params: { sittingId, activity: "DISCUSSION" }, body: { reason } })).toMatchObject({ code: "FORBIDDEN" });
  // An interview that has its marks, and that nobody recorded, is not heard again.
  expect(await director.call(marking.releaseOralMark, { params: { sittingId, activity: "INTERVIEW" }, body: { reason } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["ADVISER"] } });
  expect(await release()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  await app.deps.db.account.updateMany({ where: { id: { in: [nth(await makeRaters(app, 1), 0).accountId] } }, data: { roles: ["RATER", "DIRECTOR"] } });
  expect(await release()).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  expect(await tasks()).toEqual([]);
});

test("[MRK-43] what was released, for a reason that is kept, is heard by one marker, counts, and is said to whoever comes late", async () => {
  const { sittingId, second, heardBy, detail, waits, release, tasks, marks } = await held();
  expect(await release()).toMatchObject({ ok: true });
  expect(await release()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  const [event, ...events] = await app.deps.db.auditEvent.findMany({ where: { type: "oralMark.released", subjectId: sittingId }, select: { data: true, actorId: true } });
  expect([event, events]).toEqual([{ data: { activity: "DISCUSSION", units: [...discussion], reason }, actorId: expect.any(String) }, []]);
  expect(await waits()).toEqual(waiting(discussion, "LISTENER_ASKED"));
  const [task, ...more] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  expect(more).toEqual([]);
  // Whoever loses it leaves it to another listener: it is asked once only of the directorate.
  await app.deps.db.account.update({ where: { id: task.accountId }, data: { roles: ["RATER", "DIRECTOR"] } });
  await retryAllotment.run(app.deps);
  await app.drain();
  await app.deps.db.account.update({ where: { id: task.accountId }, data: { roles: ["RATER"] } });
  const [next] = await heardBy();
  if (!next) throw new Error("Nobody was asked again.");
  expect(next.accountId).not.toBe(task.accountId);
  await next.caller.must(listening.recordListening, { params: { taskId: next.taskId }, body: handIn(heardBands, discussion) });

  const params = { sittingId, activity: "DISCUSSION" } as const;
  const body = { units: [{ unit: "discussion.EO" as const, bands: [...low], comments: "" }] };
  expect(await second.caller.call(marking.saveOralMarks, { params, body })).toMatchObject({ code: "ALREADY_LOCKED" });
  expect(await second.caller.call(marking.lockOralMarks, { params, body: {} })).toMatchObject({ code: "ALREADY_LOCKED" });
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect([(await marks()).length, (await tasks()).filter(({ state }) => state === "ALLOTTED")]).toEqual([4, []]);
});

test("[MRK-42, MRK-36] what a listener has is taken back in the moment in which whoever was there locks", async () => {
  const { sittingId, second, heardBy, detail, release, tasks, marks } = await held();
  expect(await release()).toMatchObject({ ok: true });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  const own = { params: { taskId: task.taskId } };
  const given = handIn({ ...passingBands, "discussion.CO": [1, 1], "discussion.EO": low }, discussion);
  await task.caller.must(listening.saveListening, { ...own, body: given });
  await lockAs(second.caller, sittingId, "DISCUSSION", passingBands);
  // At once: what is handed in a second later counts for nothing.
  expect(await task.caller.call(listening.recordListening, { ...own, body: given })).toMatchObject({ code: "TASK_WITHDRAWN" });
  await app.drain();
  expect(await tasks()).toEqual([
    { unit: "discussion.CO", ordinal: 2, ...takenBack },
    { unit: "discussion.EO", ordinal: 2, ...takenBack },
  ]);
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: task.accountId } })).toBe(0);
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect(await marks()).toHaveLength(4);
});

test("[MRK-42] a discussion that was released before anybody had locked it is taken back once both have", async () => {
  const { sittingId, first, second, heardBy, detail, waits, release, tasks, marks } = await held({ isUnlocked: true });
  expect(await waits()).toEqual(waiting(discussion, "ADVISER_RECORDED", "FIRST_MARK"));
  expect(await release()).toMatchObject({ ok: true });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  await lockAs(first.caller, sittingId, "DISCUSSION", passingBands);
  expect(await heardBy()).toHaveLength(1);
  await lockAs(second.caller, sittingId, "DISCUSSION", passingBands);
  const given = { params: { taskId: task.taskId }, body: handIn(heardBands, discussion) };
  expect(await task.caller.call(listening.recordListening, given)).toMatchObject({ code: "TASK_WITHDRAWN" });
  await app.drain();
  expect(await tasks()).toEqual(discussion.map((unit) => ({ unit, ordinal: 1, ...takenBack })));
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect(await marks()).toHaveLength(4);
});

test("[MRK-42] two marks that ask for a third by rule leave the listener the unit on which they disagree, and nothing else", async () => {
  const { sittingId, second, heardBy, detail, waits, release, tasks, marks } = await held();
  expect(await release()).toMatchObject({ ok: true });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  await lockAs(second.caller, sittingId, "DISCUSSION", { ...passingBands, "discussion.EO": low });
  await app.drain();
  await retryAllotment.run(app.deps);
  expect(await tasks()).toEqual([
    { unit: "discussion.CO", ordinal: 2, ...takenBack },
    { unit: "discussion.EO", ordinal: 2, state: "ALLOTTED", withdrawnReason: null },
  ]);
  expect(await waits()).toEqual([["discussion.EO", expect.stringMatching(/^T[12]$/u), "LISTENER_ASKED"]]);
  const own = { params: { taskId: task.taskId } };
  const { units } = await task.caller.must(listening.listeningDraft, own);
  expect(units.map(({ unit }) => unit)).toEqual(["discussion.EO"]);
  await task.caller.must(listening.recordListening, { ...own, body: handIn(passingBands, ["discussion.EO"]) });
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect((await marks()).map(({ unit, ordinal }) => [unit, ordinal])).toEqual([
    ["discussion.CO", 1],
    ["discussion.CO", 2],
    ["discussion.EO", 1],
    ["discussion.EO", 2],
    ["discussion.EO", 3],
  ]);
});

test("[MRK-43, RES-17] without a recording nothing is released: whoever was there is waited for, and where nobody else was it is a decision", async () => {
  const both = await held({ isRecorded: false });
  expect(await both.waits()).toEqual(waiting(discussion, "ADVISER"));
  expect(await both.release()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  // Nobody is waited for who could not lock any more.
  await app.deps.db.account.update({ where: { id: both.second.accountId }, data: { roles: ["SUPPORT"] } });
  expect(await both.waits()).toEqual(waiting(discussion, "NOBODY_LEFT"));
  const alone = await held({ isRecorded: false, isAlone: true });
  expect(await alone.waits()).toEqual(waiting(discussion, "NOBODY_LEFT"));
  expect((await alone.detail()).unusual).toContain("DECISION_NEEDED");
});

test("[REV-2] whoever heard the person reviews nothing of theirs: neither by lot nor by hand are they given the text", async () => {
  const { sittingId, candidate, heardBy, detail } = await held({ activity: "INTERVIEW", text: [2, 2, 2, 2, 2] });
  const [task] = await heardBy();
  if (!task) throw new Error("Nobody was asked.");
  // While both texts were waiting, the recording went to somebody who had nothing.
  const first = (await textTasks(app, sittingId)).map(({ raterId }) => raterId);
  expect(first).not.toContain(task.accountId);
  await task.caller.must(listening.recordListening, { params: { taskId: task.taskId }, body: handIn(heardBands, interview) });
  await app.drain();
  const params = { sittingId };
  const { reportId } = await detail();
  await director.must(results.confirmResult, { params, body: { reportId, reason } });
  await app.drain();
  await candidate.caller.must(results.askReview, { params, body: { competencies: ["EE"], reason: "Mon texte répond à la demande." } });
  await app.drain();
  const reviewing = async () => (await textTasks(app, sittingId)).filter(({ state }) => state === "ALLOTTED");
  // Of four markers two judged the text and one the interview.
  const [only, ...more] = await reviewing();
  if (!only) throw new Error("Nobody reviews it.");
  expect(more).toEqual([]);
  expect([...first, task.accountId]).not.toContain(only.raterId);
  const byHand = { params: { taskId: only.id }, body: { raterId: task.accountId, reason } };
  expect(await director.call(reallotTask, byHand)).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  const fifth = nth(await makeRaters(app, 1), 0);
  await retryAllotment.run(app.deps);
  expect((await reviewing()).map(({ raterId }) => raterId).toSorted()).toEqual([only.raterId, fifth.accountId].toSorted());
});
