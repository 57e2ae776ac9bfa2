import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contentHash, notesKey, operationHash, textKey, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as answers from "#shared/protocol/answers.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import * as late from "#shared/protocol/late-answers.ts";
import { markingScript, markingTasks, recordMark } from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { answersOfRun, headOf } from "#server/features/answers/queries.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, readingAnswers, sampleText, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
let directorId: string;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  directorId = await app.account({ roles: ["DIRECTOR"], givenName: "Diane", familyName: "Roy" });
  director = await app.as(directorId);
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 4);
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [2, 2, 2, 2, 2];
const page = "fixture-page-1";

interface Sat {
  readonly session: SessionWorld;
  readonly candidate: SessionWorld["candidates"][number];
  readonly sittingId: string;
}

/** Somebody whose exam is over. */
async function sat(): Promise<Sat> {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  await sitExam(app, session, candidate);
  return { session, candidate, sittingId: candidate.sittingId };
}

/** The same, with enough markers for two rounds and nobody else. */
async function satAmongSix(): Promise<Sat> {
  const one = await sat();
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 6);
  await app.drain();
  return one;
}

/** The page whose exam it was sends what its network had kept back. */
async function arrive({ candidate, sittingId }: Sat, activity: "READING" | "WRITING", key: string, value: AnswerValue, from = page) {
  const run = await runOf(app, sittingId, activity);
  const seq = (await headOf(app.deps.db, run.id, from)) + 1;
  const op = { seq, key, value, hash: operationHash({ key, value }) };
  const leaseEpoch = from === page ? run.leaseEpoch : Math.max(1, run.leaseEpoch - 1);
  const sent = await candidate.caller.must(answers.saveAnswers, {
    params: { runId: run.id },
    body: { leaseEpoch, clientId: from, from: seq, ops: [op] },
  });
  expect(sent.lane).toBe("LATE");
  return run.id;
}

const listed = async ({ sittingId }: Sat, activity = "WRITING") =>
  (await director.must(late.lateArrivals, {})).waiting.find((one) => one.sittingId === sittingId && one.activity === activity);
/** As somebody who has read the list: what they decide on is what they saw there. */
async function readList(one: Sat, activity = "WRITING", caller = director) {
  const arrival = await listed(one, activity);
  if (!arrival) throw new Error("Nothing waits.");
  const { runId, version } = arrival;
  return (isCounted: boolean) =>
    caller.call(late.decideLate, { params: { runId }, body: { isCounted, reason: "Réseau coupé à la fin, vu par la conseillère.", version } });
}
const decide = async (one: Sat, isCounted: boolean, activity = "WRITING", caller = director) => (await readList(one, activity, caller))(isCounted);
const counted = async (runId: string, key: string) => (await answersOfRun(app.deps.db, runId)).find((one) => one.key === key)?.value;
const detail = ({ sittingId }: Sat) => director.must(results.resultOf, { params: { sittingId } });
async function confirm(one: Sat) {
  const { reportId } = await detail(one);
  return director.call(results.confirmResult, { params: { sittingId: one.sittingId }, body: { reportId, reason: "" } });
}
const tasksOf = ({ sittingId }: Sat) =>
  app.deps.db.markingTask.findMany({ where: { sittingId, unit: "writing.EE" }, select: { id: true, state: true, round: true, raterId: true } });

const longer = `${sampleText}\n\nP.-S. La ronde de 19 h peut commencer lundi.`;

describe("a text of which the end came late", () => {
  test("[LATE-1, LATE-5] is shown beside what counts, counts once a person decides so, and the person reads why", async () => {
    const one = await sat();
    const runId = await arrive(one, "WRITING", textKey, longer);
    expect(await counted(runId, textKey)).toBe(sampleText);
    expect(await listed(one)).toMatchObject({
      language: "fr",
      operations: 1,
      isDecisive: true,
      obstacle: null,
      changes: [
        {
          key: "text",
          isJudged: true,
          diff: [
            { kind: "SAME", text: sampleText },
            { kind: "ADDED", text: "\n\nP.-S. La ronde de 19 h peut commencer lundi." },
          ],
        },
      ],
    });
    expect(await decide(one, true)).toMatchObject({ ok: true });
    expect(await counted(runId, textKey)).toBe(longer);
    expect(await listed(one)).toBeUndefined();
    const { observations } = await one.candidate.caller.must(sittingRecord, { params: { sittingId: one.sittingId } });
    expect(observations.at(-1)).toMatchObject({
      kind: "LATE_COUNTED",
      activity: "WRITING",
      text: "Réseau coupé à la fin, vu par la conseillère.",
      authorName: "Diane Roy",
    });
    const decision = await app.deps.db.lateDecision.findFirstOrThrow({ where: { runId } });
    const { seal } = await runOf(app, one.sittingId, "WRITING");
    expect(decision.contentHash).toBe(contentHash(await answersOfRun(app.deps.db, runId)));
    expect(seal?.contentHash).not.toBe(decision.contentHash);
    await expect(app.deps.db.$executeRaw`UPDATE "LateDecision" SET reason = 'x'`).rejects.toThrow("append-only");
    expect(await app.deps.db.auditEvent.count({ where: { type: "lateAnswers.counted", subjectId: runId, actorId: directorId } })).toBe(1);
  });

  test("[LATE-3] is on the list as long as it holds a result up, whatever came late since", async () => {
    const [one, other] = [await sat(), await sat()];
    await arrive(one, "WRITING", textKey, longer);
    const later = new Date(app.clock.now().getTime() + 1_000);
    const noise = { sittingId: other.sittingId, kind: "SAVED_LATE", details: { activity: "WRITING" }, createdAt: later };
    await app.deps.db.observation.createMany({ data: Array.from({ length: 400 }, () => noise) });
    expect(await listed(one)).toMatchObject({ isDecisive: true });
    expect(await listed(other)).toBeUndefined();
  });

  test("[LATE-1] does not count where a person decides so, and is never asked again", async () => {
    const one = await sat();
    const runId = await arrive(one, "WRITING", textKey, longer);
    expect(await decide(one, false)).toMatchObject({ ok: true });
    expect([await counted(runId, textKey), await listed(one)]).toEqual([sampleText, undefined]);
    const { decided } = await director.must(late.lateArrivals, {});
    expect(decided[0]).toMatchObject({ isCounted: false, activity: "WRITING", deciderName: "Diane Roy" });
  });

  test("[LATE-1] without a reason, by an adviser of the session or who watched over it, and by any other role, nothing is decided", async () => {
    const one = await sat();
    const runId = await arrive(one, "WRITING", textKey, longer);
    const version = (await listed(one))?.version ?? "";
    const ask = (caller: Caller, reason: string) =>
      caller.call(late.decideLate, { params: { runId }, body: { isCounted: true, reason, version } });
    expect(await ask(director, "  ")).toMatchObject({ code: "REASON_REQUIRED" });
    const both = await app.account({ roles: ["ADVISER", "DIRECTOR"] });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: one.session.sessionId, accountId: both } });
    expect(await ask(await app.as(both), "Vu.")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const accountId = await app.account({ roles: ["ADVISER", "DIRECTOR"] });
    const watched = { sessionId: one.session.sessionId, entrustedById: nth(one.session.advisers, 0).accountId };
    await app.deps.db.sessionWatcher.create({ data: { ...watched, accountId, entrustedAt: app.clock.now() } });
    expect(await ask(await app.as(accountId), "Vu.")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await ask(nth(one.session.advisers, 0).caller, "Vu.")).toMatchObject({ code: "FORBIDDEN" });
    expect(await ask(one.candidate.caller, "Vu.")).toMatchObject({ code: "FORBIDDEN" });
    expect(await counted(runId, textKey)).toBe(sampleText);
  });

  test("[LATE-2] is decided as it was read: what arrives meanwhile is read first, what arrives later is another decision", async () => {
    const one = await sat();
    const runId = await arrive(one, "WRITING", textKey, longer);
    const { version = "" } = (await listed(one)) ?? {};
    await arrive(one, "WRITING", textKey, `${longer} Merci.`);
    const body = { isCounted: true, reason: "Vu.", version };
    expect(await director.call(late.decideLate, { params: { runId }, body })).toMatchObject({ code: "STATE_CHANGED" });
    expect(await decide(one, false)).toMatchObject({ ok: true });
    await arrive(one, "WRITING", textKey, `${longer} Merci beaucoup.`);
    expect(await listed(one)).toMatchObject({ operations: 1, isDecisive: true });
    expect(await decide(one, true)).toMatchObject({ ok: true });
    expect(await counted(runId, textKey)).toBe(`${longer} Merci beaucoup.`);
  });

  test("[LATE-2] two people who decide at the same moment decide once", async () => {
    const one = await sat();
    const runId = await arrive(one, "WRITING", textKey, longer);
    const decideAsRead = await readList(one);
    const both = await Promise.all([decideAsRead(true), decideAsRead(false)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await app.deps.db.lateDecision.count({ where: { runId } })).toBe(1);
  });

  test("[LATE-2, LATE-3] an older page’s words overwrite nothing newer and hold nothing up", async () => {
    const one = await sat();
    // Another page wrote after it: its own number is low, and its lease is older.
    const run = await runOf(app, one.sittingId, "WRITING");
    await app.deps.db.activityRun.update({ where: { id: run.id }, data: { leaseEpoch: 5 } });
    await app.deps.db.$executeRaw`UPDATE "Answer" SET "leaseEpoch" = 5 WHERE "runId" = ${run.id}::uuid`;
    await arrive(one, "WRITING", textKey, "Brouillon d’un autre onglet", "page-former-tab");
    expect(await listed(one)).toMatchObject({ isDecisive: false, changes: [] });
    await app.drain();
    expect((await tasksOf(one)).length).toBe(2);
  });
});

describe("what waits for the decision", () => {
  test("[LATE-3] no marker receives the text before, and both receive the text that counts after", async () => {
    const one = await sat();
    await arrive(one, "WRITING", textKey, longer);
    await app.drain();
    expect(await tasksOf(one)).toEqual([]);
    expect(await detail(one)).toMatchObject({
      unusual: expect.arrayContaining(["LATE_ANSWERS"]),
      needs: expect.arrayContaining([{ unit: "writing.EE", why: "FIRST_MARK", waitsFor: "LATE_DECISION" }]),
    });
    await decide(one, true);
    await app.drain();
    expect((await tasksOf(one)).map(({ state }) => state)).toEqual(["ALLOTTED", "ALLOTTED"]);
    expect((await detail(one)).unusual).not.toContain("LATE_ANSWERS");
  });

  test("[LATE-3, LATE-4] a text that markers already have is not marked meanwhile, and then goes to others", async () => {
    const one = await sat();
    await app.drain();
    const before = await tasksOf(one);
    await arrive(one, "WRITING", textKey, longer);
    const [task] = before;
    if (!task) throw new Error("Two people have the text.");
    const marker = await app.as(task.raterId);
    const mark = () =>
      marker.call(recordMark, { params: { taskId: task.id }, body: { bands: [...level], comments: "" } });
    expect(await mark()).toMatchObject({ code: "TEXT_ON_HOLD" });
    expect(await decide(one, true)).toMatchObject({ ok: true });
    await app.drain();
    const open = (await tasksOf(one)).filter(({ state }) => state === "ALLOTTED");
    expect(open).toHaveLength(2);
    for (const { raterId } of open) expect(before.map((former) => former.raterId)).not.toContain(raterId);
    expect(await mark()).toMatchObject({ ok: false });
    expect((await marker.must(markingTasks, {})).tasks.map(({ taskId }) => taskId)).not.toContain(task.id);
  });

  test("[LATE-4] a marked text that is set aside stays as it was marked, and the result is confirmed", async () => {
    const one = await sat();
    await app.drain();
    await markTexts(app, one.sittingId, [level, level]);
    const runId = await arrive(one, "WRITING", textKey, longer);
    expect(await listed(one)).toMatchObject({ isDecisive: true, obstacle: null, opensReview: true });
    expect(await confirm(one)).toMatchObject({ code: "LATE_TO_DECIDE" });
    expect(await decide(one, false)).toMatchObject({ ok: true });
    expect(await counted(runId, textKey)).toBe(sampleText);
    expect(await app.deps.db.lateReview.count({ where: { sittingId: one.sittingId } })).toBe(0);
    expect(await confirm(one)).toMatchObject({ ok: true });
  });

  test("[LATE-4, LATE-7] a marked text that counts anew is judged again by two new people, and the result is raised", async () => {
    const one = await satAmongSix();
    await markTexts(app, one.sittingId, [low, low]);
    expect((await detail(one)).state).toBe("PENDING_APPROVAL");
    const before = await tasksOf(one);
    const runId = await arrive(one, "WRITING", textKey, longer);
    expect(await decide(one, true)).toMatchObject({ ok: true });
    expect(await counted(runId, textKey)).toBe(longer);
    expect((await detail(one)).state).toBe("MARKING");
    await app.drain();
    // Two who have never had it, under new codes, read all of it; nothing tells them why.
    const tasks = (await tasksOf(one)).filter(({ state }) => state === "ALLOTTED");
    expect(tasks.map(({ round }) => round)).toEqual(["REVIEW", "REVIEW"]);
    const former = before.map(({ raterId }) => raterId);
    for (const { id, raterId } of tasks) {
      expect(former).not.toContain(raterId);
      const script = await (await app.as(raterId)).must(markingScript, { params: { taskId: id } });
      expect(script.paragraphs.join(" ")).toContain("La ronde de 19 h");
      for (const secret of ["REVIEW", "Réseau coupé", one.sittingId]) expect(JSON.stringify(script)).not.toContain(secret);
    }
    expect(await detail(one)).toMatchObject({
      state: "MARKING",
      unusual: expect.arrayContaining(["REVIEW"]),
      reviews: [{ competencies: ["EE"], cause: "LATE_TEXT", reason: "Réseau coupé à la fin, vu par la conseillère." }],
    });
    await markTexts(app, one.sittingId, [level]);
    expect(await detail(one)).toMatchObject({ state: "MARKING", outcome: "FAIL" });
    expect(await confirm(one)).toMatchObject({ ok: false });
    await markTexts(app, one.sittingId, [level]);
    expect(await detail(one)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS", scores: { EE: 60 } });
    expect(await confirm(one)).toMatchObject({ ok: true });
    const view = await one.candidate.caller.must(results.myResult, { params: { sittingId: one.sittingId } });
    expect(view).toMatchObject({ outcome: "PASS", review: { asked: null } });
    const evidence = await one.candidate.caller.raw("GET", `/api/results/${one.sittingId}/evidence.zip`);
    expect(Buffer.from(await evidence.arrayBuffer()).toString("latin1")).toContain("texte-avant.txt");
    await expect(app.deps.db.$executeRaw`DELETE FROM "LateReview"`).rejects.toThrow("append-only");
    // It is judged again once.
    await arrive(one, "WRITING", textKey, `${longer} Merci.`);
    expect(await listed(one)).toMatchObject({ obstacle: "RESULT_SENT", opensReview: false });
  });

  test("[LATE-7] a first round that is under way ends on the text it began with", async () => {
    const one = await satAmongSix();
    await markTexts(app, one.sittingId, [low]);
    await arrive(one, "WRITING", textKey, longer);
    expect(await decide(one, true)).toMatchObject({ ok: true });
    await app.drain();
    const open = (await tasksOf(one)).filter(({ state }) => state === "ALLOTTED");
    expect(open.map(({ round }) => round).toSorted()).toEqual(["ORIGINAL", "REVIEW", "REVIEW"]);
    for (const { id, raterId, round } of open) {
      const script = await (await app.as(raterId)).must(markingScript, { params: { taskId: id } });
      expect(script.paragraphs.join(" ").includes("La ronde de 19 h")).toBe(round === "REVIEW");
    }
    await markTexts(app, one.sittingId, [low, low, low]);
    expect(await detail(one)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "FAIL", scores: { EE: 40 } });
    expect(await confirm(one)).toMatchObject({ ok: true });
    // What two new people have judged already is not offered to be judged again.
    const view = await one.candidate.caller.must(results.myResult, { params: { sittingId: one.sittingId } });
    expect(view.review).toMatchObject({ offered: [], asked: null });
  });

  test("[LATE-7] a failure that was sent is judged again, and what was told stands meanwhile", async () => {
    const one = await satAmongSix();
    await markTexts(app, one.sittingId, [low, low]);
    expect(await confirm(one)).toMatchObject({ ok: true });
    await arrive(one, "WRITING", textKey, longer);
    expect(await listed(one)).toMatchObject({ obstacle: null, opensReview: true });
    expect(await decide(one, true)).toMatchObject({ ok: true });
    await app.drain();
    expect((await detail(one)).state).toBe("UNDER_REVIEW");
    const mine = () => one.candidate.caller.must(results.myResult, { params: { sittingId: one.sittingId } });
    expect(await mine()).toMatchObject({ outcome: "FAIL", review: { offered: [], asked: null, late: { outcome: null } } });
    // Nobody asked for it: the person is told that it is under way.
    expect(await app.deps.db.message.count({ where: { accountId: one.candidate.accountId, kind: "reviewOpened" } })).toBe(1);
    await markTexts(app, one.sittingId, [level, level]);
    expect(await detail(one)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS" });
    expect((await mine()).outcome).toBe("FAIL");
    expect(await confirm(one)).toMatchObject({ ok: true });
    expect(await mine()).toMatchObject({ outcome: "PASS", review: { late: { outcome: "RAISED" } } });
    await arrive(one, "WRITING", textKey, `${longer} Merci.`);
    expect(await decide(one, true)).toMatchObject({ code: "RESULT_ALREADY_SENT" });
  });

  test("[LATE-7] a failure that was sent and is open again for another cause takes the words all the same", async () => {
    const one = await satAmongSix();
    await markTexts(app, one.sittingId, [low, low]);
    expect(await confirm(one)).toMatchObject({ ok: true });
    // As the review of another competency leaves it.
    await app.deps.db.result.update({ where: { sittingId: one.sittingId }, data: { state: "UNDER_REVIEW" } });
    await arrive(one, "WRITING", textKey, longer);
    expect(await listed(one)).toMatchObject({ obstacle: null, opensReview: true });
    expect(await decide(one, true)).toMatchObject({ ok: true });
    await app.drain();
    await markTexts(app, one.sittingId, [level, level]);
    expect(await detail(one)).toMatchObject({ state: "PENDING_APPROVAL", outcome: "PASS" });
  });

  test("[LATE-4] a text whose review is under way is not exchanged again", async () => {
    const one = await sat();
    await app.drain();
    await markTexts(app, one.sittingId, [low, low]);
    await arrive(one, "WRITING", textKey, longer);
    expect(await decide(one, true)).toMatchObject({ ok: true });
    await arrive(one, "WRITING", textKey, `${longer} Merci.`);
    expect(await listed(one)).toMatchObject({ obstacle: "TEXT_MARKED", opensReview: false });
    expect(await decide(one, true)).toMatchObject({ code: "TEXT_ALREADY_MARKED" });
    expect(await decide(one, false)).toMatchObject({ ok: true });
  });

  test("[LATE-7] a result that is held goes back to marking while its text is judged again", async () => {
    const one = await sat();
    await app.drain();
    await markTexts(app, one.sittingId, [low, low]);
    const act = async (route: typeof results.holdResult | typeof results.releaseResult) => {
      const { reportId } = await detail(one);
      return director.must(route, { params: { sittingId: one.sittingId }, body: { reportId, reason: "À vérifier." } });
    };
    await act(results.holdResult);
    await arrive(one, "WRITING", textKey, longer);
    expect(await decide(one, true)).toMatchObject({ ok: true });
    await app.drain();
    expect((await detail(one)).state).toBe("ON_HOLD");
    await act(results.releaseResult);
    expect((await detail(one)).state).toBe("MARKING");
  });

  test("[LATE-4] a result that was sent no longer changes", async () => {
    const one = await sat();
    await app.drain();
    await markTexts(app, one.sittingId, [level, level]);
    expect(await confirm(one)).toMatchObject({ ok: true });
    const [first] = await readingAnswers(app, one.sittingId);
    if (!first) throw new Error("There are items.");
    await arrive(one, "READING", first.key, null);
    expect(await listed(one, "READING")).toMatchObject({ obstacle: "RESULT_SENT" });
    expect(await decide(one, true, "READING")).toMatchObject({ code: "RESULT_ALREADY_SENT" });
    expect(await decide(one, false, "READING")).toMatchObject({ ok: true });
  });

  test("[LATE-3] an answer of the reading is shown in words, holds the result, and its points count once it counts", async () => {
    const one = await sat();
    const [first] = await readingAnswers(app, one.sittingId);
    if (!first) throw new Error("There are items.");
    await arrive(one, "READING", first.key, null);
    await app.drain();
    await markTexts(app, one.sittingId, [level, level]);
    expect(await detail(one)).toMatchObject({ scores: { CE: 100 }, unusual: expect.arrayContaining(["LATE_ANSWERS"]) });
    const arrival = await listed(one, "READING");
    expect(arrival?.changes[0]).toMatchObject({ key: first.key, prompt: expect.any(String), isJudged: true });
    expect(await confirm(one)).toMatchObject({ code: "LATE_TO_DECIDE" });
    expect(await decide(one, true, "READING")).toMatchObject({ ok: true });
    await app.drain();
    expect((await detail(one)).scores.CE).toBeLessThan(100);
    expect(await confirm(one)).toMatchObject({ ok: true });
  });

  test("[LATE-3] notes that came late hold nothing up", async () => {
    const one = await sat();
    await arrive(one, "WRITING", notesKey, "Penser à la ronde");
    await app.drain();
    expect(await listed(one)).toMatchObject({ isDecisive: false, changes: [{ key: "notes", isJudged: false }] });
    await markTexts(app, one.sittingId, [level, level]);
    expect(await confirm(one)).toMatchObject({ ok: true });
  });
});
