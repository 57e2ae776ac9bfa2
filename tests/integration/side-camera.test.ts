import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sideCodeMinutes, sideCameraWords, sidePeerOf, type SideCameraRule } from "#shared/domain/rooms/side-camera.ts";
import { postponeSitting, sessionBoard } from "#shared/protocol/conduct.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import { sittingRecord, sittingWatch } from "#shared/protocol/integrity.ts";
import { chooseRules, sessionRules } from "#shared/protocol/lockdown.ts";
import { callForHelp, outstandingHelpCalls } from "#shared/protocol/messages.ts";
import { checkIn, closeCheckIn, joinRoom, openCheckIn } from "#shared/protocol/rooms.ts";
import { beginRoomLook, endRoomLook, noteRoomStep } from "#shared/protocol/room-look.ts";
import { bookSession, openSessions } from "#shared/protocol/scheduling.ts";
import * as side from "#shared/protocol/side-camera.ts";
import { mySitting } from "#shared/protocol/sitting.ts";
import { supervisionWall } from "#shared/protocol/watching.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { openRoomStep, openSupervisionStep } from "#server/features/rooms/steps.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { peerOfDismissedTopic } from "#server/platform/media-topics.ts";
import { readTicket } from "#server/platform/ticket.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ok } from "#shared/kernel/result.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await createMediaOffice(app.deps).report({ url: "", capacity: 60, people: 0, load: 0, isDraining: false, rooms: [], present: [] });
});
afterAll(() => app.stop());

type Person = SessionWorld["candidates"][number];

const pair = ({ caller, sittingId }: Person) => caller.call(side.pairSideCamera, { params: { sittingId } });
const enter = (code: string) => app.visitor().call(side.enterSideCamera, { body: { code, agreedTo: sideCameraWords } });
const now = (token: string) => app.visitor().call(side.sideCameraNow, { body: { token } });
const join = (token: string) => app.visitor().call(side.joinSideCamera, { body: { token } });
const stateFor = async ({ caller, sittingId }: Person) => (await caller.must(mySitting, { params: { sittingId } })).sideCamera;
const linesOf = async ({ caller, sittingId }: Person) =>
  (await caller.must(sittingRecord, { params: { sittingId } })).observations.map(({ kind }) => kind).filter((kind) => kind.startsWith("SIDE_"));

async function codeFor(person: Person): Promise<string> {
  const given = await pair(person);
  if (!given.ok) throw new Error(given.code);
  return given.value.code;
}

async function telephoneOf(person: Person): Promise<string> {
  const entered = await enter(await codeFor(person));
  if (!entered.ok) throw new Error(entered.code);
  return entered.value.token;
}

/** Somebody who reads, in a session under this rule, with the adviser in the supervision room. */
async function reading(rule?: SideCameraRule) {
  const world = await sessionWorld(app, { sessionState: "OPEN" });
  const [person, adviser] = [nth(world.candidates, 0), nth(world.advisers, 0)];
  const params = { sessionId: world.sessionId };
  if (rule) await adviser.caller.must(chooseRules, { params, body: { level: "STANDARD", sideCamera: rule } });
  await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
  await openRun(app, person.sittingId, "READING");
  await commit(app.deps, async (uow) => ok(await openSupervisionStep(uow, world.sessionId, adviser.accountId)));
  const { id: roomId } = await app.deps.db.room.findFirstOrThrow({ where: { ...params, kind: "SUPERVISION" }, select: { id: true } });
  await adviser.caller.must(joinRoom, { params: { roomId } });
  return { world, person, adviser, roomId };
}

/** Somebody in the waiting room. */
async function waiting() {
  const world = await sessionWorld(app);
  const [person, adviser] = [nth(world.candidates, 0), nth(world.advisers, 0)];
  await app.deps.db.sitting.update({ where: { id: person.sittingId }, data: { state: "WAITING", arrivedAt: app.clock.now() } });
  return { world, person, adviser };
}

function noted(roomId: string, person: Person, kind: "SOURCE_LOST" | "SOURCE_BACK"): Promise<void> {
  const side = { peer: person.accountId, source: "side" } as const;
  const note = kind === "SOURCE_BACK" ? ({ kind, ...side } as const) : ({ kind, ...side, sinceMs: app.clock.now().getTime() } as const);
  return createMediaOffice(app.deps).note(roomId, note);
}

describe("whether a session has one", () => {
  test("[SIDE-1] is chosen with its rules before it starts; where nobody chose, it is offered and asked of nobody", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const { caller } = nth(world.advisers, 0);
    const params = { sessionId: world.sessionId };
    expect(await caller.must(sessionRules, { params })).toMatchObject({ sideCamera: "OFFERED", chosenByName: null });
    await caller.must(chooseRules, { params, body: { level: "STANDARD", sideCamera: "REQUIRED" } });
    expect(await caller.must(sessionRules, { params })).toMatchObject({ sideCamera: "REQUIRED" });
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
    expect(await caller.call(chooseRules, { params, body: { level: "STANDARD", sideCamera: "OFF" } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });

  test("[SIDE-1] a session without, one in person, and somebody who did not agree to supervision have none", async () => {
    const { person } = await reading("OFF");
    expect([await pair(person), await stateFor(person)]).toMatchObject([{ code: "NOT_ALLOWED_NOW" }, null]);
    const office = nth((await sessionWorld(app, { deliveryMode: "IN_PERSON" })).candidates, 0);
    await app.deps.db.sitting.update({ where: { id: office.sittingId }, data: { state: "WAITING" } });
    expect([await pair(office), await stateFor(office)]).toMatchObject([{ code: "NOT_ALLOWED_NOW" }, null]);
    const { person: other } = await waiting();
    await app.deps.db.consent.create({
      data: { registrationId: other.registrationId, item: "ONLINE_SUPERVISION", version: consentVersion.ONLINE_SUPERVISION, isGranted: false, recordedAt: new Date(app.clock.now().getTime() + 1) },
    });
    expect([await pair(other), await stateFor(other)]).toMatchObject([{ code: "NOT_ALLOWED_NOW" }, null]);
    const early = nth((await sessionWorld(app)).candidates, 0);
    expect(await pair(early)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });
});

describe("a code", () => {
  test("[SIDE-2] lets one telephone in, once, whatever its spelling; of two at once one is in", async () => {
    const { person } = await waiting();
    const code = await codeFor(person);
    const shown = `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase();
    const both = await Promise.all([enter(shown), enter(code)]);
    expect(both.map((one) => (one.ok ? "in" : one.code)).toSorted()).toEqual(["STATION_CODE_USED", "in"]);
    expect(await enter(code)).toMatchObject({ code: "STATION_CODE_USED" });
    expect(await enter("AAAA-AAAA")).toMatchObject({ code: "STATION_CODE_UNKNOWN" });
    const stored = JSON.stringify(await app.deps.db.sideCamera.findMany());
    const [first] = both.filter((one) => one.ok);
    for (const secret of [code, first?.ok ? first.value.token : ""]) expect(stored).not.toContain(secret);
  });

  test("[SIDE-2] is worth nothing after ten minutes, nor once another was given, nor without having agreed", async () => {
    const { person } = await waiting();
    const former = await codeFor(person);
    const code = await codeFor(person);
    expect(await enter(former)).toMatchObject({ code: "STATION_CODE_EXPIRED" });
    const unread = await app.visitor().raw("POST", "/api/side-cameras/enter", {
      body: JSON.stringify({ code, agreedTo: sideCameraWords + 1 }),
      headers: { "content-type": "application/json" },
    });
    expect(unread.status).toBe(422);
    app.clock.advance(sideCodeMinutes * 60);
    expect(await enter(code)).toMatchObject({ code: "STATION_CODE_EXPIRED" });
  });

  test("[SIDE-2] the database keeps one telephone a sitting, uses a code once, in its time, and ends for good", async () => {
    const { person } = await waiting();
    await telephoneOf(person);
    const { db } = app.deps;
    const { id } = await db.sideCamera.findFirstOrThrow({ where: { sittingId: person.sittingId }, select: { id: true } });
    const at = app.clock.now();
    const row = { sittingId: person.sittingId, createdAt: at, expiresAt: new Date(at.getTime() + 1_000), usedAt: at, agreedTo: 1 };
    await expect(db.sideCamera.create({ data: { ...row, codeHash: "c2", tokenHash: "t2" } })).rejects.toThrow();
    await expect(db.sideCamera.update({ where: { id }, data: { tokenHash: "another" } })).rejects.toThrow("used once");
    await db.sideCamera.update({ where: { id }, data: { endedAt: at, endedBy: "PAGE" } });
    await expect(db.sideCamera.update({ where: { id }, data: { endedAt: null, endedBy: null } })).rejects.toThrow("used once");
    await expect(db.sideCamera.create({ data: { ...row, codeHash: "c3", tokenHash: "t3", usedAt: row.expiresAt } })).rejects.toThrow();
  });
});

describe("a telephone", () => {
  test("[SIDE-3] is shown where its person is: in the check-in call, then in supervision, and nowhere between", async () => {
    const { person, adviser, world } = await waiting();
    const token = await telephoneOf(person);
    expect(await now(token)).toMatchObject({ ok: true, value: { name: expect.stringMatching(/^Amina C\.$/), roomId: null } });
    expect(await join(token)).toMatchObject({ code: "ROOM_NOT_OPEN" });
    const params = { sittingId: person.sittingId };
    const { roomId } = await adviser.caller.must(openCheckIn, { params });
    await adviser.caller.must(joinRoom, { params: { roomId } });
    const joined = await join(token);
    if (!joined.ok) throw new Error(joined.code);
    // One picture, for its person, and no other right: no sound, nothing received, nothing recorded or remembered.
    expect(readTicket(app.deps.config.secret, joined.value.ticket, app.clock.now())).toEqual({
      node: expect.any(String),
      room: roomId,
      peer: joined.value.peer,
      of: person.accountId,
      name: "Amina C.",
      role: "CANDIDATE",
      part: "SIDE",
      canPublish: ["side"],
      recorded: [],
      expiresAt: new Date(app.clock.now().getTime() + 60_000).toISOString(),
    });
    await adviser.caller.must(closeCheckIn, { params: { roomId } });
    expect(await now(token)).toMatchObject({ value: { roomId: null } });
    await openRun(app, person.sittingId, "READING");
    await app.deps.db.sitting.update({ where: { id: person.sittingId }, data: { state: "IN_PROGRESS" } });
    await commit(app.deps, async (uow) => ok(await openSupervisionStep(uow, world.sessionId, adviser.accountId)));
    const supervision = await app.deps.db.room.findFirstOrThrow({ where: { sessionId: world.sessionId, kind: "SUPERVISION" }, select: { id: true } });
    expect(await now(token)).toMatchObject({ value: { roomId: null } });
    await adviser.caller.must(joinRoom, { params: { roomId: supervision.id } });
    expect(await now(token)).toMatchObject({ value: { roomId: supervision.id } });
    await app.deps.db.activityRun.updateMany({ where: params, data: { state: "COMPLETED" } });
    expect(await now(token)).toMatchObject({ value: { roomId: null } });
  });

  test("[SIDE-4] paired again, the former telephone is replaced; both ends are in the record, in the same words for everybody", async () => {
    const { person, adviser } = await reading();
    const former = await telephoneOf(person);
    const token = await telephoneOf(person);
    expect([await now(former), await join(former)]).toMatchObject([{ code: "SIDE_CAMERA_OVER" }, { code: "SIDE_CAMERA_OVER" }]);
    expect(await now(token)).toMatchObject({ ok: true });
    await app.visitor().must(side.endSideCamera, { body: { token } });
    await app.visitor().must(side.endSideCamera, { body: { token } });
    expect(await now(token)).toMatchObject({ code: "SIDE_CAMERA_OVER" });
    expect(await stateFor(person)).toEqual({ rule: "OFFERED", state: "STOPPED" });
    expect(await linesOf(person)).toEqual(["SIDE_CAMERA_PAIRED", "SIDE_CAMERA_ENDED", "SIDE_CAMERA_PAIRED", "SIDE_CAMERA_ENDED"]);
    const params = { sittingId: person.sittingId };
    const [own, staff] = [await person.caller.must(sittingRecord, { params }), await adviser.caller.must(sittingRecord, { params })];
    expect(own.observations).toEqual(staff.observations);
    // Who stopped it is said, so that the line accuses nobody.
    const ends = own.observations.filter(({ kind }) => kind === "SIDE_CAMERA_ENDED").map(({ context }) => context);
    expect(new Set(ends)).toEqual(new Set(["SIDE_REPLACED", "SIDE_TELEPHONE"]));
  });

  test("[SIDE-4] the page of the exam ends it and every code; so does the end of the sitting, without anybody’s act", async () => {
    const { person } = await reading();
    const [token, code] = [await telephoneOf(person), await codeFor(person)];
    await person.caller.must(side.stopSideCamera, { params: { sittingId: person.sittingId } });
    await person.caller.must(side.stopSideCamera, { params: { sittingId: person.sittingId } });
    expect([await now(token), await enter(code)]).toMatchObject([{ code: "SIDE_CAMERA_OVER" }, { code: "STATION_CODE_EXPIRED" }]);
    const again = await telephoneOf(person);
    const late = await codeFor(person);
    const dismissed: string[] = [];
    const stop = app.deps.bus.subscribe((topic) => {
      const peer = peerOfDismissedTopic(topic);
      if (peer) dismissed.push(peer);
    });
    await commit(app.deps, (uow) => moveSittingStep(uow, person.sittingId, "stop", null));
    stop();
    // Its room lets go of it at once, and not only when it asks.
    const { id } = await app.deps.db.sideCamera.findFirstOrThrow({ where: { sittingId: person.sittingId, usedAt: { not: null }, endedAt: null } });
    expect(dismissed).toEqual([sidePeerOf(id)]);
    expect([await now(again), await join(again), await enter(late)].map((one) => (one.ok ? "ok" : one.code))).toEqual(["SIDE_CAMERA_OVER", "SIDE_CAMERA_OVER", "SIDE_CAMERA_OVER"]);
  });

  test("[SIDE-7] its person and their advisers read how it stands: none, ready, on, and stopped once it is not heard", async () => {
    const { person, adviser, roomId } = await reading();
    const params = { sittingId: person.sittingId };
    const both = async () => [await stateFor(person), (await adviser.caller.must(checkIn, { params })).sideCamera].map((one) => one?.state);
    expect(await both()).toEqual(["NONE", "NONE"]);
    const token = await telephoneOf(person);
    expect(await both()).toEqual(["READY", "READY"]);
    await noted(roomId, person, "SOURCE_BACK");
    expect(await both()).toEqual(["LIVE", "LIVE"]);
    app.clock.advance(16);
    expect(await both()).toEqual(["STOPPED", "STOPPED"]);
    await now(token);
    expect(await both()).toEqual(["LIVE", "LIVE"]);
  });

  test("[LOOK-8] the telephone is told which point of the room is asked, until the look is over", async () => {
    const { person, adviser } = await waiting();
    const params = { sittingId: person.sittingId };
    const token = await telephoneOf(person);
    const asked = async () => (await app.visitor().must(side.sideCameraNow, { body: { token } })).asked;
    expect(await asked()).toBe(null);
    const { lookId } = await adviser.caller.must(beginRoomLook, { params });
    const at = { params: { ...params, lookId } };
    await adviser.caller.must(noteRoomStep, { ...at, body: { step: "TABLE", isWell: true, note: "" } });
    expect(await asked()).toEqual({ step: "SCREEN", place: 2, count: 8 });
    await adviser.caller.must(endRoomLook, at);
    expect(await asked()).toBe(null);
  });

  test("[SIDE-7] once the call is over everybody is told that nobody sees it: its person, their adviser and the telephone", async () => {
    const { person, adviser } = await waiting();
    const params = { sittingId: person.sittingId };
    const { roomId } = await adviser.caller.must(openCheckIn, { params });
    await adviser.caller.must(joinRoom, { params: { roomId } });
    const token = await telephoneOf(person);
    const all = async () => [
      (await stateFor(person))?.state,
      (await adviser.caller.must(checkIn, { params })).sideCamera?.state,
      (await app.visitor().must(side.sideCameraNow, { body: { token } })).isSeen,
    ];
    expect(await all()).toEqual(["READY", "READY", false]);
    await noted(roomId, person, "SOURCE_BACK");
    expect(await all()).toEqual(["LIVE", "LIVE", true]);
    await adviser.caller.must(closeCheckIn, { params: { roomId } });
    // Before the telephone has asked, and whatever is said late of a room that is closed.
    expect(await stateFor(person)).toMatchObject({ state: "READY" });
    await noted(roomId, person, "SOURCE_BACK");
    expect(await all()).toEqual(["READY", "READY", false]);
  });

  test("[SIDE-7] the board of those who lead and of those who watch says how it stands", async () => {
    const { person, adviser, roomId, world } = await reading();
    const params = { sessionId: world.sessionId };
    const shown = async () => {
      const board = (await adviser.caller.must(sessionBoard, { params })).sittings;
      const wall = (await adviser.caller.must(supervisionWall, {})).sessions.flatMap(({ people }) => people);
      return [board, wall].map((list) => list.find(({ sittingId }) => sittingId === person.sittingId)?.sideCamera);
    };
    expect(await shown()).toEqual(["NONE", "NONE"]);
    await telephoneOf(person);
    await noted(roomId, person, "SOURCE_BACK");
    expect(await shown()).toEqual(["LIVE", "LIVE"]);
    await person.caller.must(side.stopSideCamera, { params: { sittingId: person.sittingId } });
    expect(await shown()).toEqual(["STOPPED", "STOPPED"]);
  });

  test("[INT-8] the record says that the team sees the screen, with the answers on it, and the second camera, as long as it does", async () => {
    const { person, roomId } = await reading();
    const params = { sittingId: person.sittingId };
    const watch = () => person.caller.must(sittingWatch, { params });
    expect(await watch()).toMatchObject({ room: null, shown: [], isRemembered: false });
    await person.caller.must(joinRoom, { params: { roomId } });
    await telephoneOf(person);
    await noted(roomId, person, "SOURCE_BACK");
    expect(await watch()).toMatchObject({ room: "SUPERVISION", shown: ["camera", "microphone", "screen", "side"], isRemembered: true });
    await app.deps.db.activityRun.updateMany({ where: params, data: { state: "COMPLETED" } });
    await noted(roomId, person, "SOURCE_LOST");
    expect(await watch()).toMatchObject({ room: null, shown: [], isRemembered: false });
  });
});

describe("a picture that is missing", () => {
  test("[SIDE-6] is a line of the record only where the session asks for it, and stops, hides and calls nothing", async () => {
    for (const rule of ["OFFERED", "REQUIRED"] as const) {
      const { person, roomId } = await reading(rule);
      await telephoneOf(person);
      for (const kind of ["SOURCE_BACK", "SOURCE_LOST", "SOURCE_LOST", "SOURCE_BACK"] as const) await noted(roomId, person, kind);
      expect(await linesOf(person)).toEqual(
        rule === "OFFERED" ? ["SIDE_CAMERA_PAIRED"] : ["SIDE_CAMERA_PAIRED", "SIDE_CAMERA_LOST", "SIDE_CAMERA_RESTORED"],
      );
      const run = await runOf(app, person.sittingId, "READING");
      expect([run.state, run.timeEntries]).toEqual(["OPEN", []]);
      expect(await app.deps.db.helpCall.count({ where: { sittingId: person.sittingId } })).toBe(0);
      expect(await person.caller.call(readingContent, { params: { sittingId: person.sittingId } })).toMatchObject({ ok: true });
    }
  });

  test("[SIDE-6] what ends with its act, or once the picture is not wanted any more, is not missing", async () => {
    const { person, roomId } = await reading("REQUIRED");
    const token = await telephoneOf(person);
    await noted(roomId, person, "SOURCE_BACK");
    await app.deps.db.activityRun.updateMany({ where: { sittingId: person.sittingId }, data: { state: "COMPLETED" } });
    await noted(roomId, person, "SOURCE_LOST");
    await app.visitor().must(side.endSideCamera, { body: { token } });
    await noted(roomId, person, "SOURCE_BACK");
    await noted(roomId, person, "SOURCE_LOST");
    expect(await linesOf(person)).toEqual(["SIDE_CAMERA_PAIRED", "SIDE_CAMERA_ENDED"]);
  });

  test("[SIDE-6] a telephone that goes from the call to supervision has lost nothing", async () => {
    const { person, adviser, roomId, world } = await reading("REQUIRED");
    await telephoneOf(person);
    const room = { kind: "CHECK_IN", sessionId: world.sessionId, sittingId: person.sittingId, frame: {} } as const;
    const call = await commit(app.deps, async (uow) => ok(await openRoomStep(uow, room, adviser.accountId)));
    if (!call.ok) throw new Error("No call.");
    for (const kind of ["SOURCE_BACK", "SOURCE_LOST"] as const) await noted(call.value.id, person, kind);
    await noted(roomId, person, "SOURCE_BACK");
    expect(await linesOf(person)).toEqual(["SIDE_CAMERA_PAIRED"]);
    expect(await stateFor(person)).toMatchObject({ state: "LIVE" });
  });
});

describe("whoever has no telephone", () => {
  test("[SIDE-8] says so where one is asked for: a person is called with their words, goes on with them or gives another session in person without loss", async () => {
    const world = await sessionWorld(app, { sessionState: "OPEN" });
    const [person, other, adviser] = [nth(world.candidates, 0), nth(world.candidates, 1), nth(world.advisers, 0).caller];
    const params = { sessionId: world.sessionId };
    await adviser.must(chooseRules, { params, body: { level: "STANDARD", sideCamera: "REQUIRED" } });
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
    for (const { sittingId, accountId } of [person, other]) await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
    expect(await stateFor(person)).toMatchObject({ rule: "REQUIRED", state: "NONE" });
    await person.caller.must(callForHelp, { body: { sittingId: person.sittingId, text: "Je n’ai pas de téléphone." } });
    const { calls } = await adviser.must(outstandingHelpCalls, {});
    expect(calls.filter(({ sittingId }) => sittingId === person.sittingId)).toMatchObject([{ text: "Je n’ai pas de téléphone." }]);
    // The computer alone is enough: nothing of the day waits for a telephone.
    await commit(app.deps, (uow) => moveSittingStep(uow, other.sittingId, "confirmIdentity", null));
    await openRun(app, other.sittingId, "READING");
    await other.caller.must(readingContent, { params: { sittingId: other.sittingId } });
    expect((await runOf(app, other.sittingId, "READING")).state).toBe("OPEN");
    // Or another session, in person, chosen at once: no attempt, and nothing against them.
    await adviser.must(postponeSitting, { params: { sittingId: person.sittingId }, body: { reason: "Sans téléphone : une place en présence" } });
    const startsAt = new Date(app.clock.now().getTime() + 20 * 86_400_000);
    const inPerson = { bodyId: world.bodyId, formId: world.formId, deliveryMode: "IN_PERSON", state: "OPEN", place: "Montréal", capacity: 4, startsAt } as const;
    const { id: sessionId } = await app.deps.db.session.create({ data: inPerson, select: { id: true } });
    const registration = { registrationId: person.registrationId };
    expect((await person.caller.must(openSessions, { params: registration })).sessions.map((one) => one.sessionId)).toContain(sessionId);
    await person.caller.must(bookSession, { params: registration, body: { sessionId, deliveryMode: "IN_PERSON", writingTool: "KEYBOARD", replacesBookingId: null } });
    expect(await linesOf(person)).toEqual([]);
  });
});
