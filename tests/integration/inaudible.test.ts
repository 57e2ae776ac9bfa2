import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { unitsOf, type Band, type OralActivity } from "#shared/domain/marking/units.ts";
import { correctMark, ownMark, ownMarks } from "#shared/protocol/corrections.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import * as listening from "#shared/protocol/listening.ts";
import * as marking from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { lockSitting } from "#server/features/marking/store.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, lockAs, makeRaters, markTexts, noMoreMarkers, passingBands, sitExam, type OralBands } from "#tests/support/exam-fixture.ts";
import { recordOral } from "#tests/support/recorded-oral.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";
import { begunTogether } from "#tests/support/waits.ts";

/** A recording that cannot be heard: its marker says so, the directorate decides. */

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
const discussion = unitsOf.DISCUSSION;
const interview = unitsOf.INTERVIEW;
const note = "Rien de 3 min 10 s à 5 min.";
const heardBands: OralBands = { ...passingBands, "discussion.CO": [3, 3], "discussion.EO": [3, 3, 3, 3], "interview.CO": [3, 3], "interview.EO": [3, 3, 3, 3] };
const lowBands: OralBands = { "discussion.CO": [2, 2], "discussion.EO": [2, 2, 2, 2], "interview.CO": [2, 2], "interview.EO": [2, 2, 2, 2] };

interface Exam {
  /** What is recorded, through the microphones of the person and of the first adviser. */
  readonly recorded?: readonly OralActivity[];
  /** What the second adviser does not lock: the interview is its listener's. */
  readonly unlocked?: OralActivity;
  /** The second adviser was not in the room of the interview. */
  readonly isAlone?: boolean;
  readonly bands?: OralBands;
  readonly raters?: number;
}

/** An exam that is over, all of it marked but what is still to be heard. */
async function exam({ recorded = ["INTERVIEW"], unlocked = "INTERVIEW", isAlone = false, bands = passingBands, raters: count = 4 }: Exam = {}) {
  const world = await sessionWorld(app, { candidates: 1 });
  const raters = await makeRaters(app, count);
  const candidate = nth(world.candidates, 0);
  const { sittingId } = candidate;
  const [first, second] = [nth(world.advisers, 0), nth(world.advisers, 1)];
  for (const activity of recorded) await recordOral(app, world, activity);
  await sitExam(app, world, candidate, { bands: { first: bands, second: null } });
  await lockAs(second.caller, sittingId, unlocked === "INTERVIEW" ? "DISCUSSION" : "INTERVIEW", bands);
  if (isAlone) await app.deps.db.roomEntry.deleteMany({ where: { accountId: second.accountId, room: { kind: "INTERVIEW", sittingId } } });
  await app.drain();
  await markTexts(app, sittingId, [level, level]);
  await retryAllotment.run(app.deps);
  const heardBy = async () => {
    const found = [];
    for (const { accountId, caller } of raters) {
      const asked = await caller.call(listening.listeningTasks, {});
      // Whoever is no marker any more has nothing.
      for (const task of asked.ok ? asked.value.tasks : []) found.push({ ...task, accountId, caller, params: { taskId: task.taskId } });
    }
    return found;
  };
  const detail = () => director.must(results.resultOf, { params: { sittingId } });
  return {
    sittingId,
    candidate,
    first,
    second,
    raters,
    heardBy,
    detail,
    /** Who alone has a recording of it. */
    listener: async () => {
      const [one, ...more] = await heardBy();
      if (!one || more.length > 0) throw new Error(`${more.length + (one ? 1 : 0)} people have it.`);
      return one;
    },
    waits: async () => [...new Set((await detail()).needs.map(({ waitsFor }) => waitsFor))],
    tasks: (round: "ORIGINAL" | "REVIEW" = "ORIGINAL") =>
      app.deps.db.markingTask.findMany({
        where: { sittingId, round, unit: { not: "writing.EE" } },
        orderBy: [{ unit: "asc" }, { createdAt: "asc" }, { ordinal: "asc" }],
        select: { unit: true, raterId: true, state: true, withdrawnReason: true },
      }),
  };
}

const handIn = (given: OralBands, units: readonly string[]) => ({
  units: (["discussion.CO", "discussion.EO", "interview.CO", "interview.EO"] as const)
    .filter((unit) => units.includes(unit))
    .map((unit) => ({ unit, bands: [...given[unit]], comments: "", moments: [] })),
});

type Listener = Awaited<ReturnType<Awaited<ReturnType<typeof exam>>["listener"]>>;
const refer = ({ caller, params }: Pick<Listener, "caller" | "params">, said = note) => caller.call(listening.referListening, { params, body: { note: said } });
/** The only one of this code that waits. */
async function referred({ blindCode }: Pick<Listener, "blindCode">) {
  const { referrals } = await director.must(marking.scriptReferrals, {});
  const [own, ...more] = referrals.filter((one) => one.blindCode === blindCode);
  if (!own || more.length > 0) throw new Error("It is there once.");
  return own;
}
const resolve = (referralId: string, resolution: "RETURN" | "REALLOT" | "UNUSABLE", answer = "") =>
  director.call(marking.resolveReferral, { params: { referralId }, body: { resolution, answer } });
async function declaredUnusable(listener: Listener): Promise<void> {
  expect(await refer(listener)).toMatchObject({ ok: true });
  expect(await resolve((await referred(listener)).referralId, "UNUSABLE")).toMatchObject({ ok: true });
  await app.drain();
  await retryAllotment.run(app.deps);
}

test("[MRK-52] a recording that cannot be heard leaves its marker's queue for the directorate, which sees a code, an activity, a note and a day, and comes back with an answer", async () => {
  const { sittingId, listener, raters, waits, detail } = await exam();
  const mine = await listener();
  const stranger = raters.find(({ accountId }) => accountId !== mine.accountId);
  if (!stranger) throw new Error("Nobody else marks.");
  expect(await refer(mine, " ")).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await refer({ ...mine, caller: stranger.caller })).toMatchObject({ code: "NOT_FOUND" });
  const begun = { units: handIn(heardBands, interview).units.map((one) => ({ ...one, comments: "jusqu’à 3 min" })) };
  await mine.caller.must(listening.openListening, { params: mine.params });
  await mine.caller.must(listening.saveListening, { params: mine.params, body: begun });
  expect(await refer(mine)).toMatchObject({ ok: true });
  expect(await mine.caller.must(listening.listeningTasks, {})).toEqual({ tasks: [], referredCount: 1 });
  const { params } = mine;
  for (const refused of [
    mine.caller.call(listening.openListening, { params }),
    mine.caller.call(listening.listeningDraft, { params }),
    mine.caller.call(listening.saveListening, { params, body: begun }),
    mine.caller.call(listening.recordListening, { params, body: begun }),
    mine.caller.call(listening.giveListeningBack, { params }),
    refer(mine),
  ])
    expect(await refused).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect((await mine.caller.raw("GET", `/api/marking/recordings/${mine.taskId}/voices/0`)).status).toBe(409);
  expect(await waits()).toEqual(["REFERRAL"]);
  // Nobody else is asked meanwhile.
  await retryAllotment.run(app.deps);
  expect(await app.deps.db.markingTask.count({ where: { sittingId, unit: { in: [...interview] } } })).toBe(interview.length);

  const own = await referred(mine);
  expect(own).toEqual({
    referralId: expect.any(String),
    blindCode: mine.blindCode,
    kind: "INAUDIBLE",
    note,
    createdAt: app.clock.now().toISOString(),
    dueAt: mine.dueAt,
    isLate: false,
    activity: "INTERVIEW",
    language: "fr",
    paragraphs: [],
  });
  for (const secret of [sittingId, mine.accountId, "ONLINE"]) expect(JSON.stringify(own)).not.toContain(secret);
  expect(await resolve(own.referralId, "RETURN")).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await resolve(own.referralId, "RETURN", "Évaluez ce qui s’entend.")).toMatchObject({ ok: true });
  expect(await resolve(own.referralId, "UNUSABLE")).toMatchObject({ code: "STATE_CHANGED" });
  const view = await mine.caller.must(listening.openListening, { params });
  expect(view).toMatchObject({ answer: "Évaluez ce qui s’entend.", units: begun.units.map(({ unit, comments }) => ({ unit, comments, revision: 1 })) });
  await mine.caller.must(listening.recordListening, { params, body: { units: begun.units.map((one) => ({ ...one, revision: 1 })) } });
  // What is handed in is not referred any more.
  expect(await refer(mine)).toMatchObject({ code: "ALREADY_LOCKED" });
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
});

test("[MRK-52] given to somebody else it never returns, and waits where nobody is free; the database knows no other kind or end of a referral", async () => {
  const { listener, heardBy, waits, tasks } = await exam({ raters: 3 });
  const mine = await listener();
  expect(await refer(mine)).toMatchObject({ ok: true });
  const own = await referred(mine);
  // Of three markers, two have judged the text only: either may hear it.
  expect(await resolve(own.referralId, "REALLOT")).toMatchObject({ ok: true });
  const next = await listener();
  expect(next.accountId).not.toBe(mine.accountId);
  expect(await mine.caller.call(listening.openListening, { params: mine.params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await refer(mine)).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect((await next.caller.must(listening.openListening, { params: next.params })).answer).toBeNull();
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" }, id: { notIn: [mine.accountId, next.accountId] } }, data: { roles: ["SUPPORT"] } });
  expect(await refer(next)).toMatchObject({ ok: true });
  expect(await resolve((await referred(next)).referralId, "REALLOT", "Le fichier est le même.")).toMatchObject({ ok: true });
  await retryAllotment.run(app.deps);
  expect([await heardBy(), await waits()]).toEqual([[], ["LISTENER"]]);
  expect((await tasks()).map(({ state, withdrawnReason }) => [state, withdrawnReason])).toEqual(Array.from({ length: 4 }, () => ["WITHDRAWN", "REFERRED"]));
  const { db } = app.deps;
  const { id } = await db.scriptReferral.findFirstOrThrow({ where: { kind: "INAUDIBLE" }, select: { id: true } });
  await expect(db.scriptReferral.update({ where: { id }, data: { note: "" } })).rejects.toThrow();
  await expect(db.scriptReferral.update({ where: { id }, data: { kind: "ILLEGIBLE", resolution: "UNUSABLE" } })).rejects.toThrow();
});

test("[MRK-52] what is referred and handed in at the same moment is one of both, and of two decisions one counts", async () => {
  const { sittingId, listener, waits } = await exam();
  const mine = await listener();
  const { params } = mine;
  const record = () => mine.caller.call(listening.recordListening, { params, body: handIn(heardBands, interview) });
  const { done } = await begunTogether<{ ok: boolean }>(app, (tx) => lockSitting(tx, sittingId), [() => refer(mine), record]);
  expect(await done).toMatchObject([{ ok: true }, { code: "NOT_ALLOWED_NOW" }]);
  const { referralId } = await referred(mine);
  const decided = await begunTogether<{ ok: boolean }>(app, (tx) => lockSitting(tx, sittingId), [
    () => resolve(referralId, "RETURN", "Réécoutez au casque."),
    () => resolve(referralId, "UNUSABLE"),
  ]);
  expect(await decided.done).toMatchObject([{ ok: true }, { code: "STATE_CHANGED" }]);
  const again = await begunTogether<{ ok: boolean }>(app, (tx) => lockSitting(tx, sittingId), [record, () => refer(mine)]);
  expect(await again.done).toMatchObject([{ ok: true }, { code: "ALREADY_LOCKED" }]);
  await app.drain();
  expect(await waits()).toEqual([]);
  expect(await app.deps.db.unusableRecording.count({ where: { sittingId } })).toBe(0);
});

test("[MRK-53] of a recording that is unusable nobody marks any more, for good: whoever else was at the interview is waited for, and marks it", async () => {
  const { sittingId, candidate, second, raters, listener, heardBy, waits, detail, tasks } = await exam();
  const mine = await listener();
  await declaredUnusable(mine);
  expect([await heardBy(), await waits()]).toEqual([[], ["ADVISER"]]);
  expect(await mine.caller.call(listening.openListening, { params: mine.params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect((await tasks()).map(({ unit, state, withdrawnReason }) => [unit, state, withdrawnReason])).toEqual(interview.map((unit) => [unit, "WITHDRAWN", "REFERRED"]));
  // Neither by lot nor by hand.
  const release = { params: { sittingId, activity: "INTERVIEW" as const }, body: { reason: "La conseillère est en congé." } };
  expect(await director.call(marking.releaseOralMark, release)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  for (const { caller } of raters) expect((await caller.must(listening.listeningTasks, {})).tasks).toEqual([]);
  const events = await app.deps.db.auditEvent.findMany({ where: { type: "recording.unusable", subjectId: sittingId }, select: { data: true } });
  expect(events).toEqual([{ data: { activity: "INTERVIEW" } }]);
  // The person reads it in their record, and whoever decided it knows a code only.
  const { observations } = await candidate.caller.must(sittingRecord, { params: { sittingId } });
  const lines = observations.filter(({ kind }) => kind === "RECORDING_UNUSABLE");
  expect(lines.map(({ activity, authorName }) => [activity, authorName])).toEqual([["INTERVIEW", null]]);
  await expect(app.deps.db.$executeRaw`UPDATE "UnusableRecording" SET "declaredAt" = now()`).rejects.toThrow("append-only");
  await expect(app.deps.db.$executeRaw`DELETE FROM "UnusableRecording"`).rejects.toThrow("append-only");

  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
});

test("[MRK-53, RES-17] where nobody else was there it is a decision to take", async () => {
  const { listener, waits, detail } = await exam({ isAlone: true });
  await declaredUnusable(await listener());
  expect(await waits()).toEqual(["NOBODY_LEFT"]);
  expect((await detail()).unusual).toContain("DECISION_NEEDED");
});

test("[MRK-53] a mark that was given from it stands, and may be heard again; the third is asked of somebody who was there", async () => {
  const { sittingId, first, second, listener, heardBy, waits, detail } = await exam();
  const heard = await listener();
  const apart: OralBands = { ...heardBands, "interview.EO": [1, 1, 1, 1] };
  await heard.caller.must(listening.recordListening, { params: heard.params, body: handIn(apart, interview) });
  await app.drain();
  await retryAllotment.run(app.deps);
  const third = await listener();
  expect(third.accountId).not.toBe(heard.accountId);
  await declaredUnusable(third);
  expect([await heardBy(), await waits()]).toEqual([[], ["ADVISER_TO_ASK"]]);
  const { markId } = nth((await heard.caller.must(ownMarks, {})).marks.filter(({ unit }) => unit === "interview.EO"), 0);
  expect((await heard.caller.must(ownMark, { params: { markId } })).recording).toMatchObject({ isKept: true });
  // Its author may correct it for as long as before, and hears it for that.
  const { taskId } = (await heard.caller.must(ownMark, { params: { markId } })).recording ?? {};
  expect((await heard.caller.must(listening.listenAgain, { params: { taskId: taskId ?? "" } })).voices).toHaveLength(2);

  const ask = (adviserId: string) => director.call(marking.allotOralMark, { params: { sittingId }, body: { unit: "interview.EO", adviserId } });
  expect(await ask(first.accountId)).toMatchObject({ code: "NO_ELIGIBLE_RATER" });
  expect(await ask(second.accountId)).toMatchObject({ ok: true });
  expect(await ask(second.accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect(await waits()).toEqual(["ADVISER_ASKED"]);
  await lockAs(second.caller, sittingId, "INTERVIEW", passingBands);
  await app.drain();
  const report = await detail();
  expect(report).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
  expect(report.units.find(({ unit }) => unit === "interview.EO")?.marks).toHaveLength(3);
});

test("[MRK-52, MRK-36] of what was referred together, one unit that is needed no more leaves the other with its note and its answer", async () => {
  const { sittingId, listener, tasks } = await exam();
  const heard = await listener();
  const apart: OralBands = { ...heardBands, "interview.CO": [1, 1], "interview.EO": [1, 1, 1, 1] };
  await heard.caller.must(listening.recordListening, { params: heard.params, body: handIn(apart, interview) });
  await app.drain();
  await retryAllotment.run(app.deps);
  const third = await listener();
  expect((await third.caller.must(listening.openListening, { params: third.params })).units.map(({ unit }) => unit)).toEqual(interview);
  expect(await refer(third)).toMatchObject({ ok: true });
  // The very unit under whose code the directorate reads it.
  const { unit: gone } = await app.deps.db.markingTask.findUniqueOrThrow({ where: { id: third.taskId }, select: { unit: true } });
  const given = (await heard.caller.must(ownMarks, {})).marks.find(({ unit }) => unit === gone);
  const bands = [...(gone === "interview.CO" ? passingBands["interview.CO"] : passingBands["interview.EO"])];
  const correction = { bands, comments: "", criterionComments: [], annotations: [], reason: "Touche voisine." };
  await heard.caller.must(correctMark, { params: { markId: given?.markId ?? "" }, body: correction });
  await app.drain();
  const { referrals } = await director.must(marking.scriptReferrals, {});
  const own = nth(referrals, 0);
  expect([referrals.length, own.note, own.blindCode === third.blindCode]).toEqual([1, note, false]);
  expect(await resolve(own.referralId, "RETURN", "Évaluez ce qui s’entend.")).toMatchObject({ ok: true });
  const view = await third.caller.must(listening.openListening, { params: third.params });
  expect([view.units.map(({ unit }) => unit), view.answer]).toEqual([interview.filter((unit) => unit !== gone), "Évaluez ce qui s’entend."]);
  expect((await tasks()).filter(({ raterId }) => raterId === third.accountId).map(({ state }) => state).toSorted()).toEqual(["ALLOTTED", "WITHDRAWN"]);
  expect(await app.deps.db.unusableRecording.count({ where: { sittingId } })).toBe(0);
});

test("[MRK-53] of a discussion that was released, whoever was there is waited for again", async () => {
  const { sittingId, second, listener, waits, detail } = await exam({ recorded: ["DISCUSSION"], unlocked: "DISCUSSION" });
  const params = { sittingId, activity: "DISCUSSION" } as const;
  await director.must(marking.releaseOralMark, { params, body: { reason: "La conseillère est en congé." } });
  await declaredUnusable(await listener());
  expect(await waits()).toEqual(["ADVISER"]);
  await lockAs(second.caller, sittingId, "DISCUSSION", passingBands);
  await app.drain();
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
});

test("[MRK-52, MRK-42] a referral that waits is taken back where whoever was there locks first", async () => {
  const { sittingId, second, listener, detail, tasks } = await exam({ recorded: ["DISCUSSION"], unlocked: "DISCUSSION" });
  const params = { sittingId, activity: "DISCUSSION" } as const;
  await director.must(marking.releaseOralMark, { params, body: { reason: "La conseillère est en congé." } });
  const mine = await listener();
  expect(await refer(mine)).toMatchObject({ ok: true });
  const { referralId } = await referred(mine);
  await lockAs(second.caller, sittingId, "DISCUSSION", passingBands);
  await expect(referred(mine)).rejects.toThrow("It is there once.");
  expect(await resolve(referralId, "REALLOT")).toMatchObject({ code: "STATE_CHANGED" });
  await app.drain();
  expect((await tasks()).map(({ state, withdrawnReason }) => [state, withdrawnReason])).toEqual(discussion.map(() => ["WITHDRAWN", "NOT_NEEDED"]));
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", needs: [] });
});

/** Somebody who failed on what they said, and asks that it be judged again. */
async function underReview() {
  const own = await exam({ recorded: ["DISCUSSION", "INTERVIEW"], bands: lowBands, raters: 8 });
  const { sittingId, candidate, listener, detail } = own;
  const second = await listener();
  await second.caller.must(listening.recordListening, { params: second.params, body: handIn(lowBands, interview) });
  await app.drain();
  const params = { sittingId };
  const confirm = async () => {
    const { reportId } = await detail();
    await director.must(results.confirmResult, { params, body: { reportId, reason: "" } });
    await app.drain();
  };
  await confirm();
  await candidate.caller.must(results.askReview, { params, body: { competencies: ["CO", "EO"], reason: "Je m’exprime mieux que cela." } });
  await app.drain();
  await retryAllotment.run(app.deps);
  return { ...own, params, confirm, review: async () => (await candidate.caller.must(results.myResult, { params })).review };
}

test("[REV-6, MRK-53] of a review, what nobody can hear keeps what it had, whoever else has it loses it, and the rest is judged", async () => {
  const { params, candidate, heardBy, detail, confirm, review, tasks } = await underReview();
  const asked = await heardBy();
  expect(asked.map(({ activity }) => activity).toSorted()).toEqual(["DISCUSSION", "DISCUSSION", "INTERVIEW", "INTERVIEW"]);
  const [one, other] = asked.filter(({ activity }) => activity === "DISCUSSION");
  if (!one || !other) throw new Error("Two people hear the discussion.");
  // One has handed in; the other cannot hear it.
  await one.caller.must(listening.recordListening, { params: one.params, body: handIn(heardBands, discussion) });
  await declaredUnusable(other);
  expect(await other.caller.call(listening.openListening, { params: other.params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect((await heardBy()).map(({ activity }) => activity)).toEqual(["INTERVIEW", "INTERVIEW"]);
  const during = await detail();
  expect(during).toMatchObject({ state: "UNDER_REVIEW", reviews: [{ notHeard: ["DISCUSSION"] }] });
  expect(during.unusual).not.toContain("NO_RATER");
  expect((await review()).asked).toMatchObject({ outcome: null, notHeard: [] });
  for (const { caller, params: own } of await heardBy())
    await caller.must(listening.recordListening, { params: own, body: handIn({ ...passingBands, "interview.CO": [5, 5], "interview.EO": [5, 5, 5, 5] }, interview) });
  await app.drain();
  const after = await detail();
  expect(after.state).toBe("PENDING_APPROVAL");
  // The mark that was given of it is kept, and counts nowhere.
  expect(after.units.find(({ unit }) => unit === "discussion.EO")).toMatchObject({ reviewScore: null, reviewMarks: [{ bands: [3, 3, 3, 3] }] });
  await confirm();
  expect((await review()).asked).toMatchObject({ outcome: "RAISED", notHeard: ["DISCUSSION"] });
  expect((await candidate.caller.must(results.myResult, { params })).competencies.EO?.score).toBe(70);
  // Which of the two is first in the table is a matter of the lot.
  expect((await tasks("REVIEW")).map(({ unit, state }) => `${unit} ${state}`).toSorted()).toEqual([
    ...discussion.flatMap((unit) => [`${unit} MARKED`, `${unit} WITHDRAWN`]),
    ...interview.flatMap((unit) => [`${unit} MARKED`, `${unit} MARKED`]),
  ]);
});

test("[REV-6, MRK-53, MRK-36] a review of which nothing can be heard ends with what was told, and the person is told why; whoever has it open reads that it was taken back", async () => {
  const { heardBy, detail, confirm, review } = await underReview();
  for (const activity of ["DISCUSSION", "INTERVIEW"] as const) {
    const [one, other] = (await heardBy()).filter((task) => task.activity === activity);
    if (!one || !other) throw new Error("Two people hear it.");
    const { params } = other;
    await other.caller.must(listening.openListening, { params });
    const body = handIn(heardBands, unitsOf[activity]);
    await other.caller.must(listening.saveListening, { params, body });
    await declaredUnusable(one);
    for (const refused of [
      other.caller.call(listening.saveListening, { params, body }),
      other.caller.call(listening.recordListening, { params, body }),
      refer(other),
    ])
      expect(await refused).toMatchObject({ code: "TASK_WITHDRAWN" });
  }
  expect(await heardBy()).toEqual([]);
  expect(await detail()).toMatchObject({ state: "PENDING_APPROVAL", outcome: "FAIL", reviews: [{ notHeard: ["DISCUSSION", "INTERVIEW"] }] });
  await confirm();
  expect(await detail()).toMatchObject({ state: "RESULT_SENT", outcome: "FAIL" });
  expect((await review()).asked).toMatchObject({ outcome: "NOT_HEARD", notHeard: ["DISCUSSION", "INTERVIEW"] });
});

test("[MRK-53, REV-1] what is unusable is not offered to be judged again", async () => {
  const { sittingId, listener, second, candidate, detail } = await exam({ recorded: ["DISCUSSION", "INTERVIEW"], bands: lowBands });
  await declaredUnusable(await listener());
  await lockAs(second.caller, sittingId, "INTERVIEW", lowBands);
  await app.drain();
  const params = { sittingId };
  const { reportId } = await detail();
  await director.must(results.confirmResult, { params, body: { reportId, reason: "" } });
  await app.drain();
  expect((await candidate.caller.must(results.myResult, { params })).review.offered).toEqual([]);
});
