import { afterAll, beforeAll, expect, test } from "vitest";
import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import * as discussion from "#shared/protocol/discussion.ts";
import * as table from "#shared/protocol/table-microphones.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { noteConnected } from "#server/features/rooms/store.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openDiscussionIn, type DiscussionWorld } from "../support/discussion-world.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await createMediaOffice(app.deps).report({ url: "", capacity: 60, people: 0, load: 0, isDraining: false, rooms: [], present: [] });
});
afterAll(() => app.stop());

const atTable = () => openDiscussionIn(app, { deliveryMode: "IN_PERSON", candidates: 2 });
const give = (place: DiscussionWorld, peer: string) =>
  place.marc.caller.call(table.giveMicrophone, { params: { roomId: place.roomId }, body: { peer } });
const enter = (code: string) => app.visitor().call(table.enterMicrophone, { body: { code } });
const join = (token: string) => app.visitor().call(table.joinTable, { body: { token } });

async function microphoneOf(place: DiscussionWorld, peer: string): Promise<string> {
  const { code } = await place.marc.caller.must(table.giveMicrophone, { params: { roomId: place.roomId }, body: { peer } });
  return (await app.visitor().must(table.enterMicrophone, { body: { code } })).token;
}

async function answer(registrationId: string, isGranted: boolean): Promise<void> {
  await app.deps.db.consent.create({
    data: {
      registrationId,
      item: "ORAL_RECORDING",
      version: consentVersion.ORAL_RECORDING,
      isGranted,
      recordedAt: app.clock.now(),
    },
  });
}

test("[TABLE-1] a code lets one device in, once, as the microphone of one person, for that room until it closes", async () => {
  const place = await atTable();
  const { accountId } = nth(place.world.candidates, 0);
  const given = await give(place, accountId);
  if (!given.ok) throw new Error(given.code);
  const entered = await enter(`${given.value.code.slice(0, 4)}-${given.value.code.slice(4)}`.toLowerCase());
  if (!entered.ok) throw new Error(entered.code);
  expect(await enter(given.value.code)).toMatchObject({ code: "STATION_CODE_USED" });
  const joined = await join(entered.value.token);
  if (!joined.ok) throw new Error(joined.code);
  expect(readTicket(app.deps.config.secret, joined.value.ticket, app.clock.now())).toMatchObject({
    room: place.roomId,
    peer: accountId,
    role: "CANDIDATE",
    canPublish: ["microphone"],
  });
  expect(await join("someone-else")).toMatchObject({ code: "NOT_FOUND" });
  await place.marc.caller.must(discussion.closeDiscussion, { params: { roomId: place.roomId } });
  expect(await join(entered.value.token)).toMatchObject({ code: "ROOM_NOT_OPEN" });
  expect(await give(place, accountId)).toMatchObject({ code: "ROOM_NOT_OPEN" });
});

test("[TABLE-1] two devices with one code: one of them is in; after fifteen minutes none", async () => {
  const place = await atTable();
  const given = await give(place, nth(place.world.candidates, 0).accountId);
  const late = await give(place, nth(place.world.candidates, 1).accountId);
  if (!given.ok || !late.ok) throw new Error("No code was given.");
  const both = await Promise.all([enter(given.value.code), enter(given.value.code)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  app.clock.advance(15 * 60 + 1);
  expect(await enter(late.value.code)).toMatchObject({ code: "STATION_CODE_EXPIRED" });
  expect(await enter("AAAA-AAAA")).toMatchObject({ code: "STATION_CODE_UNKNOWN" });
});

test("[TABLE-1] only at a table, only by its advisers, only for somebody who sits there", async () => {
  const place = await atTable();
  const { accountId, caller } = nth(place.world.candidates, 0);
  const params = { roomId: place.roomId };
  expect(await caller.call(table.giveMicrophone, { params, body: { peer: accountId } })).toMatchObject({ code: "FORBIDDEN" });
  const other = await sessionWorld(app);
  const stranger = nth(other.advisers, 0).caller;
  expect(await stranger.call(table.giveMicrophone, { params, body: { peer: accountId } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await stranger.call(table.tableMicrophones, { params })).toMatchObject({ code: "NOT_FOUND" });
  expect(await give(place, nth(other.candidates, 0).accountId)).toMatchObject({ code: "NOT_FOUND" });
  const online = await openDiscussionIn(app);
  expect(await give(online, nth(online.world.candidates, 0).accountId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
});

test("[TABLE-2] a voice at the table is kept under its person’s key, if they agreed, and the advisers see which microphone is there", async () => {
  const place = await atTable();
  const [amina, joseph] = [nth(place.world.candidates, 0), nth(place.world.candidates, 1)];
  await answer(amina.registrationId, true);
  await answer(joseph.registrationId, false);
  const joined = await Promise.all([amina, joseph].map(async ({ accountId }) => join(await microphoneOf(place, accountId))));
  expect(joined.map((one) => one.ok && one.value.isRecorded)).toEqual([true, false]);
  const lines = async () =>
    (await place.line.caller.must(table.tableMicrophones, { params: { roomId: place.roomId } })).people.map(({ isGiven, isConnected }) => [isGiven, isConnected]);
  // A ticket asked for is no connection.
  expect((await lines()).slice(0, 2)).toEqual([[true, false], [true, false]]);
  await noteConnected(app.deps.db, [{ room: place.roomId, peers: [amina.accountId, joseph.accountId] }], app.clock.now());
  expect(await lines()).toEqual([
    [true, true],
    [true, true],
    [false, false],
    [false, false],
  ]);
  const office = createMediaOffice(app.deps);
  const track = await office.openTrack({ room: place.roomId, peer: amina.accountId, source: "microphone" });
  expect(
    await app.deps.db.recordingTrack.findUniqueOrThrow({
      where: { id: track?.trackId ?? "" },
      select: { accountId: true, key: { select: { sittingId: true } } },
    }),
  ).toEqual({ accountId: amina.accountId, key: { sittingId: amina.sittingId } });
});
