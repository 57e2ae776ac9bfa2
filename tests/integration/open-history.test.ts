import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operationHash, textKey } from "#shared/domain/answers/answer-value.ts";
import { patchBetween, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import { textAfter } from "#shared/domain/answers/typed-timeline.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import * as answers from "#shared/protocol/answers.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { markingTasks, recordMark } from "#shared/protocol/marking.ts";
import * as policies from "#shared/protocol/policies.ts";
import * as results from "#shared/protocol/results.ts";
import { openMarkedHistory, openTypedHistory } from "#shared/protocol/typed-history.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { openRun } from "#tests/support/exam-room.ts";
import { addRules, ensurePolicy, makeRaters, markTexts, sampleText, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let directorId: string;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  directorId = await app.account({ roles: ["DIRECTOR"], givenName: "Diane", familyName: "Roy" });
  director = await app.as(directorId);
});
afterAll(() => app.stop());

const level: readonly Band[] = [3, 3, 3, 3, 3];
const reason = "Révision demandée par la personne.";
const open = (caller: Caller, sittingId: string, why = reason) =>
  caller.call(openTypedHistory, { params: { sittingId }, body: { reason: why } });
const openings = async (caller: Caller, sittingId: string) =>
  (await caller.must(sittingRecord, { params: { sittingId } })).observations.filter(({ kind }) => kind === "HISTORY_OPENED");

/** Somebody who typed three states of a text, the last a minute after the second, and whose writing has ended. */
async function typed() {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  const { sittingId, caller } = candidate;
  const runId = await openRun(app, sittingId, "WRITING");
  const clientId = "page-aaaaaaaa";
  const { leaseEpoch } = await caller.must(answers.takeLease, { params: { runId }, body: { clientId } });
  const send = (seq: number, value: OperationValue, tMono: number) =>
    caller.must(answers.saveAnswers, {
      params: { runId },
      body: { leaseEpoch, clientId, from: seq, ops: [{ seq, key: textKey, value, hash: operationHash({ key: textKey, value }), tMono }] },
    });
  await send(1, "Madame,", 0);
  app.clock.advance(3);
  await send(2, patchBetween("Madame,", "Madame, Monsieur,"), 3_000);
  app.clock.advance(60);
  await send(3, patchBetween("Madame, Monsieur,", "Mesdames, Messieurs,"), 63_000);
  expect(await open(director, sittingId)).toMatchObject({ code: "RUN_NOT_ENDED" });
  await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "WRITING", "timeUp", null));
  return { session, candidate, sittingId };
}

describe("how a text came to be", () => {
  test("[HIS-2] the directorate opens it with a reason; each opening is audited and in the person’s record", async () => {
    const { sittingId, candidate } = await typed();
    expect(await open(director, sittingId, " ")).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await openings(candidate.caller, sittingId)).toEqual([]);
    const opened = await open(director, sittingId);
    if (!opened.ok) throw new Error("It was refused.");
    const { steps, events, aside } = opened.value;
    expect(steps.map(({ atMs }) => atMs)).toEqual([0, 3_000, 63_000]);
    expect([1, 2, 3].map((count) => textAfter(steps, count))).toEqual(["Madame,", "Madame, Monsieur,", "Mesdames, Messieurs,"]);
    expect(events.map(({ observation }) => observation.kind)).toContain("TIME_UP");
    expect(aside).toBe(0);
    await open(director, sittingId);
    const noted = await openings(candidate.caller, sittingId);
    expect(noted).toHaveLength(2);
    expect(noted[0]).toMatchObject({ authorName: "Diane Roy", text: reason, activity: "WRITING" });
    const audited = await app.deps.db.auditEvent.count({ where: { type: "typedHistory.opened", subjectId: sittingId } });
    expect(audited).toBe(2);
  });

  test("[HIS-2, HIS-3] nobody else opens it; the person does once staff have, or once the result was sent", async () => {
    const { session, sittingId, candidate } = await typed();
    const other = nth((await sessionWorld(app, { candidates: 1 })).candidates, 0).caller;
    for (const caller of [candidate.caller, other]) expect(await open(caller, sittingId)).toMatchObject({ code: "NOT_FOUND" });
    expect(await open(nth(session.advisers, 0).caller, sittingId)).toMatchObject({ code: "FORBIDDEN" });
    await open(director, sittingId);
    expect(await open(candidate.caller, sittingId, "")).toMatchObject({ ok: true, value: { durationMs: 63_000 } });
    expect(await openings(candidate.caller, sittingId)).toHaveLength(1);
    expect(await open(other, sittingId)).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[HIS-5] a text that was written by hand has none", async () => {
    const session = await sessionWorld(app, { deliveryMode: "IN_PERSON", writingTools: ["HANDWRITTEN"] });
    const candidate = nth(session.candidates, 0);
    await sitExam(app, session, candidate);
    expect(await open(director, candidate.sittingId)).toMatchObject({ code: "NOT_TYPED" });
    expect(await openings(candidate.caller, candidate.sittingId)).toEqual([]);
  });
});

describe("a marker", () => {
  let raterId: string;
  beforeEach(async () => {
    await ensurePolicy(app);
    await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
    raterId = nth(await makeRaters(app, 2), 0).accountId;
  });

  /** A text of a session that begins now, as one of the two who mark it has it. */
  async function allotted() {
    const session = await sessionWorld(app, { candidates: 1 });
    const candidate = nth(session.candidates, 0);
    await sitExam(app, session, candidate);
    await app.drain();
    const { id: taskId } = await app.deps.db.markingTask.findFirstOrThrow({
      where: { sittingId: candidate.sittingId, unit: "writing.EE", raterId },
      select: { id: true },
    });
    // Days may have passed since anybody signed in.
    const marker = () => app.as(raterId);
    return {
      candidate,
      taskId,
      look: async () => (await marker()).call(openMarkedHistory, { params: { taskId } }),
      mark: async () => (await marker()).must(recordMark, { params: { taskId }, body: { bands: [...level], comments: "" } }),
    };
  }
  const offered = async () => {
    const { replayable } = await (await app.as(raterId)).must(markingTasks, {});
    return replayable.map(({ taskId }) => taskId);
  };

  /** Proposed by the directorate, approved by the committee, and in force. */
  async function approveReplay(): Promise<void> {
    const rules = { ...rulesOf({}), marking: { mayReplay: true } };
    const { proposalId } = await director.must(policies.proposePolicy, { body: { rules, reason: "Tout le monde tape." } });
    const committee = await app.as(await app.account({ roles: ["COMMITTEE"] }));
    const { earliest } = await committee.must(policies.policyDesk, {});
    await committee.must(policies.approvePolicy, { params: { proposalId }, body: { effectiveOn: earliest } });
    app.clock.advance(2 * 86_400);
    director = await app.as(directorId);
  }

  test("[HIS-4] opens none that the rules of its session do not allow, not even once later ones do; of sessions from then on, after their own mark", async () => {
    const before = await allotted();
    expect(await before.look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await before.mark();
    expect(await before.look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await offered()).toEqual([]);

    await approveReplay();
    const after = await allotted();
    expect(await after.look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await offered()).toEqual([]);
    await after.mark();
    expect(await before.look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await offered()).toEqual([after.taskId]);
    expect(await after.look()).toMatchObject({ ok: true });
    const { accountId, sittingId } = before.candidate;
    expect(await openings(await app.as(accountId), sittingId)).toEqual([]);
  });

  test("[HIS-4] opens one without a name and without the record, and the person learns of it", async () => {
    await addRules(app, (rules) => ({ ...rules, marking: { mayReplay: true } }));
    const { candidate, taskId, look, mark } = await allotted();
    await mark();
    const seen = await look();
    if (!seen.ok) throw new Error("It was refused.");
    expect(Object.keys(seen.value).toSorted()).toEqual(["durationMs", "language", "steps"]);
    expect(textAfter(seen.value.steps, seen.value.steps.length)).toBe(sampleText);
    const noted = await openings(candidate.caller, candidate.sittingId);
    expect(noted).toMatchObject([{ observer: "SERVER", authorName: null, text: null }]);
    const others = await app.as(await app.account({ roles: ["RATER"] }));
    expect(await others.call(openMarkedHistory, { params: { taskId } })).toMatchObject({ code: "NOT_FOUND" });
  });
});

test("[HIS-3] the person opens their own once the result was sent", async () => {
  await ensurePolicy(app);
  await makeRaters(app, 2);
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  const { sittingId } = candidate;
  await sitExam(app, session, candidate);
  await app.drain();
  await markTexts(app, sittingId, [level, level]);
  expect(await open(candidate.caller, sittingId, "")).toMatchObject({ code: "NOT_FOUND" });
  const { reportId } = await director.must(results.resultOf, { params: { sittingId } });
  await director.must(results.confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
  expect(await candidate.caller.must(results.myResult, { params: { sittingId } })).toMatchObject({ wasTyped: true });
  expect(await open(candidate.caller, sittingId, "")).toMatchObject({ ok: true });
  expect(await openings(candidate.caller, sittingId)).toEqual([]);
});
