import { afterAll, beforeAll, expect, test } from "vitest";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { recordRecheck } from "#shared/protocol/identity.ts";
import { reportObservation, sittingRecord } from "#shared/protocol/integrity.ts";
import { heartbeat } from "#shared/protocol/sitting.ts";
import { newestGap, type GapFact } from "#shared/domain/identity/recheck.ts";
import { disconnectionPolicies } from "#shared/domain/sitting/disconnection-policy.ts";
import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { observeStep } from "#server/features/integrity/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ok } from "#shared/kernel/result.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const { recheckSeconds } = disconnectionPolicies[2];

async function reading(deliveryMode: "ONLINE" | "IN_PERSON" = "ONLINE") {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode });
  const { sittingId, caller } = nth(world.candidates, 0);
  await openRun(app, sittingId, "READING");
  const [first, second] = [nth(world.advisers, 0), nth(world.advisers, 1)];
  const params = { sittingId };
  /** As the media node's word is written: the page itself is not asked. */
  const note = (kind: ObservationKind, details: { seconds?: number } = {}) =>
    commit(app.deps, async (uow) => ok(await observeStep(uow, sittingId, kind, details, null)));
  const cut = async (lost: ObservationKind, found: ObservationKind, seconds: number): Promise<void> => {
    await note(lost);
    app.clock.advance(seconds);
    await note(found);
  };
  const tile = async () => (await first.caller.must(sessionBoard, { params: { sessionId: world.sessionId } })).sittings[0];
  return { world, caller, first: first.caller, second: second.caller, firstId: first.accountId, params, note, cut, tile };
}

const well = { isFaceWell: true, isRoomWell: true, note: "" };

test("[LOOK-5, LOOK-6] somebody who was away too long is to be looked at again until an adviser has, once", async () => {
  const { caller, first, second, params, cut, tile } = await reading();
  await cut("CAMERA_LOST", "CAMERA_RESTORED", recheckSeconds + 5);
  const before = await tile();
  expect(before?.recheck).toMatchObject({ seconds: recheckSeconds + 5 });
  expect([before?.level, before?.reasons]).toEqual(["LOOK", expect.arrayContaining(["RECHECK_NEEDED"])]);
  const gapId = before?.recheck?.gapId ?? "";
  const both = await Promise.all([first, second].map((one) => one.call(recordRecheck, { params, body: { gapId, ...well } })));
  expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  const after = await tile();
  expect(after?.recheck).toBe(null);
  expect(after?.reasons).not.toContain("RECHECK_NEEDED");
  const { observations } = await caller.must(sittingRecord, { params });
  expect(observations.at(-1)).toMatchObject({ kind: "RECHECKED", observer: "STAFF" });
});

test("[LOOK-5] a network that was gone too long asks for it, at home and not at the Office", async () => {
  const [home, office] = [await reading(), await reading("IN_PERSON")];
  const beat = ({ caller, params }: typeof home) =>
    caller.must(heartbeat, { params, body: { page: "READING", battery: null, unsent: 0 } });
  for (const place of [home, office]) await beat(place);
  app.clock.advance(recheckSeconds * 2);
  for (const place of [home, office]) await beat(place);
  expect((await home.tile())?.recheck).toMatchObject({ seconds: recheckSeconds * 2 });
  expect((await office.tile())?.recheck).toBe(null);
});

test("[LOOK-5] a short gap, one that is not over, and what a page tells of itself ask nothing", async () => {
  const { caller, params, note, cut, tile } = await reading();
  await cut("SHARE_STOPPED", "SHARE_RESUMED", recheckSeconds);
  await note("MICROPHONE_LOST");
  app.clock.advance(recheckSeconds * 3);
  await caller.must(reportObservation, { params, body: { kind: "DEVICE_SLEPT", details: { seconds: 900 } } });
  expect((await tile())?.recheck).toBe(null);
});

test("[LOOK-6] what is not well is said in words; a later gap asks again, and the former one is answered no more", async () => {
  const { caller, first, firstId, params, cut, tile } = await reading();
  await cut("CAMERA_LOST", "CAMERA_RESTORED", 90);
  const gapId = (await tile())?.recheck?.gapId ?? "";
  const room = { gapId, isFaceWell: true, isRoomWell: false };
  expect(await first.call(recordRecheck, { params, body: { ...room, note: "" } })).toMatchObject({ code: "REASON_REQUIRED" });
  const row = { ...room, sittingId: params.sittingId, note: "", checkedById: firstId, checkedAt: app.clock.now() };
  await expect(app.deps.db.recheck.create({ data: row })).rejects.toThrow(/Recheck_note/);
  await first.must(recordRecheck, { params, body: { ...room, note: "La porte est ouverte." } });
  const { observations } = await caller.must(sittingRecord, { params });
  expect(observations.at(-1)).toMatchObject({ kind: "RECHECK_NOTED", text: "La porte est ouverte." });
  expect(await first.call(recordRecheck, { params, body: { gapId, ...well } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  app.clock.advance(30);
  await cut("CAMERA_LOST", "CAMERA_RESTORED", 120);
  expect((await tile())?.recheck).toMatchObject({ seconds: 120 });
  expect(await first.call(recordRecheck, { params, body: { gapId, ...well } })).toMatchObject({ code: "STATE_CHANGED" });
});

test("[LOOK-6] only an adviser of the session looks again", async () => {
  const [here, elsewhere] = [await reading(), await reading()];
  await here.cut("CAMERA_LOST", "CAMERA_RESTORED", 90);
  const gapId = (await here.tile())?.recheck?.gapId ?? "";
  const given = { params: here.params, body: { gapId, ...well } };
  expect(await elsewhere.first.call(recordRecheck, given)).toMatchObject({ code: "NOT_FOUND" });
  expect(await here.caller.call(recordRecheck, given)).toMatchObject({ code: "FORBIDDEN" });
});

test("[LOOK-5] the first loss counts until what was lost is found again, source by source", () => {
  const fact = (id: string, kind: ObservationKind, second: number): GapFact => ({ id, kind, atMs: second * 1000, isFromPage: false });
  const facts = [
    fact("1", "CAMERA_LOST", 0),
    fact("2", "CAMERA_LOST", 50),
    fact("3", "MICROPHONE_LOST", 60),
    fact("4", "MICROPHONE_RESTORED", 70),
    fact("5", "CAMERA_RESTORED", 80),
    fact("6", "CAMERA_RESTORED", 300),
  ];
  expect(newestGap(60, null, facts)).toEqual({ id: "5", atMs: 80_000, seconds: 80 });
  expect(newestGap(80, null, facts)).toBe(undefined);
});

test("[LOOK-5, CUT-10] who was lost at the end of the reading and is found in the writing was seen meanwhile: each activity begins anew", () => {
  const fact = (id: string, kind: ObservationKind, second: number): GapFact => ({ id, kind, atMs: second * 1000, isFromPage: false });
  const lost = fact("1", "LIVE_LOST", 100);
  expect(newestGap(60, 3_000_000, [lost, fact("2", "LIVE_RESTORED", 3_010)])).toBe(undefined);
  expect(newestGap(60, 3_000_000, [lost, fact("2", "LIVE_MISSING", 3_015), fact("3", "LIVE_RESTORED", 3_100)])).toEqual({ id: "3", atMs: 3_100_000, seconds: 85 });
  // What was over within the reading is to be looked at still.
  expect(newestGap(60, 3_000_000, [lost, fact("2", "LIVE_RESTORED", 200), fact("3", "LIVE_MISSING", 3_015)])).toEqual({ id: "2", atMs: 200_000, seconds: 100 });
});
