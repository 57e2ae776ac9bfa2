import { afterAll, beforeAll, expect, test } from "vitest";
import { resultList } from "#shared/protocol/results.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { confirmEveryResult, markEverything, play } from "#tests/support/day.ts";
import { ensurePolicy, makeRaters } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** The whole day without a browser: what the pages send, in order, gives a result that a person confirms. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test("[DAY-1] a day that is played over HTTP ends with a confirmed result for each person", async () => {
  await ensurePolicy(app);
  const raters = await makeRaters(app, 3);
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const world = await sessionWorld(app, { sessionState: "OPEN" });
  const advisers = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller] as const;
  await play({ sessionId: world.sessionId, advisers, sitters: world.candidates }, "INTERVIEWED");
  await app.drain();
  expect(await markEverything(raters.map(({ caller }) => caller))).toBe(4);
  await app.drain();
  const waiting = await director.must(resultList, {});
  expect(waiting.results.map(({ state }) => state)).toEqual(["PENDING_APPROVAL", "PENDING_APPROVAL"]);
  expect(await confirmEveryResult(director)).toHaveLength(2);
  await app.drain();
});
