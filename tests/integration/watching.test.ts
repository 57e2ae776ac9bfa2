import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSession, deskSessions, openActivity, sessionBoard } from "#shared/protocol/conduct.ts";
import { addStaffObservation, sittingRecord } from "#shared/protocol/integrity.ts";
import { joinRoom, sessionSupervision } from "#shared/protocol/rooms.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { entrustWatching, sessionWatchers, supervisionWall } from "#shared/protocol/watching.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
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
  const { watchers, colleagues } = await nth(world.advisers, 1).caller.must(sessionWatchers, { params });
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
