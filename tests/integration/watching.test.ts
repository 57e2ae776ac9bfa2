import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSession, deskSessions, openActivity, sessionBoard } from "#shared/protocol/conduct.ts";
import { addStaffObservation, sittingRecord, sittingWatch } from "#shared/protocol/integrity.ts";
import { joinRoom, sessionSupervision } from "#shared/protocol/rooms.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { entrustWatching, sessionWatchers, supervisionWall, withdrawWatching } from "#shared/protocol/watching.ts";
import { constraintsOfOne } from "#server/features/marking/constraints.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { peerOfExpelledTopic } from "#server/platform/media-topics.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";
import { supervisedWorld } from "../support/supervised-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function readingWorld(): Promise<SessionWorld & { readonly roomId: string }> {
  const world = await supervisedWorld(app);
  const params = { sessionId: world.sessionId };
  const { caller } = nth(world.advisers, 0);
  await caller.must(openActivity, { params: { ...params, activity: "READING" }, body: { sittingIds: null } });
  const { roomId } = await caller.must(sessionSupervision, { params });
  if (!roomId) throw new Error("Nobody is seen.");
  return { ...world, roomId };
}

async function colleague(): Promise<{ readonly accountId: string; readonly caller: Caller }> {
  const accountId = await app.account({ roles: ["ADVISER"], givenName: "Hélène", familyName: "Roy" });
  return { accountId, caller: await app.as(accountId) };
}

const entrust = ({ advisers, sessionId }: SessionWorld, accountId: string) =>
  nth(advisers, 0).caller.call(entrustWatching, { params: { sessionId }, body: { accountId } });

test("[SUP-11] one adviser who was asked to sees everybody of several sessions, is named to the people, and leads none of them", async () => {
  const [one, two, three] = [await readingWorld(), await readingWorld(), await readingWorld()];
  const helene = await colleague();
  expect(await helene.caller.must(supervisionWall, {})).toMatchObject({ sessions: [] });
  for (const world of [one, two]) expect(await entrust(world, helene.accountId)).toMatchObject({ ok: true });
  const { sessions } = await helene.caller.must(supervisionWall, {});
  expect(sessions.map(({ sessionId, isOwn, roomId, people }) => ({ sessionId, isOwn, roomId, people: people.length }))).toEqual(
    [one, two].map(({ sessionId, roomId }) => ({ sessionId, isOwn: false, roomId, people: 2 })),
  );
  expect((await helene.caller.must(deskSessions, {})).watching).toBe(2);
  expect(sessions[0]?.people.map(({ peer }) => peer).toSorted()).toEqual(one.candidates.map(({ accountId }) => accountId).toSorted());

  const entry = await helene.caller.must(joinRoom, { params: { roomId: one.roomId } });
  expect(readTicket(app.deps.config.secret, entry.ticket ?? "", app.clock.now())).toMatchObject({ part: "WATCHER", canPublish: ["microphone"] });
  const { caller, sittingId } = nth(one.candidates, 0);
  const { supervision } = await caller.must(mySitting, { params: { sittingId } });
  expect(supervision?.watchers).toHaveLength(3);
  expect(supervision?.watchers).toContain("Hélène Roy");
  const seen = await caller.must(joinRoom, { params: { roomId: one.roomId } });
  expect(seen.people.map(({ name }) => name)).toContain("Hélène Roy");
  expect(await helene.caller.call(joinRoom, { params: { roomId: three.roomId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await helene.caller.call(sessionBoard, { params: { sessionId: one.sessionId } })).toMatchObject({ code: "NOT_FOUND" });
  // Whoever leads a session has it on the same board.
  expect((await nth(three.advisers, 0).caller.must(supervisionWall, {})).sessions).toMatchObject([{ sessionId: three.sessionId, isOwn: true }]);
});

test("[SUP-12] whoever watches notes what they see under their name, reads no record, and watches no longer than the session lasts", async () => {
  const world = await readingWorld();
  const helene = await colleague();
  const { sittingId, caller } = nth(world.candidates, 0);
  const observation = { params: { sittingId }, body: { category: "NOISE" as const } };
  expect(await helene.caller.call(addStaffObservation, observation)).toMatchObject({ code: "NOT_FOUND" });
  await entrust(world, helene.accountId);
  await helene.caller.must(addStaffObservation, observation);
  const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
  expect(observations.find(({ kind }) => kind === "STAFF_OBSERVATION")).toMatchObject({ category: "NOISE", authorName: "Hélène Roy" });
  expect(await helene.caller.call(sittingRecord, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
  for (const person of world.candidates)
    await commit(app.deps, (uow) => moveSittingStep(uow, person.sittingId, "stop", person.accountId));
  await nth(world.advisers, 0).caller.must(closeSession, { params: { sessionId: world.sessionId } });
  expect(await helene.caller.must(supervisionWall, {})).toMatchObject({ sessions: [] });
  expect(await helene.caller.call(joinRoom, { params: { roomId: world.roomId } })).toMatchObject({ code: "ROOM_NOT_OPEN" });
  expect(await helene.caller.call(addStaffObservation, observation)).toMatchObject({ code: "NOT_FOUND" });
  expect(await entrust(world, (await colleague()).accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
});

test("[SUP-12] watching is entrusted by an adviser of the session, at home, to another adviser, once", async () => {
  const world = await readingWorld();
  const helene = await colleague();
  const params = { sessionId: world.sessionId };
  const stranger = await colleague();
  expect(await stranger.caller.call(entrustWatching, { params, body: { accountId: helene.accountId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await stranger.caller.call(sessionWatchers, { params })).toMatchObject({ code: "NOT_FOUND" });
  const marker = await app.account({ roles: ["RATER"] });
  for (const accountId of [marker, nth(world.advisers, 1).accountId]) expect(await entrust(world, accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect(await entrust(await sessionWorld(app, { deliveryMode: "IN_PERSON" }), helene.accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  for (let time = 0; time < 2; time += 1) expect(await entrust(world, helene.accountId)).toMatchObject({ ok: true });
  const { watchers, colleagues } = (await nth(world.advisers, 1).caller.must(sessionWatchers, { params })).WATCH;
  expect(watchers).toEqual([{ accountId: helene.accountId, name: "Hélène Roy" }]);
  expect(colleagues.map(({ accountId }) => accountId)).toContain(stranger.accountId);
  expect(colleagues.map(({ accountId }) => accountId)).not.toContain(helene.accountId);
  // The database says the same, whatever a program believes.
  const { sessionWatcher } = app.deps.db;
  const row = { sessionId: world.sessionId, entrustedById: stranger.accountId, entrustedAt: app.clock.now() };
  await expect(sessionWatcher.create({ data: { ...row, accountId: stranger.accountId } })).rejects.toThrow("only an adviser of the session");
  await expect(sessionWatcher.create({ data: { ...row, entrustedById: nth(world.advisers, 0).accountId, accountId: marker } })).rejects.toThrow("another adviser watches");
  await expect(sessionWatcher.deleteMany({ where: params })).rejects.toThrow();
});

const withdraw = ({ sessionId, advisers }: SessionWorld, accountId: string, { reason = "Un autre besoin", by = 0 } = {}) =>
  nth(advisers, by).caller.call(withdrawWatching, { params: { sessionId, accountId }, body: { reason } });

test("[SUP-14] watching that is withdrawn ends at once: nobody is seen, entered or noted any more, no name is read, and the room is told", async () => {
  const [world, other] = [await readingWorld(), await readingWorld()];
  const helene = await colleague();
  for (const one of [world, other]) await entrust(one, helene.accountId);
  const { sittingId, caller } = nth(world.candidates, 0);
  const expelled: unknown[] = [];
  const stop = app.deps.bus.subscribe((topic) => {
    const found = peerOfExpelledTopic(topic);
    if (found) expelled.push(found);
  });
  expect(await withdraw(world, helene.accountId, { by: 1 })).toMatchObject({ ok: true });
  stop();
  expect(expelled).toEqual([{ room: world.roomId, peer: helene.accountId }]);
  const { sessions } = await helene.caller.must(supervisionWall, {});
  expect(sessions.map(({ sessionId }) => sessionId)).toEqual([other.sessionId]);
  expect((await helene.caller.must(deskSessions, {})).watching).toBe(1);
  expect(await helene.caller.call(joinRoom, { params: { roomId: world.roomId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await helene.caller.call(addStaffObservation, { params: { sittingId }, body: { category: "NOISE" } })).toMatchObject({ code: "NOT_FOUND" });
  const { supervision } = await caller.must(mySitting, { params: { sittingId } });
  expect(supervision?.watchers).not.toContain("Hélène Roy");
  expect((await caller.must(sittingWatch, { params: { sittingId } })).watchers).toEqual([]);
  expect((await caller.must(joinRoom, { params: { roomId: world.roomId } })).people.map(({ name }) => name)).not.toContain("Hélène Roy");
  const { WATCH: { watchers, colleagues } } = await nth(world.advisers, 0).caller.must(sessionWatchers, { params: { sessionId: world.sessionId } });
  expect(watchers).toEqual([]);
  expect(colleagues.map(({ accountId }) => accountId)).toContain(helene.accountId);
});

test("[SUP-14] a node that was told nothing learns with its next report who has to leave, and of whom alone", async () => {
  const [world, other] = [await readingWorld(), await readingWorld()];
  const helene = await colleague();
  for (const one of [world, other]) await entrust(one, helene.accountId);
  const peers = [helene.accountId, nth(world.advisers, 0).accountId, nth(world.candidates, 0).accountId];
  const rooms = [world.roomId, other.roomId];
  const report = async () => {
    const node = { url: "", capacity: 60, people: 0, load: 0, isDraining: false, rooms, present: rooms.map((room) => ({ room, peers })) };
    return (await createMediaOffice(app.deps).report(node)).expelled;
  };
  expect(await report()).toEqual([]);
  await withdraw(world, helene.accountId);
  expect(await report()).toEqual([{ room: world.roomId, peer: helene.accountId }]);
  // Asked again, they may.
  expect(await entrust(world, helene.accountId)).toMatchObject({ ok: true });
  expect(await report()).toEqual([]);
  expect((await helene.caller.must(joinRoom, { params: { roomId: world.roomId } })).part).toBe("WATCHER");
});

test("[SUP-14] it is withdrawn by an adviser of the session, with a reason, before the session is over; the fact stays", async () => {
  const world = await readingWorld();
  const [helene, stranger] = [await colleague(), await colleague()];
  const params = { sessionId: world.sessionId, accountId: helene.accountId };
  expect(await withdraw(world, helene.accountId)).toMatchObject({ code: "NOT_FOUND" });
  await entrust(world, helene.accountId);
  for (const { caller } of [stranger, helene])
    expect(await caller.call(withdrawWatching, { params, body: { reason: "Un motif" } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await withdraw(world, helene.accountId, { reason: "  " })).toMatchObject({ code: "BAD_INPUT" });
  const { sessionWatcher, watchingWithdrawal } = app.deps.db;
  const { id: watcherId } = await sessionWatcher.findFirstOrThrow({ where: params });
  const row = { watcherId, withdrawnById: stranger.accountId, reason: "Un motif", withdrawnAt: app.clock.now() };
  await expect(watchingWithdrawal.create({ data: row })).rejects.toThrow("only an adviser of the session");
  const { accountId: entrustedById } = nth(world.advisers, 0);
  await expect(sessionWatcher.create({ data: { ...params, entrustedById, entrustedAt: app.clock.now() } })).rejects.toThrow();
  expect(await withdraw(world, helene.accountId)).toMatchObject({ ok: true });
  expect(await withdraw(world, helene.accountId)).toMatchObject({ code: "NOT_FOUND" });
  expect(await watchingWithdrawal.findMany({ where: { watcherId } })).toMatchObject([{ reason: "Un autre besoin", withdrawnById: entrustedById }]);
  await expect(watchingWithdrawal.deleteMany({ where: { watcherId } })).rejects.toThrow();
  // Who has seen these people has met them, for ever.
  expect((await constraintsOfOne(app.deps.db, nth(world.candidates, 0).sittingId)).hasMet).toContain(helene.accountId);
  await entrust(world, helene.accountId);
  for (const person of world.candidates)
    await commit(app.deps, (uow) => moveSittingStep(uow, person.sittingId, "stop", person.accountId));
  await nth(world.advisers, 0).caller.must(closeSession, { params: { sessionId: world.sessionId } });
  expect(await withdraw(world, helene.accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
});
