import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordingsDesk } from "#shared/protocol/recordings.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { placeRoom } from "#server/features/rooms/place-room.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

/** Where rooms live, with media nodes that are rows of the directory. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  // The directory goes by the database's clock: rooms of another day take no seats.
  app.clock.set(new Date().toISOString());
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.room.updateMany({ data: { mediaNodeId: null, mediaSeats: 0 } });
  await app.deps.db.mediaNode.deleteMany();
});

const officeOf = (node: string) =>
  createMediaOffice({ ...app.deps, config: { ...app.deps.config, media: { ...app.deps.config.media, node } } });
const lives = (node: string, facts: { capacity?: number; load?: number; isDraining?: boolean } = {}, held: readonly string[] = []) =>
  officeOf(node).report({ url: `https://${node}.test`, capacity: 60, people: 0, load: 0.1, isDraining: false, rooms: held, present: [], ...facts });
const dies = (node: string) =>
  app.deps.db.mediaNode.update({ where: { id: node }, data: { heartbeatAt: new Date("2020-01-01T00:00:00Z") } });

async function calls(world: SessionWorld, index: number): Promise<string> {
  const { sittingId, accountId } = nth(world.candidates, index);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  return (await nth(world.advisers, 0).caller.must(rooms.openCheckIn, { params: { sittingId } })).roomId;
}
const join = (world: SessionWorld, roomId: string) =>
  nth(world.advisers, 0).caller.call(rooms.joinRoom, { params: { roomId } });
async function nodeOf(world: SessionWorld, roomId: string): Promise<string | undefined> {
  const joined = await join(world, roomId);
  if (!joined.ok) return joined.code;
  const node = readTicket(app.deps.config.secret, joined.value.ticket ?? "", app.clock.now())?.node;
  expect(joined.value.mediaUrl).toBe(`https://${node}.test`);
  return node;
}

test("[PLACE-2] without a media node that lives nobody gets a ticket; with one everybody of a room gets the same", async () => {
  const world = await sessionWorld(app);
  const roomId = await calls(world, 0);
  expect(await join(world, roomId)).toMatchObject({ ok: false, status: 503, code: "UNAVAILABLE" });
  await lives("one");
  const { caller } = nth(world.candidates, 0);
  const [first, second] = await Promise.all([
    nodeOf(world, roomId),
    caller.must(rooms.joinRoom, { params: { roomId } }),
  ]);
  expect(first).toBe("one");
  expect(second.mediaUrl).toBe("https://one.test");
});

test("[STORE-3] a node whose disk has little room left is given no new room, keeps those that it has, and is named", async () => {
  const world = await sessionWorld(app);
  const first = await calls(world, 0);
  await lives("one");
  expect(await nodeOf(world, first)).toBe("one");
  const { config } = app.deps;
  const recording = { ...config.recording, minFreeBytes: Number.MAX_SAFE_INTEGER };
  const full = createMediaOffice({ ...app.deps, config: { ...config, recording, media: { ...config.media, node: "one" } } });
  await full.report({ url: "https://one.test", capacity: 60, people: 0, load: 0.1, isDraining: false, rooms: [], present: [] });
  expect(await nodeOf(world, first)).toBe("one");
  const second = await calls(world, 1);
  expect(await join(world, second)).toMatchObject({ ok: false, code: "UNAVAILABLE" });
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  expect((await director.must(recordingsDesk, {})).lowNodes).toEqual(["one"]);
  await lives("one");
  expect(await nodeOf(world, second)).toBe("one");
});

test("[PLACE-1] rooms that are opened at once share the places of a node, and none is given more than it has", async () => {
  const world = await sessionWorld(app, { candidates: 4 });
  const opened = [];
  for (const index of [0, 1, 2]) opened.push(await calls(world, index));
  // The directory goes by the database's clock, which is not the test's own.
  await app.deps.db.room.updateMany({ where: { id: { in: opened } }, data: { openedAt: new Date() } });
  // A check-in is for three: the person and two advisers.
  await lives("small", { capacity: 3 });
  await lives("large", { capacity: 4 });
  const placed = await Promise.all(opened.map((roomId) => nodeOf(world, roomId)));
  expect(new Set(placed)).toEqual(new Set(["UNAVAILABLE", "large", "small"]));
});

test("[PLACE-5] a session whose people are watched and then discuss takes no seat twice, and another session's people keep theirs", async () => {
  const [world, other] = [await sessionWorld(app, { candidates: 4 }), await sessionWorld(app, { candidates: 4 })];
  // Four people and two advisers, each in one room at a time.
  await lives("one", { capacity: 9 });
  const opened = async ({ sessionId, advisers }: SessionWorld, kind: "SUPERVISION" | "DISCUSSION" | "INTERVIEW", seats: number) => {
    const { id } = await app.deps.db.room.create({
      data: { kind, sessionId, state: "LIVE", openedById: nth(advisers, 0).accountId, openedAt: new Date(), frame: {} },
      select: { id: true },
    });
    return { id, place: async () => (await placeRoom(app.deps, id, seats)).ok };
  };
  const [watched, discussion] = [await opened(world, "SUPERVISION", 6), await opened(world, "DISCUSSION", 6)];
  expect([await watched.place(), await discussion.place()]).toEqual([true, true]);
  // Together six: three are left, for a check-in of the other session and for no more than that.
  const [large, small] = [await opened(other, "INTERVIEW", 4), await opened(other, "INTERVIEW", 3)];
  expect([await large.place(), await small.place()]).toEqual([false, true]);
  // What is beside supervision adds up: three more in two interviews would be nine and three.
  const further = await opened(world, "INTERVIEW", 1);
  expect(await further.place()).toBe(false);
  await app.deps.db.room.update({ where: { id: discussion.id }, data: { state: "CLOSED", closedAt: new Date() } });
  expect(await further.place()).toBe(true);
});

test("[PLACE-2] a dead node's rooms are placed again, and the node learns it when it comes back", async () => {
  const world = await sessionWorld(app);
  const roomId = await calls(world, 0);
  await lives("one");
  expect(await nodeOf(world, roomId)).toBe("one");
  await lives("two");
  expect(await nodeOf(world, roomId)).toBe("one");
  await dies("one");
  expect(await nodeOf(world, roomId)).toBe("two");
  expect(await lives("one", {}, [roomId])).toEqual({ closed: [], expelled: [], moved: [roomId] });
  await officeOf("two").leave();
  expect(await nodeOf(world, roomId)).toBe("one");
});

test("[PLACE-4] a node that wants to be rid of its rooms is asked to move them once another one lives, and keeps them until then", async () => {
  const world = await sessionWorld(app);
  const roomId = await calls(world, 0);
  await lives("one");
  expect(await nodeOf(world, roomId)).toBe("one");
  const weary = { isDraining: true };
  expect(await lives("one", weary, [roomId])).toEqual({ closed: [], expelled: [], moved: [] });
  expect(await nodeOf(world, roomId)).toBe("one");
  await lives("two");
  expect(await lives("one", weary, [roomId])).toEqual({ closed: [], expelled: [], moved: [roomId] });
  expect(await nodeOf(world, roomId)).toBe("two");
  await dies("two");
  expect(await nodeOf(world, roomId)).toBe("one");
  await officeOf("one").leave();
  expect(await nodeOf(world, roomId)).toBe("UNAVAILABLE");
});

test("[MEDIA-12] a node is told which of its rooms are over", async () => {
  const world = await sessionWorld(app);
  const roomId = await calls(world, 0);
  await lives("one");
  await nodeOf(world, roomId);
  expect(await lives("one", {}, [roomId])).toEqual({ closed: [], expelled: [], moved: [] });
  await nth(world.advisers, 0).caller.must(rooms.closeCheckIn, { params: { roomId } });
  expect(await lives("one", {}, [roomId])).toEqual({ closed: [roomId], expelled: [], moved: [] });
});
