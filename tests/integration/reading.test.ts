import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationHash, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { myDiscussion, openDiscussion } from "#shared/protocol/discussion.ts";
import { writingContent } from "#shared/protocol/exam-content.ts";
import { myInterview, openInterview } from "#shared/protocol/interview.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** One answer from a page that has just opened the run. */
async function save(caller: Caller, runId: string, clientId: string, key: string, value: AnswerValue) {
  const { leaseEpoch, head } = await caller.must(takeLease, { params: { runId }, body: { clientId } });
  const from = head + 1;
  const ops = [{ seq: from, key, value, hash: operationHash({ key, value }) }];
  return caller.call(saveAnswers, { params: { runId }, body: { leaseEpoch, clientId, from, ops } });
}

const end = (sittingId: string, activity: "READING" | "DISCUSSION" | "WRITING") =>
  commit(app.deps, (uow) => moveRunStep(uow, sittingId, activity, "submit", null));

describe("highlights", () => {
  test("[RDG-7] places of the situation and of one’s own document are saved; any other is refused", async () => {
    const world = await sessionWorld(app);
    const { caller, sittingId } = nth(world.candidates, 0);
    const runId = await openRun(app, sittingId, "READING");
    const send = (value: AnswerValue) => save(caller, runId, "page-aaaaaaaa", "highlights", value);
    expect(await send(["SITUATION:0-12:IMPORTANT", "inf-d1:3-9:CHECK"])).toMatchObject({ ok: true });
    for (const refused of [
      ["inf-d2:3-9:CHECK"],
      ["SITUATION:0-99999:CHECK"],
      ["SITUATION:0-12:PINK"],
      "SITUATION:0-12:CHECK",
      null,
    ])
      expect(await send(refused)).toMatchObject({ ok: false, code: "BAD_INPUT" });
  });

  test("[RDG-9] they come back to another page, and follow into the discussion, the writing and the interview", async () => {
    const world = await sessionWorld(app);
    const [mine, theirs] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const { caller, sittingId } = mine;
    const params = { sittingId };
    const marked = { documentId: "SITUATION", start: 4, end: 20, kind: "DISCUSS" };
    const value = ["SITUATION:4-20:DISCUSS"];
    const readingRun = await openRun(app, sittingId, "READING");
    await save(caller, readingRun, "page-aaaaaaaa", "highlights", value);
    const again = await caller.must(takeLease, { params: { runId: readingRun }, body: { clientId: "page-bbbbbbbb" } });
    expect(again.answers).toMatchObject([{ key: "highlights", value }]);
    await openRun(app, theirs.sittingId, "READING");
    for (const one of [mine, theirs]) await end(one.sittingId, "READING");

    const [marc, line] = [nth(world.advisers, 0), nth(world.advisers, 1)];
    await marc.caller.must(openDiscussion, {
      params: { sessionId: world.sessionId },
      body: { secondAdviserId: line.accountId },
    });
    expect((await caller.must(myDiscussion, { params })).highlights).toEqual([marked]);
    const other = { params: { sittingId: theirs.sittingId } };
    expect((await theirs.caller.must(myDiscussion, other)).highlights).toEqual([]);
    for (const one of [mine, theirs]) await end(one.sittingId, "DISCUSSION");

    const writingRun = await openRun(app, sittingId, "WRITING");
    expect((await caller.must(writingContent, { params })).highlights).toEqual([marked]);
    // What is marked while one writes is the newest.
    await save(caller, writingRun, "page-cccccccc", "highlights", ["inf-d1:0-4:CHECK", ...value]);
    expect((await caller.must(writingContent, { params })).highlights).toEqual([marked]);
    app.clock.advance(5);
    await save(caller, writingRun, "page-cccccccc", "highlights", ["SITUATION:4-20:DISCUSS", "inf-d1:0-4:CHECK"]);
    const both = [marked, { documentId: "inf-d1", start: 0, end: 4, kind: "CHECK" }];
    expect((await caller.must(writingContent, { params })).highlights).toEqual(both);
    await end(sittingId, "WRITING");
    await marc.caller.must(openInterview, { params });
    expect((await caller.must(myInterview, { params })).highlights).toEqual(both);
  });
});
