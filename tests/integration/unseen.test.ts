import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openActivity, pauseSittings, resumeSittings, sessionBoard } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { outstandingHelpCalls } from "#shared/protocol/messages.ts";
import { joinRoom, sessionSupervision } from "#shared/protocol/rooms.ts";
import { heartbeat, mySitting } from "#shared/protocol/sitting.ts";
import { isDeviceMissing, lostAtMs } from "#shared/domain/sitting/device-rule.ts";
import { unseenFact, type UnseenFacts } from "#shared/domain/sitting/unseen-rule.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { watchUnseen } from "#server/features/rooms/watch-unseen.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { watchDevices } from "#server/features/sitting/device-steps.ts";
import { clocksThatDisagree } from "#server/features/sitting/queries.ts";
import type { Db } from "#server/platform/db.ts";
import type { Deps } from "#server/platform/deps.ts";
import { createLog } from "#server/platform/log.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { nth, runOf, type SessionWorld } from "../support/session-world.ts";
import { agree, supervisedWorld } from "../support/supervised-world.ts";

/** Somebody at home whose page is heard, and of whom nothing is seen. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(() => app.deps.db.activityRun.updateMany({ where: { state: "OPEN" }, data: { state: "TECHNICAL" } }));

type Person = SessionWorld["candidates"][number];

async function reading() {
  const world = await supervisedWorld(app, { candidates: 1 });
  const person = nth(world.candidates, 0);
  const adviser = nth(world.advisers, 0).caller;
  const params = { sessionId: world.sessionId };
  await adviser.must(openActivity, { params: { ...params, activity: "READING" }, body: { sittingIds: null } });
  const { roomId } = await adviser.must(sessionSupervision, { params });
  if (!roomId) throw new Error("Nobody is seen.");
  await beat(person);
  return { world, person, adviser, params, roomId };
}

const beat = ({ caller, sittingId }: Person, page = "READING") =>
  caller.must(heartbeat, { params: { sittingId }, body: { page, battery: null, unsent: 0 } });

/** The media node's word of each second: who is connected to this room. */
const connected = (roomId: string, ...peers: string[]) =>
  createMediaOffice(app.deps).report({ url: "", capacity: 9, people: 0, load: 0, isDraining: false, rooms: [roomId], present: [{ room: roomId, peers }] });

/** What the server does by itself each second, while the page is heard every five, and its person connected or not. */
async function pass(person: Person, seconds: number, { roomId, page }: { roomId?: string; page?: string } = {}): Promise<void> {
  for (let second = 1; second <= seconds; second += 1) {
    app.clock.advance(1);
    if (second % 5 === 0 || second === seconds) await beat(person, page);
    if (roomId) await connected(roomId, person.accountId);
    await watchUnseen(app.deps);
    await watchDevices(app.deps);
    await closeRuns(app.deps);
  }
}

const stateOf = async ({ sittingId }: Person, activity: "READING" | "WRITING" = "READING") => {
  const { state, interruptionCause, timeEntries } = await runOf(app, sittingId, activity);
  return { state, interruptionCause, given: timeEntries.map(({ cause, seconds }) => ({ cause, seconds })) };
};
const linesOf = async ({ caller, sittingId }: Person) =>
  (await caller.must(sittingRecord, { params: { sittingId } })).observations
    .filter(({ kind }) => /^(LIVE_|DEVICE_STOPPED|CONNECTION_LOST|CLOCK_STOPPED)/.test(kind))
    .map(({ kind, observer }) => [kind, observer]);
const running = { state: "OPEN", interruptionCause: null, given: [] };
const stopped = { state: "INTERRUPTED", interruptionCause: "DEVICE" };

describe("somebody whose page is heard and of whom no media node has anything", () => {
  test("[CUT-10] who never comes to the room that shows them: the clock stops after the delay of a device, a person is called once, and all of it is given back when they come", async () => {
    const { person, adviser, params, roomId } = await reading();
    // A ticket is fetched over HTTP, again and again, by a page whose live line is blocked: it connects nobody.
    const joined = await person.caller.must(joinRoom, { params: { roomId } });
    expect(joined.roomId).toBe(roomId);
    await pass(person, 14);
    expect(await linesOf(person)).toEqual([]);
    await person.caller.must(joinRoom, { params: { roomId } });
    await pass(person, 15);
    expect(await linesOf(person)).toEqual([["LIVE_MISSING", "SERVER"]]);
    expect(await stateOf(person)).toEqual(running);
    await pass(person, 1);
    expect(await stateOf(person)).toMatchObject(stopped);
    expect((await person.caller.must(mySitting, { params: { sittingId: person.sittingId } })).runs[0]).toMatchObject({ state: "INTERRUPTED", stopCause: "DEVICE" });
    const tile = async () => (await adviser.must(sessionBoard, { params })).sittings[0];
    expect(await tile()).toMatchObject({ level: "LOOK", reasons: expect.arrayContaining(["HELP_CALLED", "DEVICE_LOST"]) });
    const { calls } = await adviser.must(outstandingHelpCalls, {});
    expect(calls.filter(({ sittingId }) => sittingId === person.sittingId)).toHaveLength(1);
    await pass(person, 20);
    await pass(person, 1, { roomId });
    expect(await stateOf(person)).toEqual({ state: "OPEN", interruptionCause: null, given: [{ cause: "DEVICE", seconds: 51 }] });
    expect(await linesOf(person)).toEqual([["LIVE_MISSING", "SERVER"], ["DEVICE_STOPPED_CLOCK", "SERVER"], ["LIVE_RESTORED", "SERVER"]]);
    // The call is over with its cause.
    expect((await tile())?.reasons).toEqual([]);
    expect(await clocksThatDisagree(app.deps.db)).toEqual([]);
  });

  test("[CUT-10] who was seen and is not any more, while the page goes on being heard: the delay counts from when they were last connected, and what was worked on before it is not given back", async () => {
    const { person, roomId } = await reading();
    await connected(roomId);
    await person.caller.must(joinRoom, { params: { roomId } });
    await pass(person, 60, { roomId });
    expect(await linesOf(person)).toEqual([]);
    await pass(person, 25);
    expect(await linesOf(person)).toEqual([["LIVE_LOST", "SERVER"]]);
    expect(await stateOf(person)).toEqual(running);
    await pass(person, 5);
    expect(await stateOf(person)).toMatchObject(stopped);
    await pass(person, 10);
    await pass(person, 1, { roomId });
    const { state, given } = await stateOf(person);
    expect([state, given.map(({ cause }) => cause)]).toEqual(["OPEN", ["DEVICE"]]);
    expect(given[0]?.seconds).toBeGreaterThanOrEqual(11);
    expect(given[0]?.seconds).toBeLessThanOrEqual(16);
  });

  test("[CUT-10] whoever comes within the delay stops nothing, and a page outside the room shows nobody", async () => {
    const { person, roomId } = await reading();
    await person.caller.must(joinRoom, { params: { roomId } });
    await pass(person, 20);
    await pass(person, 60, { roomId });
    expect(await stateOf(person)).toEqual(running);
    expect(await linesOf(person)).toEqual([["LIVE_MISSING", "SERVER"], ["LIVE_RESTORED", "SERVER"]]);
    await pass(person, 31, { page: "outside" });
    expect(await stateOf(person)).toMatchObject(stopped);
  });

  test("[CUT-10, CUT-4] a page that is silent too is a silence and nothing else, and has the same time again when it is back", async () => {
    const { person, roomId } = await reading();
    await person.caller.must(joinRoom, { params: { roomId } });
    await pass(person, 20, { roomId });
    for (let second = 0; second < 70; second += 1) {
      app.clock.advance(1);
      await watchUnseen(app.deps);
      await watchDevices(app.deps);
      await closeRuns(app.deps);
    }
    expect(await stateOf(person)).toMatchObject({ state: "INTERRUPTED", interruptionCause: "OUTAGE" });
    await beat(person);
    await pass(person, 10);
    await pass(person, 30, { roomId });
    expect(await linesOf(person)).toEqual([["CLOCK_STOPPED", "SERVER"], ["CONNECTION_LOST", "SERVER"]]);
    expect((await stateOf(person)).state).toBe("OPEN");
  });

  test("[CUT-10, CUT-3] what an adviser lets go on, knowing that nothing is seen, goes on", async () => {
    const { person, adviser, params, roomId } = await reading();
    const isTold = async () => (await person.caller.must(mySitting, { params: { sittingId: person.sittingId } })).supervision?.isScreenReleased;
    await pass(person, 40);
    expect(await isTold()).toBe(false);
    await adviser.must(pauseSittings, { params, body: { sittingIds: [person.sittingId], reason: "réseau de l’immeuble" } });
    app.clock.advance(5);
    await adviser.must(resumeSittings, { params, body: { sittingIds: [person.sittingId] } });
    await pass(person, 90);
    expect((await stateOf(person)).state).toBe("OPEN");
    expect((await linesOf(person)).filter(([kind]) => kind === "LIVE_MISSING")).toHaveLength(1);
    // Nothing of theirs is seen, no screen either: the exam is in view all the same, until they are connected.
    expect(await isTold()).toBe(true);
    await person.caller.must(joinRoom, { params: { roomId } });
    await pass(person, 2, { roomId });
    expect(await isTold()).toBe(false);
  });

  test("[CUT-10] nobody is asked for a picture who has not agreed to be seen, nor in person", async () => {
    const { person } = await reading();
    await agree(person, false);
    await pass(person, 60);
    expect([await stateOf(person), await linesOf(person)]).toEqual([running, []]);
    const atTable = await supervisedWorld(app, { candidates: 1, deliveryMode: "IN_PERSON" });
    const sitter = nth(atTable.candidates, 0);
    await nth(atTable.advisers, 0).caller.must(openActivity, { params: { sessionId: atTable.sessionId, activity: "READING" }, body: { sittingIds: null } });
    await pass(sitter, 60);
    expect([await stateOf(sitter), await linesOf(sitter)]).toEqual([running, []]);
  });
});

describe("the look of each second", () => {
  /** The first of these that is looked at cannot be read. */
  function withOneUnreadable(sittingIds: readonly string[]): Deps {
    let isRead = false;
    const db = app.deps.db.$extends({
      query: {
        sitting: {
          findUniqueOrThrow: ({ args, query }) => {
            if (isRead || !sittingIds.includes(String(args.where.id))) return query(args);
            isRead = true;
            throw new Error("unreadable");
          },
        },
      },
    });
    return { ...app.deps, db: db as unknown as Db, log: createLog({ logLevel: "silent" }) };
  }

  test("[CUT-10, CUT-9] somebody of whom the look fails hides nobody who comes after", async () => {
    const world = await supervisedWorld(app, { candidates: 2 });
    const params = { sessionId: world.sessionId };
    const sittingIds = world.candidates.map(({ sittingId }) => sittingId);
    await nth(world.advisers, 0).caller.must(openActivity, { params: { ...params, activity: "READING" }, body: { sittingIds: null } });
    await nth(world.advisers, 0).caller.must(sessionSupervision, { params });
    app.clock.advance(20);
    for (const person of world.candidates) await beat(person);
    const written = async () => (await Promise.all(world.candidates.map(linesOf))).flat().map(([kind]) => kind);
    await watchUnseen(withOneUnreadable(sittingIds));
    expect(await written()).toEqual(["LIVE_MISSING"]);
    await watchUnseen(app.deps);
    expect(await written()).toEqual(["LIVE_MISSING", "LIVE_MISSING"]);
    app.clock.advance(10);
    await watchDevices(withOneUnreadable(sittingIds));
    expect((await written()).filter((kind) => kind === "DEVICE_STOPPED_CLOCK")).toHaveLength(1);
  });
});

describe("the rule", () => {
  const facts: UnseenFacts = { heardAtMs: 60_000, connectedAtMs: null, startedAtMs: 0, restartedAtMs: null, isRunning: true, patienceMs: 15_000, newest: null };

  test("[CUT-10] counts from the last of the opening, the last start of the clock and the last connection, and writes each fact once", () => {
    expect(unseenFact(facts)).toEqual({ kind: "LIVE_MISSING", sinceMs: 0 });
    expect(unseenFact({ ...facts, restartedAtMs: 40_000 })).toEqual({ kind: "LIVE_MISSING", sinceMs: 40_000 });
    expect(unseenFact({ ...facts, connectedAtMs: 30_000 })).toEqual({ kind: "LIVE_LOST", sinceMs: 30_000 });
    // Connected in the reading, never in the writing.
    expect(unseenFact({ ...facts, startedAtMs: 30_000, connectedAtMs: 20_000 })).toEqual({ kind: "LIVE_MISSING", sinceMs: 30_000 });
    for (const late of [{ restartedAtMs: 45_001 }, { connectedAtMs: 45_001 }, { startedAtMs: 45_001 }]) expect(unseenFact({ ...facts, ...late })).toBeNull();
    // As patient as the rules of the session are.
    expect(unseenFact({ ...facts, patienceMs: 60_001 })).toBeNull();
    expect(unseenFact({ ...facts, isRunning: false })).toBeNull();
    const newest = { kind: "LIVE_LOST", writtenAtMs: 50_000 };
    expect(unseenFact({ ...facts, connectedAtMs: 49_000, newest })).toBeNull();
    expect(unseenFact({ ...facts, connectedAtMs: 51_000, newest })).toEqual({ kind: "LIVE_RESTORED" });
    expect(unseenFact({ ...facts, connectedAtMs: 51_000, isRunning: false, newest })).toEqual({ kind: "LIVE_RESTORED" });
  });

  test("[CUT-10, CUT-2] the server's own word on when it was lost is believed however late it is written, a media node's twenty seconds back", () => {
    expect([lostAtMs("LIVE_MISSING", 100_000, 5_000), lostAtMs("LIVE_LOST", 100_000, 5_000), lostAtMs("CAMERA_LOST", 100_000, 5_000)]).toEqual([5_000, 5_000, 80_000]);
    expect([lostAtMs("LIVE_LOST", 100_000, null), lostAtMs("LIVE_LOST", 100_000, 101_000)]).toEqual([100_000, 100_000]);
  });

  test("[CUT-10] what was lost in an activity is not missing in the next one, and a camera still is", () => {
    const noted = (kind: string) => [{ kind, writtenAtMs: 40_000 }];
    expect([isDeviceMissing(noted("LIVE_LOST"), 40_000), isDeviceMissing(noted("LIVE_LOST"), 40_001), isDeviceMissing(noted("CAMERA_LOST"), 40_001)]).toEqual([true, false, true]);
    expect(isDeviceMissing(noted("LIVE_LOST"), null)).toBe(true);
  });
});
