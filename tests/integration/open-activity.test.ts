import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedPractice } from "#prisma/seed/practice.ts";
import { myOpenActivity } from "#shared/protocol/journey.ts";
import { startPractice } from "#shared/protocol/practice.ts";
import { heartbeat, mySitting } from "#shared/protocol/sitting.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { openRun } from "#tests/support/exam-room.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await seedPractice(app.deps);
});
afterAll(() => app.stop());

const beat = { battery: null, unsent: 0 } as const;

describe("outside the room", () => {
  test("[FILE-8] The activity that is open is known to its own person, with its end.", async () => {
    const world = await sessionWorld(app, { candidates: 2 });
    const [one, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    expect((await one.caller.must(myOpenActivity, {})).open).toBeNull();
    await openRun(app, one.sittingId, "READING");
    const { runs } = await one.caller.must(mySitting, { params: { sittingId: one.sittingId } });
    const reading = runs.find(({ activity }) => activity === "READING");
    expect((await one.caller.must(myOpenActivity, {})).open).toEqual({
      sittingId: one.sittingId,
      activity: "READING",
      endsAt: reading?.endsAt,
    });
    expect((await other.caller.must(myOpenActivity, {})).open).toBeNull();
  });

  test("[FILE-8] A page outside the room is heard: no time is given back for being there.", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(world.candidates, 0);
    await openRun(app, sittingId, "READING");
    const params = { sittingId };
    await caller.must(heartbeat, { params, body: { ...beat, page: "READING" } });
    for (let seconds = 0; seconds < 60; seconds += 5) {
      app.clock.advance(5);
      await caller.must(heartbeat, { params, body: { ...beat, page: "outside" } });
    }
    const { runs } = await caller.must(mySitting, { params });
    expect(runs.find(({ activity }) => activity === "READING")).toMatchObject({ state: "OPEN", ledger: [] });
  });

  test("[FILE-8] Paper and practice have no room to go back to.", async () => {
    const onPaper = await sessionWorld(app, {
      deliveryMode: "IN_PERSON",
      candidates: 1,
      writingTools: ["HANDWRITTEN"],
    });
    const writer = nth(onPaper.candidates, 0);
    await openRun(app, writer.sittingId, "READING");
    expect((await writer.caller.must(myOpenActivity, {})).open).toBeNull();
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller } = nth(world.candidates, 0);
    await caller.must(startPractice, {});
    expect((await caller.must(myOpenActivity, {})).open).toBeNull();
  });
});
