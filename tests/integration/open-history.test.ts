import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationHash, textKey } from "#shared/domain/answers/answer-value.ts";
import { patchBetween, type OperationValue } from "#shared/domain/answers/text-patch.ts";
import { textAfter } from "#shared/domain/answers/typed-timeline.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import * as answers from "#shared/protocol/answers.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { markingTasks, recordMark } from "#shared/protocol/marking.ts";
import * as results from "#shared/protocol/results.ts";
import { openMarkedHistory, openTypedHistory } from "#shared/protocol/typed-history.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { openRun } from "#tests/support/exam-room.ts";
import { ensurePolicy, makeRaters, markTexts, sampleText, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
/** An installation on which everybody types, and whose policy lets markers see. */
let lenient: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  lenient = await startTestApp({ markersMayReplay: true });
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Diane", familyName: "Roy" }));
});
afterAll(() => Promise.all([app.stop(), lenient.stop()]));

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
  async function allotted(on: TestApp) {
    await ensurePolicy(on);
    await on.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
    await makeRaters(on, 2);
    const session = await sessionWorld(on, { candidates: 1 });
    const candidate = nth(session.candidates, 0);
    await sitExam(on, session, candidate);
    await on.drain();
    const task = await on.deps.db.markingTask.findFirstOrThrow({
      where: { sittingId: candidate.sittingId, unit: "writing.EE" },
      select: { id: true, raterId: true },
    });
    const marker = await on.as(task.raterId);
    const look = () => marker.call(openMarkedHistory, { params: { taskId: task.id } });
    const mark = () => marker.must(recordMark, { params: { taskId: task.id }, body: { bands: [...level], comments: "" } });
    return { candidate, task, marker, look, mark };
  }

  test("[HIS-4] opens none where the policy does not allow it, not even after the mark", async () => {
    const { look, mark, marker } = await allotted(app);
    expect(await look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await mark();
    expect(await look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect((await marker.must(markingTasks, {})).replayable).toEqual([]);
  });

  test("[HIS-4] where it is allowed, opens it after their own mark only, without a name, and the person learns of it", async () => {
    const { candidate, task, look, mark, marker } = await allotted(lenient);
    expect(await look()).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await mark();
    expect((await marker.must(markingTasks, {})).replayable).toMatchObject([{ taskId: task.id }]);
    const seen = await look();
    if (!seen.ok) throw new Error("It was refused.");
    expect(Object.keys(seen.value).toSorted()).toEqual(["durationMs", "language", "steps"]);
    expect(textAfter(seen.value.steps, seen.value.steps.length)).toBe(sampleText);
    const noted = await openings(candidate.caller, candidate.sittingId);
    expect(noted).toMatchObject([{ observer: "SERVER", authorName: null, text: null }]);
    const others = await lenient.as(await lenient.account({ roles: ["RATER"] }));
    expect(await others.call(openMarkedHistory, { params: { taskId: task.id } })).toMatchObject({ code: "NOT_FOUND" });
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
