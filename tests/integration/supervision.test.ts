import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currentEasingVersion, easingRulesOf } from "#shared/domain/rooms/easing.ts";
import * as conduct from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { joinRoom, sessionSupervision } from "#shared/protocol/rooms.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { endByTwo, nth, sessionWorld, type SessionWorld, type WorldOptions } from "../support/session-world.ts";
import { agree, supervisedWorld } from "../support/supervised-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const readyWorld = (options: WorldOptions = {}): Promise<SessionWorld> => supervisedWorld(app, options);

const openReading = ({ advisers, sessionId }: SessionWorld, by = 0, sittingIds: string[] | null = null) =>
  nth(advisers, by).caller.must(conduct.openActivity, { params: { sessionId, activity: "READING" }, body: { sittingIds } });
const seenBy = ({ advisers, sessionId }: SessionWorld) =>
  nth(advisers, 0).caller.must(sessionSupervision, { params: { sessionId } });
const supervisionOf = async ({ caller, sittingId }: SessionWorld["candidates"][number]) =>
  (await caller.must(mySitting, { params: { sittingId } })).supervision;

async function openRoom(world: SessionWorld): Promise<string> {
  await openReading(world);
  const { roomId } = await seenBy(world);
  if (!roomId) throw new Error("Nobody is seen.");
  return roomId;
}

describe("who is seen", () => {
  test("[SUP-1] one room shows everybody from the first reading on, however many advisers open it; it closes with the session", async () => {
    const world = await readyWorld();
    expect(await seenBy(world)).toEqual({ roomId: null, people: [] });
    const [amina, joseph] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    expect(await supervisionOf(amina)).toMatchObject({ roomId: null });
    await Promise.all([openReading(world, 0, [amina.sittingId]), openReading(world, 1, [joseph.sittingId])]);
    const { roomId, people } = await seenBy(world);
    expect(await app.deps.db.room.count({ where: { sessionId: world.sessionId, kind: "SUPERVISION" } })).toBe(1);
    expect(people.map(({ sittingId, peer, name }) => [sittingId, peer, name])).toEqual([
      [amina.sittingId, amina.accountId, "Amina C."],
      [joseph.sittingId, joseph.accountId, "Joseph C."],
    ]);
    expect(await supervisionOf(joseph)).toMatchObject({ roomId });
    // What is left of the day is not this test's: everybody's sitting ends.
    for (const { sittingId, accountId } of world.candidates)
      await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "stop", accountId));
    await nth(world.advisers, 0).caller.must(conduct.closeSession, { params: { sessionId: world.sessionId } });
    expect(await seenBy(world)).toEqual({ roomId: null, people: [] });
  });

  test("[SUP-1] nobody is seen in person, nor whoever does not agree or takes it back", async () => {
    const atTable = await readyWorld({ deliveryMode: "IN_PERSON" });
    await openReading(atTable);
    expect(await seenBy(atTable)).toEqual({ roomId: null, people: [] });
    expect(await supervisionOf(nth(atTable.candidates, 0))).toBeNull();

    const world = await readyWorld();
    const roomId = await openRoom(world);
    const [amina] = world.candidates;
    if (!amina) throw new Error("There is nobody.");
    await agree(amina, false);
    expect(await supervisionOf(amina)).toBeNull();
    expect(await amina.caller.call(joinRoom, { params: { roomId } })).toMatchObject({ ok: false, code: "RUN_NOT_OPEN" });
  });

  test("[SUP-2, EASE-1] a candidate’s ticket sends three sources and receives nobody; an adviser’s sends a voice and sees all", async () => {
    const world = await readyWorld();
    const roomId = await openRoom(world);
    const amina = nth(world.candidates, 0);
    const ticketOf = (given: string | null) => readTicket(app.deps.config.secret, given ?? "", app.clock.now());
    const entry = await amina.caller.must(joinRoom, { params: { roomId } });
    expect(ticketOf(entry.ticket)).toMatchObject({ part: "WATCHED", canPublish: ["camera", "microphone", "screen"], recorded: [] });
    expect(entry.easing).toEqual(easingRulesOf(currentEasingVersion, "WATCHED"));
    expect(entry.people.filter(({ role }) => role === "CANDIDATE").map(({ peer }) => peer)).toEqual([amina.accountId]);
    const seen = await nth(world.advisers, 0).caller.must(joinRoom, { params: { roomId } });
    expect(ticketOf(seen.ticket)).toMatchObject({ part: "WATCHER", canPublish: ["microphone"] });
    expect(seen.easing).toBeNull();
    expect(seen.people).toHaveLength(4);
  });

  test("[SUP-1] a candidate enters while reading or writing only, and an adviser of another session never", async () => {
    const world = await readyWorld();
    const roomId = await openRoom(world);
    const amina = nth(world.candidates, 0);
    await endByTwo(world, 0, "READING");
    expect(await amina.caller.call(joinRoom, { params: { roomId } })).toMatchObject({ ok: false, code: "RUN_NOT_OPEN" });
    const stranger = nth((await sessionWorld(app)).advisers, 0);
    expect(await stranger.caller.call(joinRoom, { params: { roomId } })).toMatchObject({ ok: false, code: "NOT_FOUND" });
    expect(await stranger.caller.call(sessionSupervision, { params: { sessionId: world.sessionId } })).toMatchObject({ ok: false, code: "NOT_FOUND" });
  });
});

describe("what the record says", () => {
  const recordOf = async (world: SessionWorld) => {
    const { sittingId, caller } = nth(world.candidates, 0);
    const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
    // Two facts of one moment have no order of their own.
    const inOrder = observations.toSorted((one, other) => one.kind.localeCompare(other.kind));
    return inOrder.map(({ kind, observer, authorName, seconds }) => [kind, observer, authorName, seconds]);
  };

  test("[SUP-5] a source that is lost or back is written once, and the board says to look", async () => {
    const world = await readyWorld();
    const roomId = await openRoom(world);
    const office = createMediaOffice(app.deps);
    const peer = nth(world.candidates, 0).accountId;
    await office.note(roomId, { kind: "SOURCE_BACK", peer, source: "screen" });
    for (let time = 0; time < 2; time += 1) await office.note(roomId, { kind: "SOURCE_LOST", peer, source: "screen", sinceMs: app.clock.now().getTime() });
    const board = await nth(world.advisers, 0).caller.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    expect(board.sittings[0]).toMatchObject({ sittingId: nth(world.candidates, 0).sittingId, level: "LOOK", reasons: expect.arrayContaining(["DEVICE_LOST"]) });
    await office.note(roomId, { kind: "SOURCE_BACK", peer, source: "screen" });
    const shares = async () =>
      (await recordOf(world)).filter(([kind]) => kind === "SHARE_STOPPED" || kind === "SHARE_RESUMED");
    expect(await shares()).toEqual([
      ["SHARE_RESUMED", "SERVER", null, null],
      ["SHARE_STOPPED", "SERVER", null, null],
    ]);
    // Of somebody who is not of this room nothing is written.
    await office.note(roomId, { kind: "SOURCE_LOST", peer: nth(world.advisers, 0).accountId, source: "screen", sinceMs: 0 });
    expect(await shares()).toHaveLength(2);
  });

  test("[SUP-13] what has never come is a line of its own, and once; when it comes, that is another", async () => {
    const world = await readyWorld();
    const roomId = await openRoom(world);
    const office = createMediaOffice(app.deps);
    const peer = nth(world.candidates, 0).accountId;
    const never = { kind: "SOURCE_LOST", peer, sinceMs: app.clock.now().getTime(), why: "NEVER" } as const;
    for (let time = 0; time < 2; time += 1) await office.note(roomId, { ...never, source: "screen" });
    await office.note(roomId, { ...never, source: "camera" });
    // A node that was started again does not know better.
    await office.note(roomId, { kind: "SOURCE_LOST", peer, source: "screen", sinceMs: never.sinceMs });
    for (const source of ["screen", "camera", "microphone"] as const) await office.note(roomId, { kind: "SOURCE_BACK", peer, source });
    const lines = (await recordOf(world)).map(([kind]) => kind).filter((kind) => /^(SHARE|CAMERA|MICROPHONE)_/.test(String(kind)));
    expect(lines).toEqual(["CAMERA_MISSING", "CAMERA_RESTORED", "SHARE_MISSING", "SHARE_RESUMED"]);
  });

  test("[SUP-10] a screen that another page has not brought stands in the record with its cause, and stops no clock at once", async () => {
    const world = await readyWorld();
    const roomId = await openRoom(world);
    const office = createMediaOffice(app.deps);
    const { accountId: peer, sittingId, caller } = nth(world.candidates, 0);
    await office.note(roomId, { kind: "SOURCE_LOST", peer, source: "screen", sinceMs: app.clock.now().getTime(), why: "HANDED_OVER" });
    const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
    const lines = observations.filter(({ kind }) => kind === "SHARE_STOPPED" || kind === "DEVICE_STOPPED_CLOCK");
    expect(lines.map(({ kind, context }) => [kind, context])).toEqual([["SHARE_STOPPED", "OTHER_PAGE"]]);
    expect((await caller.must(mySitting, { params: { sittingId } })).runs[0]).toMatchObject({ state: "OPEN" });
  });

  test("[SUP-4] a private talk stands in the record, with who spoke and how long", async () => {
    const world = await readyWorld();
    const roomId = await openRoom(world);
    const office = createMediaOffice(app.deps);
    const talk = { peer: nth(world.candidates, 0).accountId, by: nth(world.advisers, 0).accountId };
    await office.note(roomId, { kind: "TALK_BEGUN", ...talk });
    app.clock.advance(40);
    await office.note(roomId, { kind: "TALK_ENDED", ...talk, why: "STOPPED" });
    const written = (await recordOf(world)).filter(([kind]) => String(kind).startsWith("TALK"));
    expect(written).toEqual([
      ["TALK_ENDED", "STAFF", expect.stringContaining("Marc"), 40],
      ["TALK_STARTED", "STAFF", expect.stringContaining("Marc"), null],
    ]);
    const other = nth(world.candidates, 1);
    const { observations } = await other.caller.must(sittingRecord, { params: { sittingId: other.sittingId } });
    expect(observations.map(({ kind }) => kind)).not.toContain("TALK_STARTED");
  });
});
