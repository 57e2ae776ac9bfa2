import { afterAll, beforeAll, expect, test } from "vitest";
import { addCaption, roomCaptions } from "#shared/protocol/captions.ts";
import * as conduct from "#shared/protocol/conduct.ts";
import * as discussion from "#shared/protocol/discussion.ts";
import { giveFloor, speakingTimes } from "#shared/protocol/floor.ts";
import { addStaffObservation, sittingRecord, sittingWatch } from "#shared/protocol/integrity.ts";
import { joinRoom } from "#shared/protocol/rooms.ts";
import { entrustWatching, myCaptioning, sessionWatchers, supervisionWall, withdrawWatching, type Duty } from "#shared/protocol/watching.ts";
import { constraintsOfOne } from "#server/features/marking/constraints.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { tookPart } from "#server/features/sitting/queries.ts";
import { peerOfExpelledTopic } from "#server/platform/media-topics.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { grantMeasures } from "../support/accommodations.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openDiscussionIn, type DiscussionWorld } from "../support/discussion-world.ts";
import { nth } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

type Place = DiscussionWorld & { readonly denis: { readonly accountId: string; readonly caller: Caller } };

/** A discussion whose first person was granted captions, and somebody of the support staff whom nobody has asked yet. */
async function place(options: { readonly deliveryMode?: "ONLINE" | "IN_PERSON"; readonly isGranted?: boolean } = {}): Promise<Place> {
  const opened = await openDiscussionIn(app, { candidates: 3, ...options });
  if (options.isGranted ?? true)
    await grantMeasures(app, { registrationId: nth(opened.world.candidates, 0).registrationId, decidedById: opened.marc.accountId }, { hasCaptions: true });
  const accountId = await app.account({ roles: ["SUPPORT", "RATER"], givenName: "Denis", familyName: "Fortin" });
  return { ...opened, denis: { accountId, caller: await app.as(accountId) } };
}

const entrust = ({ marc, params }: Place, accountId: string, duty: Duty = "CAPTIONS") =>
  marc.caller.call(entrustWatching, { params, body: { accountId, duty } });
const withdraw = ({ line, params }: Place, accountId: string, reason = "La personne titulaire est arrivée.") =>
  line.caller.call(withdrawWatching, { params: { ...params, accountId }, body: { reason, duty: "CAPTIONS" } });
const type = ({ denis, roomId }: Place, text: string) =>
  denis.caller.call(addCaption, { params: { roomId }, body: { speaker: "", text } });
const end = async ({ world, marc, roomId, params }: Place): Promise<void> => {
  await marc.caller.must(discussion.closeDiscussion, { params: { roomId } });
  for (const { sittingId, accountId } of world.candidates) await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "stop", accountId));
  await marc.caller.must(conduct.closeSession, { params });
};

test("[CAP-3] captions are entrusted by an adviser of the session, to somebody of the staff who is not of it, where somebody has them", async () => {
  const here = await place();
  const { denis, marc, line, world, params } = here;
  const outsider = await app.account({ roles: ["ADVISER"] });
  const stranger = await app.as(outsider);
  const body = { accountId: denis.accountId, duty: "CAPTIONS" as const };
  expect(await stranger.call(entrustWatching, { params, body })).toMatchObject({ code: "NOT_FOUND" });
  expect(await denis.caller.call(entrustWatching, { params, body })).toMatchObject({ code: "FORBIDDEN" });
  expect(await marc.caller.call(entrustWatching, { params, body: { ...body, duty: "LEADING" as never } })).toMatchObject({ code: "BAD_INPUT" });
  const others = [line.accountId, nth(world.candidates, 1).accountId];
  for (const role of ["RATER", "CLERK", "DIRECTOR", "CANDIDATE"] as const) others.push(await app.account({ roles: [role] }));
  for (const accountId of others) expect(await entrust(here, accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  for (let time = 0; time < 2; time += 1) expect(await entrust(here, denis.accountId)).toMatchObject({ ok: true });
  const { CAPTIONS, WATCH } = await line.caller.must(sessionWatchers, { params });
  expect(CAPTIONS?.watchers).toEqual([{ accountId: denis.accountId, name: "Denis Fortin" }]);
  expect(CAPTIONS?.colleagues.map(({ accountId }) => accountId)).toContain(outsider);
  expect(WATCH.watchers).toEqual([]);
  // Watching stays an adviser’s.
  expect(await entrust(here, denis.accountId, "WATCH")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  // Where nobody has them, there is nothing to type and nobody to ask.
  const without = await place({ isGranted: false });
  expect(await entrust(without, without.denis.accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect((await without.marc.caller.must(sessionWatchers, { params: without.params })).CAPTIONS).toBeNull();
  // The database says the same, whatever a program believes.
  const { sessionWatcher } = app.deps.db;
  const row = { sessionId: world.sessionId, entrustedById: marc.accountId, entrustedAt: app.clock.now(), duty: "CAPTIONS" };
  const refused = { id: true } as const;
  await expect(sessionWatcher.create({ data: { ...row, accountId: denis.accountId }, select: refused })).rejects.toThrow();
  await expect(sessionWatcher.create({ data: { ...row, accountId: outsider, duty: "LEADING" }, select: refused })).rejects.toThrow();
  await expect(sessionWatcher.create({ data: { ...row, accountId: outsider, entrustedById: outsider }, select: refused })).rejects.toThrow("only an adviser of the session");
  for (const accountId of others.slice(2)) await expect(sessionWatcher.create({ data: { ...row, accountId }, select: refused })).rejects.toThrow();
  const both = await app.account({ roles: ["SUPPORT", "CANDIDATE"] });
  expect(await entrust(here, both)).toMatchObject({ ok: true });
});

test("[CAP-3] whoever typed marks none of these people, withdrawn or not, and decides nothing of them", async () => {
  const here = await place();
  const { denis, sittingIds } = here;
  await entrust(here, denis.accountId);
  await withdraw(here, denis.accountId);
  for (const sittingId of sittingIds) {
    expect((await constraintsOfOne(app.deps.db, sittingId)).hasMet).toContain(denis.accountId);
    expect(await tookPart(app.deps.db, denis.accountId, sittingId)).toBe(true);
  }
});

test("[CAP-4] whoever was asked receives the circle, sends nothing and writes; before that the room is not there for them", async () => {
  const here = await place();
  const { denis, roomId, world } = here;
  const params = { roomId };
  for (const refused of [await denis.caller.call(joinRoom, { params }), await denis.caller.call(roomCaptions, { params }), await type(here, "Non.")])
    expect(refused).toMatchObject({ code: "NOT_FOUND" });
  expect(await denis.caller.must(myCaptioning, {})).toEqual({ sessions: [] });
  await entrust(here, denis.accountId);
  expect(await denis.caller.must(myCaptioning, {})).toMatchObject({ sessions: [{ sessionId: world.sessionId, room: { roomId, hasMedia: true } }] });
  const entry = await denis.caller.must(joinRoom, { params });
  expect(entry).toMatchObject({ part: "LISTENER", canPublish: [], easing: null, me: { role: "CAPTIONER", name: "Denis Fortin" } });
  expect(readTicket(app.deps.config.secret, entry.ticket ?? "", app.clock.now())).toMatchObject({ part: "LISTENER", canPublish: [], recorded: [], remembered: [] });
  // Whoever only listens does not begin it.
  expect(await app.deps.db.room.findUnique({ where: { id: roomId }, select: { state: true } })).toEqual({ state: "OPEN" });
  expect(await type(here, "Je propose une ronde à 19 h.")).toMatchObject({ ok: true });
  const [reader, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
  expect((await reader.caller.must(roomCaptions, { params })).captions).toMatchObject([{ text: "Je propose une ronde à 19 h." }]);
  expect(await other.caller.call(roomCaptions, { params })).toMatchObject({ code: "NOT_FOUND" });
  expect((await denis.caller.must(roomCaptions, { params })).names).toHaveLength(1);
});

test("[CAP-4] no other door of the session is open to them, even to an adviser who only types its captions", async () => {
  const here = await place();
  const accountId = await app.account({ roles: ["ADVISER", "SUPPORT"] });
  const caller = await app.as(accountId);
  expect(await entrust(here, accountId)).toMatchObject({ ok: true });
  const { roomId, params, sittingIds } = here;
  const sittingId = nth(sittingIds, 0);
  const refused = { code: "NOT_FOUND" };
  expect(await caller.call(conduct.sessionBoard, { params })).toMatchObject(refused);
  expect(await caller.call(discussion.discussionDesk, { params })).toMatchObject(refused);
  expect(await caller.call(discussion.setDiscussionPart, { params: { roomId }, body: { part: "CLOSING" } })).toMatchObject(refused);
  expect(await caller.call(discussion.closeDiscussion, { params: { roomId } })).toMatchObject(refused);
  expect(await caller.call(giveFloor, { params: { roomId }, body: { sittingId } })).toMatchObject(refused);
  expect(await caller.call(speakingTimes, { params: { roomId } })).toMatchObject(refused);
  expect(await caller.call(sittingRecord, { params: { sittingId } })).toMatchObject(refused);
  expect(await caller.call(addStaffObservation, { params: { sittingId }, body: { category: "NOISE" } })).toMatchObject(refused);
  expect(await caller.call(sessionWatchers, { params })).toMatchObject(refused);
  expect(await caller.must(supervisionWall, {})).toMatchObject({ sessions: [] });
  expect((await caller.must(conduct.deskSessions, {})).watching).toBe(0);
  // Another room of the session is not theirs.
  const { id } = await app.deps.db.room.create({
    data: { kind: "SUPERVISION", sessionId: here.world.sessionId, state: "OPEN", openedById: here.marc.accountId, openedAt: app.clock.now(), frame: {} },
    select: { id: true },
  });
  expect(await caller.call(joinRoom, { params: { roomId: id } })).toMatchObject(refused);
});

test("[CAP-5] the group and its advisers read who listens, and not for whom", async () => {
  const here = await place();
  const { denis, marc, world, params } = here;
  await entrust(here, denis.accountId);
  for (const { caller, sittingId } of world.candidates) {
    expect((await caller.must(discussion.myDiscussion, { params: { sittingId } })).captioners).toEqual(["Denis Fortin"]);
    const entry = await caller.must(joinRoom, { params: { roomId: here.roomId } });
    expect(entry.people).toContainEqual({ peer: denis.accountId, name: "Denis Fortin", role: "CAPTIONER" });
    expect((await caller.must(sittingWatch, { params: { sittingId } })).watchers).toEqual(["Denis Fortin"]);
  }
  expect((await marc.caller.must(discussion.discussionDesk, { params })).captioners).toEqual(["Denis Fortin"]);
  // The floor, the presence and the evaluation are others’.
  expect((await marc.caller.must(discussion.discussionDesk, { params })).advisers).toHaveLength(2);
});

test("[CAP-5] captions that are withdrawn end at once, and may be entrusted again", async () => {
  const here = await place();
  const { denis, roomId, world, params, marc, line } = here;
  expect(await withdraw(here, denis.accountId)).toMatchObject({ code: "NOT_FOUND" });
  await entrust(here, denis.accountId);
  await type(here, "Une phrase.");
  expect(await withdraw(here, denis.accountId, "  ")).toMatchObject({ code: "BAD_INPUT" });
  // Watching is another matter.
  const watching = { params: { ...params, accountId: denis.accountId }, body: { reason: "Un motif" } };
  expect(await marc.caller.call(withdrawWatching, watching)).toMatchObject({ code: "NOT_FOUND" });
  const expelled: unknown[] = [];
  const stop = app.deps.bus.subscribe((topic) => {
    const found = peerOfExpelledTopic(topic);
    if (found) expelled.push(found);
  });
  const report = async () => {
    const present = [{ room: roomId, peers: [denis.accountId, marc.accountId, nth(world.candidates, 0).accountId] }];
    const node = { url: "", capacity: 60, people: 0, load: 0, isDraining: false, rooms: [roomId], present };
    return (await createMediaOffice(app.deps).report(node)).expelled;
  };
  expect(await report()).toEqual([]);
  expect(await withdraw(here, denis.accountId)).toMatchObject({ ok: true });
  stop();
  expect(expelled).toEqual([{ room: roomId, peer: denis.accountId }]);
  expect(await report()).toEqual([{ room: roomId, peer: denis.accountId }]);
  expect(await denis.caller.call(joinRoom, { params: { roomId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await denis.caller.call(roomCaptions, { params: { roomId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await type(here, "Encore.")).toMatchObject({ code: "NOT_FOUND" });
  expect(await denis.caller.must(myCaptioning, {})).toEqual({ sessions: [] });
  const { caller, sittingId } = nth(world.candidates, 1);
  expect((await caller.must(discussion.myDiscussion, { params: { sittingId } })).captioners).toEqual([]);
  // What was written stays, and who wrote it.
  expect(await app.deps.db.caption.findMany({ where: { roomId }, select: { authorId: true } })).toEqual([{ authorId: denis.accountId }]);
  expect(await entrust(here, denis.accountId)).toMatchObject({ ok: true });
  expect(await report()).toEqual([]);
  expect(await type(here, "De retour.")).toMatchObject({ ok: true });
  await end(here);
  expect(await type(here, "Trop tard.")).toMatchObject({ ok: false });
  expect(await denis.caller.call(roomCaptions, { params: { roomId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await denis.caller.must(myCaptioning, {})).toEqual({ sessions: [] });
  expect(await withdraw(here, denis.accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect(await entrust(here, await app.account({ roles: ["SUPPORT"] }))).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect((await line.caller.must(sessionWatchers, { params })).CAPTIONS?.watchers).toHaveLength(1);
});

test("[CAP-3, CAP-4] at a table they listen in the room and write on their page", async () => {
  const here = await place({ deliveryMode: "IN_PERSON" });
  expect(await entrust(here, here.denis.accountId)).toMatchObject({ ok: true });
  expect((await here.denis.caller.must(myCaptioning, {})).sessions).toMatchObject([{ room: { roomId: here.roomId, hasMedia: false } }]);
  expect(await type(here, "À la table.")).toMatchObject({ ok: true });
});
