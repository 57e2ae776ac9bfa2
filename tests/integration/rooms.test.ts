import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as identity from "#shared/protocol/identity.ts";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { meetInCall } from "../support/check-in.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function arrive(world: SessionWorld, index: number): Promise<string> {
  const { sittingId, accountId } = nth(world.candidates, index);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  return sittingId;
}

const goodCheck: TechCheckResults = {
  browser: { name: "Chrome", version: "156", hasLiveMedia: true, hasStorage: true },
  viewport: { width: 1366, height: 768 },
  camera: { outcome: "OK", label: "Caméra" },
  microphone: { outcome: "OK", label: "Micro", peak: 60 },
  loudspeaker: { outcome: "OK" },
  screen: { outcome: "OK", surface: "monitor" },
  network: { isReached: true, roundTripMs: 30, downKbps: 20_000, upKbps: 5_000 },
  media: { hasPicture: true, hasSound: true, ms: 900 },
  saving: { isOnDevice: true, isOnServer: true, ms: 40 },
};

describe("the check-in call", () => {
  test("[ROOM-2] an adviser calls a waiting person; both get a ticket for that room, and nobody else does", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world, 0);
    const [adviser, other] = [nth(world.advisers, 0), nth(world.advisers, 1)];
    const amina = nth(world.candidates, 0);
    const { roomId } = await adviser.caller.must(rooms.openCheckIn, { params: { sittingId } });

    const entry = await amina.caller.must(rooms.joinRoom, { params: { roomId } });
    expect(entry).toMatchObject({ kind: "CHECK_IN", hasMedia: true, me: { peer: amina.accountId, role: "CANDIDATE" } });
    expect(readTicket(app.deps.config.secret, entry.ticket ?? "", app.clock.now())).toEqual({
      node: "test",
      room: roomId,
      peer: amina.accountId,
      name: "Amina C.",
      role: "CANDIDATE",
      canPublish: ["camera", "microphone"],
      recorded: [],
      remembered: [],
      expiresAt: new Date(app.clock.now().getTime() + 300_000).toISOString(),
    });
    expect(entry.people.map(({ role }) => role)).toEqual(["CANDIDATE", "ADVISER", "ADVISER"]);
    await adviser.caller.must(rooms.joinRoom, { params: { roomId } });
    await other.caller.must(rooms.joinRoom, { params: { roomId } });

    const elsewhere = await sessionWorld(app);
    const strangers = [nth(world.candidates, 1), nth(elsewhere.candidates, 0), nth(elsewhere.advisers, 0)];
    for (const { caller } of strangers)
      expect(await caller.call(rooms.joinRoom, { params: { roomId } })).toMatchObject({ ok: false, code: "NOT_FOUND" });
  });

  test("[ROOM-3] two advisers who call at once open one room", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world, 0);
    const opened = await Promise.all(
      world.advisers.map(({ caller }) => caller.must(rooms.openCheckIn, { params: { sittingId } })),
    );
    expect(new Set(opened.map(({ roomId }) => roomId)).size).toBe(1);
  });

  test("[ROOM-4] nobody is called before they arrive, after they are confirmed, before the session, or in person", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.advisers, 0);
    const call = (sittingId: string) => caller.call(rooms.openCheckIn, { params: { sittingId } });
    const { sittingId } = nth(world.candidates, 0);
    expect(await call(sittingId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await arrive(world, 0);
    const body = { documentType: "PASSPORT" as const, outcome: "CONFIRMED" as const };
    await meetInCall(caller, nth(world.candidates, 0).caller, sittingId);
    await caller.must(identity.recordIdentityCheck, { params: { sittingId }, body });
    expect(await call(sittingId)).toMatchObject({ code: "NOT_ALLOWED_NOW" });

    const notStarted = await sessionWorld(app, { sessionState: "OPEN" });
    await arrive(notStarted, 0);
    const early = nth(notStarted.advisers, 0).caller;
    expect(
      await early.call(rooms.openCheckIn, { params: { sittingId: nth(notStarted.candidates, 0).sittingId } }),
    ).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });

    const inPerson = await sessionWorld(app, { deliveryMode: "IN_PERSON" });
    await arrive(inPerson, 0);
    const there = nth(inPerson.advisers, 0).caller;
    expect(
      await there.call(rooms.openCheckIn, { params: { sittingId: nth(inPerson.candidates, 0).sittingId } }),
    ).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    expect(await there.call(rooms.openCheckIn, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
    expect(await there.call(rooms.checkIn, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[ROOM-5] a closed room lets nobody in, closes once, and can be opened again while the person waits", async () => {
    const world = await sessionWorld(app);
    const sittingId = await arrive(world, 0);
    const { caller } = nth(world.advisers, 0);
    const { roomId } = await caller.must(rooms.openCheckIn, { params: { sittingId } });
    expect(await caller.must(rooms.checkIn, { params: { sittingId } })).toMatchObject({
      roomId,
      state: "WAITING",
      hasMedia: true,
    });
    await caller.must(rooms.closeCheckIn, { params: { roomId } });
    await caller.must(rooms.closeCheckIn, { params: { roomId } });
    expect(await caller.call(rooms.joinRoom, { params: { roomId } })).toMatchObject({ code: "ROOM_NOT_OPEN" });
    const { caller: amina } = nth(world.candidates, 0);
    expect(await amina.call(rooms.joinRoom, { params: { roomId } })).toMatchObject({ code: "ROOM_NOT_OPEN" });
    expect(await caller.must(rooms.checkIn, { params: { sittingId } })).toMatchObject({ roomId: null });
    const again = await caller.must(rooms.openCheckIn, { params: { sittingId } });
    expect(again.roomId).not.toBe(roomId);
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await stranger.call(rooms.closeCheckIn, { params: again })).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the check of one’s device", () => {
  test("[TECH-1] what was measured is kept with the server’s own verdict", async () => {
    const world = await sessionWorld(app);
    const { caller, registrationId } = nth(world.candidates, 0);
    const params = { registrationId };
    expect(await caller.must(rooms.lastTechCheck, { params })).toEqual({ check: null });
    const passed = await caller.must(rooms.sendTechCheck, { params, body: goodCheck });
    expect(passed).toEqual({ isPassed: true, failures: [], checkedAt: app.clock.now().toISOString() });
    app.clock.advance(60);
    const body: TechCheckResults = {
      ...goodCheck,
      camera: { outcome: "REFUSED", label: "" },
      screen: { outcome: "NOT_MONITOR", surface: "window" },
      network: { ...goodCheck.network, upKbps: 100 },
    };
    const failed = await caller.must(rooms.sendTechCheck, { params, body });
    expect(failed.isPassed).toBe(false);
    expect(failed.failures.map(({ failure }) => failure)).toEqual([
      "CAMERA_REFUSED",
      "SCREEN_NOT_MONITOR",
      "NETWORK_SLOW_UP",
    ]);
    expect(await caller.must(rooms.lastTechCheck, { params })).toEqual({ check: failed });
  });

  test("[TECH-2] a check of somebody else’s registration is neither kept nor shown", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.candidates, 0);
    const params = { registrationId: nth(world.candidates, 1).registrationId };
    expect(await caller.call(rooms.sendTechCheck, { params, body: goodCheck })).toMatchObject({ code: "NOT_FOUND" });
    expect(await caller.call(rooms.lastTechCheck, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(await app.deps.db.techCheck.count({ where: params })).toBe(0);
  });

  test("[TECH-3] the way down and the way up can be measured", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.candidates, 0);
    const down = await caller.raw("GET", rooms.probeDown.path);
    expect((await down.arrayBuffer()).byteLength).toBe(rooms.probeBytes);
    const body = { bytes: new ArrayBuffer(1_000), mime: "application/octet-stream" };
    expect(await caller.must(rooms.probeUp, { body })).toEqual({ bytes: 1_000 });
  });

  test("[TECH-5] an adviser of the session sees the check as the server signed it; a changed row is told apart", async () => {
    const world = await sessionWorld(app);
    const { caller, registrationId, sittingId } = nth(world.candidates, 0);
    const adviser = nth(world.advisers, 0).caller;
    const params = { sittingId };
    expect(await adviser.must(rooms.techCheckOf, { params })).toEqual({ check: null });
    await caller.must(rooms.sendTechCheck, { params: { registrationId }, body: goodCheck });
    const { check } = await adviser.must(rooms.techCheckOf, { params });
    expect(check).toMatchObject({ isPassed: true, isSignatureValid: true });
    expect(check?.contentHash).toMatch(/^[0-9a-f]{64}$/);
    const row = await app.deps.db.techCheck.findFirstOrThrow({ where: { registrationId } });
    const { id: _id, ...signed } = row;
    const results = { ...goodCheck, camera: { outcome: "REFUSED", label: "" } };
    const createdAt = new Date(app.clock.now().getTime() + 1_000);
    await app.deps.db.techCheck.create({ data: { ...signed, results, createdAt } });
    expect((await adviser.must(rooms.techCheckOf, { params })).check).toMatchObject({ isSignatureValid: false });
    await expect(app.deps.db.techCheck.update({ where: { id: row.id }, data: { isPassed: false } })).rejects.toThrow();
  });

  test("[LOCK-5] a device that bears the name of a program is no failure, and the adviser reads the name", async () => {
    const world = await sessionWorld(app);
    const { caller, registrationId, sittingId } = nth(world.candidates, 0);
    const body: TechCheckResults = { ...goodCheck, camera: { outcome: "OK", label: "OBS Virtual Camera" } };
    expect(await caller.must(rooms.sendTechCheck, { params: { registrationId }, body })).toMatchObject({ isPassed: true });
    const { check } = await nth(world.advisers, 0).caller.must(rooms.techCheckOf, { params: { sittingId } });
    expect(check).toMatchObject({ isPassed: true, failures: [], named: [{ device: "camera", program: "OBS" }] });
  });

  test("[TECH-5] nobody else’s adviser sees it, and no candidate", async () => {
    const [world, other] = [await sessionWorld(app), await sessionWorld(app)];
    const params = { sittingId: nth(world.candidates, 0).sittingId };
    const stranger = nth(other.advisers, 0).caller;
    expect(await stranger.call(rooms.techCheckOf, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(await nth(world.candidates, 0).caller.call(rooms.techCheckOf, { params })).toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("[TECH-6] an answer is made durable in one’s own file only, and only with its own hash", async () => {
    const world = await sessionWorld(app);
    const { caller, registrationId } = nth(world.candidates, 0);
    const answer = { key: "trial", value: "Bonjour" };
    const body = { ...answer, seq: 1, hash: operationHash(answer) };
    expect(await caller.must(rooms.saveTrial, { params: { registrationId }, body })).toEqual({ hash: body.hash });
    const altered = { ...body, value: "Bonsoir" };
    expect(await caller.call(rooms.saveTrial, { params: { registrationId }, body: altered })).toMatchObject({
      code: "BAD_INPUT",
    });
    const params = { registrationId: nth(world.candidates, 1).registrationId };
    expect(await caller.call(rooms.saveTrial, { params, body })).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[TECH-6] the trial room has two seats of one’s own, and only one of them sends", async () => {
    const world = await sessionWorld(app);
    const { caller } = nth(world.candidates, 0);
    const { roomId, sender, receiver } = await caller.must(rooms.joinTrialRoom, {});
    const now = app.clock.now();
    const read = (token: string) => readTicket(app.deps.config.secret, token, now);
    expect(read(sender.ticket)).toMatchObject({ room: roomId, peer: sender.peer, canPublish: ["camera", "microphone"] });
    expect(read(receiver.ticket)).toMatchObject({ room: roomId, peer: receiver.peer, canPublish: [] });
  });
});
