import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { sideCameraWords } from "#shared/domain/rooms/side-camera.ts";
import { protocolVersion } from "#shared/protocol/version.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { creditTime, openActivity, pauseSittings, sessionBoard } from "#shared/protocol/conduct.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import { reportObservation, sittingRecord } from "#shared/protocol/integrity.ts";
import { joinTrialRoom, lastTechCheck } from "#shared/protocol/rooms.ts";
import * as side from "#shared/protocol/side-camera.ts";
import { arrive, continueSitting, heartbeat, mySitting, submitRun } from "#shared/protocol/sitting.ts";
import { createLinkStep } from "#server/features/accounts/steps.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ok } from "#shared/kernel/result.ts";
import { enterByLink } from "#shared/protocol/accounts.ts";
import { createCaller } from "../support/caller.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

/** What somebody would try who wants more than their exam: all of it is refused, and what they are told says why. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

type Person = SessionWorld["candidates"][number];

async function twoWhoRead(): Promise<{ world: SessionWorld; hostile: Person; other: Person; runId: string; othersRunId: string }> {
  const world = await sessionWorld(app);
  const [hostile, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
  const runId = await openRun(app, hostile.sittingId, "READING");
  const othersRunId = await openRun(app, other.sittingId, "READING");
  return { world, hostile, other, runId, othersRunId };
}

/** The lines of their own record about what they tried, as the person and as an adviser read them. */
async function linesOf(kind: ObservationKind, { caller, sittingId }: Person, world: SessionWorld): Promise<unknown[][]> {
  const readers = [caller, nth(world.advisers, 0).caller];
  const records = await Promise.all(readers.map((reader) => reader.must(sittingRecord, { params: { sittingId } })));
  return records.map(({ observations }) => observations.filter((one) => one.kind === kind).map(({ observer, text }) => [kind, observer, text]));
}
const refusedLines = (person: Person, world: SessionWorld) => linesOf("REFUSED_REQUEST", person, world);
const oneLine = [["REFUSED_REQUEST", "SERVER", null]];
/** Both sides read the same single line, and the exam goes on. */
async function expectSeen(person: Person, world: SessionWorld): Promise<void> {
  expect(await refusedLines(person, world)).toEqual([oneLine, oneLine]);
  expect((await runOf(app, person.sittingId, "READING")).timeEntries).toEqual([]);
}

const auditOf = (type: string) => app.deps.db.auditEvent.count({ where: { type } });

describe("another person's exam", () => {
  test("[HST-1, HST-9] is not found, whatever is asked of it, and nothing of it changes", async () => {
    const { world, hostile, other, othersRunId } = await twoWhoRead();
    const params = { sittingId: other.sittingId };
    const { caller } = hostile;
    const op = { key: "notes", value: "écrit par quelqu’un d’autre" };
    const ops = [{ seq: 1, ...op, hash: operationHash(op) }];
    const tried = [
      await caller.call(mySitting, { params }),
      await caller.call(readingContent, { params }),
      await caller.call(sittingRecord, { params }),
      await caller.call(arrive, { params }),
      await caller.call(continueSitting, { params }),
      await caller.call(side.pairSideCamera, { params }),
      await caller.call(side.stopSideCamera, { params }),
      await caller.call(heartbeat, { params, body: { page: "x", battery: null, unsent: 0 } }),
      await caller.call(reportObservation, { params, body: { kind: "PAGE_HIDDEN", details: {} } }),
      await caller.call(takeLease, { params: { runId: othersRunId }, body: { clientId: "une-page-hostile" } }),
      await caller.call(saveAnswers, { params: { runId: othersRunId }, body: { leaseEpoch: 1, clientId: "une-page-hostile", from: 1, ops } }),
      await caller.call(submitRun, { params: { runId: othersRunId }, body: { clientId: "une-page-hostile", lastSeq: 0, contentHash: "0".repeat(64) } }),
    ];
    expect(tried.map((answer) => (answer.ok ? "ok" : answer.code))).toEqual(tried.map(() => "NOT_FOUND"));
    const run = await runOf(app, other.sittingId, "READING");
    expect([run.state, run.leaseEpoch, run.timeEntries]).toEqual(["OPEN", 0, []]);
    expect(await app.deps.db.observation.count({ where: params })).toBe(0);
    // A dozen requests are one line, of whoever asked.
    await expectSeen(hostile, world);
  });

  test("[HST-9] what exists for nobody is no line, a later try is another one, and nobody's day but their own has any", async () => {
    const { world, hostile, other } = await twoWhoRead();
    await hostile.caller.call(mySitting, { params: { sittingId: crypto.randomUUID() } });
    await hostile.caller.call(mySitting, { params: { sittingId: other.sittingId } });
    await expectSeen(hostile, world);
    // Said once in ten minutes, wherever the clock's own ten minutes begin.
    app.clock.advance(599);
    await hostile.caller.call(sessionBoard, { params: { sessionId: world.sessionId } });
    await expectSeen(hostile, world);
    app.clock.advance(2);
    // A link on another site, which they followed, is not what they asked for.
    await hostile.caller.raw("GET", `/api/sessions/${world.sessionId}/board`, { headers: { "sec-fetch-site": "cross-site" } });
    await expectSeen(hostile, world);
    const { registrationId } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: other.sittingId } });
    expect(await hostile.caller.call(lastTechCheck, { params: { registrationId } })).toMatchObject({ code: "NOT_FOUND" });
    expect(await refusedLines(hostile, world)).toEqual([[...oneLine, ...oneLine], [...oneLine, ...oneLine]]);
    // Somebody whose day has not begun, and the staff, have no record to write in.
    const waiting = nth((await sessionWorld(app, { sessionState: "OPEN" })).candidates, 0);
    await waiting.caller.call(mySitting, { params: { sittingId: other.sittingId } });
    await nth(world.advisers, 0).caller.call(readingContent, { params: { sittingId: hostile.sittingId } });
    await hostile.caller.must(mySitting, { params: { sittingId: hostile.sittingId } });
    expect(await app.deps.db.observation.count({ where: { sittingId: { in: [waiting.sittingId, other.sittingId] } } })).toBe(0);
  });

  test("[HST-2] another's cookie that is replayed is a second machine: it sits nowhere, and the person sees that it was there", async () => {
    const { other } = await twoWhoRead();
    const params = { sittingId: other.sittingId };
    // The seat is taken by the person's own machine; what was stolen is another session of the same account.
    await other.caller.must(readingContent, { params });
    await app.deps.db.sittingSeat.create({
      data: { ...params, authSessionId: await sessionIdOf(other.caller), state: "HELD", isStation: false, createdAt: app.clock.now(), heldAt: app.clock.now() },
    });
    const stolen = await app.as(other.accountId);
    const answers = [
      await stolen.call(readingContent, { params }),
      await stolen.call(heartbeat, { params, body: { page: "x", battery: null, unsent: 0 } }),
      await stolen.call(takeLease, { params: { runId: (await runOf(app, other.sittingId, "READING")).id }, body: { clientId: "deux-machines" } }),
    ];
    expect(answers.map((answer) => (answer.ok ? "ok" : answer.code))).toEqual(["SEAT_ELSEWHERE", "SEAT_ELSEWHERE", "SEAT_ELSEWHERE"]);
    expect(await stolen.must(mySitting, { params })).toMatchObject({ seat: "ELSEWHERE" });
    await other.caller.must(heartbeat, { params, body: { page: "x", battery: null, unsent: 0 } });
  });

  test("[HST-2] the person's own cookie that is used through another network reads the exam, and both sides read that it did", async () => {
    const { world, other } = await twoWhoRead();
    const params = { sittingId: other.sittingId };
    await other.caller.must(heartbeat, { params, body: { page: "x", battery: null, unsent: 0 } });
    await other.caller.must(readingContent, { params });
    // Another address of the same machine stands for another network: the digest of before is not the one of now.
    await app.deps.db.presence.update({ where: params, data: { addressDigest: "of another address" } });
    await other.caller.must(readingContent, { params });
    await other.caller.must(readingContent, { params });
    for (const reader of [other.caller, nth(world.advisers, 0).caller]) {
      const { observations } = await reader.must(sittingRecord, { params });
      expect(observations.map(({ kind, observer }) => [kind, observer])).toEqual([["NETWORK_CHANGED", "SERVER"]]);
    }
  });

  test("[HST-2] two machines: whoever signs in at another one is seen by the person and by the board, and sits nowhere", async () => {
    const { world, other } = await twoWhoRead();
    const params = { sittingId: other.sittingId };
    await app.deps.db.sittingSeat.create({
      data: { ...params, authSessionId: await sessionIdOf(other.caller), state: "HELD", isStation: false, createdAt: app.clock.now(), heldAt: app.clock.now() },
    });
    const linked = await commit(app.deps, async (uow) => ok(await createLinkStep(uow, other.accountId)));
    if (!linked.ok) throw new Error("There is no link.");
    const { token } = linked.value;
    const entered = await app.visitor().call(enterByLink, { body: { token } });
    const second = createCaller(app.url, "headers" in entered ? (entered.headers.getSetCookie()[0]?.split(";")[0] ?? "") : "");
    expect(await second.call(readingContent, { params })).toMatchObject({ code: "SEAT_ELSEWHERE" });
    // The link has served: whoever replays it enters nowhere.
    expect(await app.visitor().call(enterByLink, { body: { token } })).toMatchObject({ ok: false });
    const readers = [other.caller, nth(world.advisers, 0).caller];
    for (const reader of readers) {
      const { observations } = await reader.must(sittingRecord, { params });
      expect(observations.map(({ kind, observer }) => [kind, observer])).toEqual([["SECOND_LOGIN", "SERVER"]]);
    }
    expect((await runOf(app, other.sittingId, "READING")).state).toBe("OPEN");
  });
});

describe("a second camera", () => {
  test("[HST-8] a code shows the picture in its own sitting alone; another machine gives none, and its token opens nothing else", async () => {
    const { hostile, other } = await twoWhoRead();
    const params = { sittingId: hostile.sittingId };
    await app.deps.db.sittingSeat.create({
      data: { ...params, authSessionId: await sessionIdOf(hostile.caller), state: "HELD", isStation: false, createdAt: app.clock.now(), heldAt: app.clock.now() },
    });
    const { code } = await hostile.caller.must(side.pairSideCamera, { params });
    // Whoever takes the code, and whatever account they have, is the telephone of that sitting and of no other one.
    const { token } = await other.caller.must(side.enterSideCamera, { body: { code, agreedTo: sideCameraWords } });
    const paired = await app.deps.db.sideCamera.findMany({ where: { usedAt: { not: null } }, select: { sittingId: true } });
    expect(paired).toEqual([params]);
    const again = await app.visitor().call(side.enterSideCamera, { body: { code, agreedTo: sideCameraWords } });
    const guessed = await app.visitor().call(side.sideCameraNow, { body: { token: `${token.slice(0, -1)}A_` } });
    const asCookie = await fetch(`${app.url}/api/sittings/${hostile.sittingId}`, { headers: { cookie: `${hostile.caller.cookie.split("=")[0]}=${token}` } });
    const stolen = await app.as(hostile.accountId);
    const second = await stolen.call(side.pairSideCamera, { params });
    expect([again, guessed, second].map((one) => (one.ok ? "ok" : one.code))).toEqual(["STATION_CODE_USED", "NOT_FOUND", "SEAT_ELSEWHERE"]);
    expect(asCookie.status).toBe(401);
    const staff = await app.as(await app.account({ roles: ["ADVISER"] }));
    expect(await staff.call(side.pairSideCamera, { params })).toMatchObject({ code: "FORBIDDEN" });
  });
});

async function sessionIdOf({ cookie }: Caller): Promise<string> {
  const { hash } = await import("node:crypto");
  const token = cookie.split("=")[1] ?? "";
  const found = await app.deps.db.authSession.findUniqueOrThrow({ where: { tokenHash: hash("sha256", token) }, select: { id: true } });
  return found.id;
}

describe("the clock", () => {
  test("[HST-3, HST-9] is not the candidate's: no route of theirs moves it, and what they send of it is not read", async () => {
    const { world, hostile, runId } = await twoWhoRead();
    const { endsAt } = await runOf(app, hostile.sittingId, "READING");
    const { caller, sittingId } = hostile;
    const sessionId = world.sessionId;
    const asStaff = [
      await caller.call(creditTime, { params: { sessionId }, body: { sittingIds: [sittingId], minutes: 30, reason: "encore" } }),
      await caller.call(pauseSittings, { params: { sessionId }, body: { sittingIds: [sittingId], reason: "pause" } }),
      await caller.call(openActivity, { params: { sessionId, activity: "WRITING" }, body: { sittingIds: null } }),
      await caller.call(sessionBoard, { params: { sessionId } }),
    ];
    expect(asStaff.map((answer) => (answer.ok ? "ok" : answer.code))).toEqual(asStaff.map(() => "FORBIDDEN"));
    await expectSeen(hostile, world);
    const forged = { page: "READING", battery: null, unsent: 0, endsAt: "2099-01-01T00:00:00Z", restoredSeconds: 3_600, sleptSeconds: 3_600 };
    const response = await caller.raw("POST", `/api/sittings/${sittingId}/heartbeat`, {
      body: JSON.stringify(forged),
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(200);
    const run = await runOf(app, sittingId, "READING");
    expect([run.endsAt, run.timeEntries]).toEqual([endsAt, []]);
    // After the end, by the server's clock alone, what comes is kept aside.
    const clientId = "une-page-hostile";
    const { leaseEpoch } = await caller.must(takeLease, { params: { runId }, body: { clientId } });
    // A short activity, whose page is heard until after its end.
    const soon = new Date(app.clock.now().getTime() + 20_000);
    await app.deps.db.activityRun.update({ where: { id: runId }, data: { endsAt: soon } });
    for (let count = 0; count < 11; count += 1) {
      app.clock.advance(5);
      await caller.must(heartbeat, { params: { sittingId }, body: { page: "READING", battery: null, unsent: 0 } });
    }
    const op = { key: "notes", value: "trop tard" };
    const late = await caller.call(saveAnswers, { params: { runId }, body: { leaseEpoch, clientId, from: 1, ops: [{ seq: 1, ...op, hash: operationHash(op), tMono: 5 }] } });
    expect(late.ok ? late.value.lane : late.code).toBe("LATE");
    expect((await app.deps.db.observation.findMany({ where: { sittingId }, select: { kind: true } })).map(({ kind }) => kind)).toContain("SAVED_LATE");
  });
});

describe("exam content", () => {
  test("[HST-4, HST-9] is not served before somebody has looked at a document, nor before its activity", async () => {
    const world = await sessionWorld(app);
    const { caller, sittingId } = nth(world.candidates, 0);
    const params = { sittingId };
    const before = await caller.call(readingContent, { params });
    expect(before.ok).toBe(false);
    await caller.must(arrive, { params });
    const waiting = await caller.call(readingContent, { params });
    expect(waiting).toMatchObject({ status: 403, code: "IDENTITY_NOT_CONFIRMED" });
    expect(await refusedLines(nth(world.candidates, 0), world)).toEqual([oneLine, oneLine]);
    const runId = (await runOf(app, sittingId, "READING")).id;
    expect(await caller.call(takeLease, { params: { runId }, body: { clientId: "avant-l-heure" } })).toMatchObject({ code: "RUN_NOT_OPEN" });
  });
});

describe("sockets", () => {
  const open = (cookie: string): Promise<Socket> =>
    new Promise((done, failed) => {
      const socket = connect(app.url, { path: "/socket", transports: ["websocket"], extraHeaders: { cookie }, auth: { version: protocolVersion }, reconnection: false });
      socket.on("connect", () => done(socket));
      socket.on("connect_error", failed);
    });

  test("[HST-6, HST-9] forged events change nothing, and another's topics are refused", async () => {
    const { world, hostile, other } = await twoWhoRead();
    const elsewhere = await sessionWorld(app);
    const socket = await open(hostile.caller.cookie);
    try {
      for (const topic of [`sitting:${other.sittingId}`, `account:${other.accountId}`, `session:${elsewhere.sessionId}`])
        expect([topic, await socket.timeout(5_000).emitWithAck("watch", { topic })]).toEqual([topic, { ok: false, code: "FORBIDDEN" }]);
      const audits = await auditOf("run.submit");
      for (const name of ["changed", "submitRun", "creditTime", "adviser:pause", "run.submit", "timeUp"])
        socket.emit(name, { topic: `session:${world.sessionId}`, sittingId: other.sittingId, seconds: 3_600 });
      // A command that is answered comes after all of those.
      await socket.timeout(5_000).emitWithAck("watch", { topic: `sitting:${hostile.sittingId}` });
      expect(await auditOf("run.submit")).toBe(audits);
      expect((await runOf(app, other.sittingId, "READING")).state).toBe("OPEN");
      await expectSeen(hostile, world);
    } finally {
      socket.close();
    }
  });

  const forged = ["submitRun", "creditTime", "adviser:pause"];
  const unknownLine = ["UNKNOWN_MESSAGE", "SERVER", null];
  /** Whatever was said before the answer has been heard; what is written of it may take a moment more. */
  async function say(socket: Socket, { sittingId }: Person, names: readonly string[]): Promise<void> {
    for (const name of names) socket.emit(name, { sittingId, seconds: 3_600 });
    await socket.timeout(5_000).emitWithAck("watch", { topic: `sitting:${sittingId}` });
  }

  test("[HST-10] what no command knows changes nothing and is seen: one line in ten minutes however much is said, a later one is another", async () => {
    const { world, hostile, other } = await twoWhoRead();
    const seen = () => linesOf("UNKNOWN_MESSAGE", hostile, world);
    const socket = await open(hostile.caller.cookie);
    try {
      // What every page says, and what it says by mistake, is none of this.
      await socket.timeout(5_000).emitWithAck("watch", { topic: 7 });
      await socket.timeout(5_000).emitWithAck("unwatch", { topic: `sitting:${hostile.sittingId}` });
      await say(socket, hostile, []);
      expect(await seen()).toEqual([[], []]);
      // What only the server says is not a page's to say either.
      await say(socket, hostile, ["changed", ...forged]);
      await expect.poll(seen).toEqual([[unknownLine], [unknownLine]]);
      app.clock.advance(601);
      await say(socket, hostile, ["creditTime"]);
      await expect.poll(seen).toEqual([[unknownLine, unknownLine], [unknownLine, unknownLine]]);
      // A request that was refused is another thing, with words of its own.
      expect(await refusedLines(hostile, world)).toEqual([[], []]);
      const run = await runOf(app, hostile.sittingId, "READING");
      expect([run.state, run.timeEntries]).toEqual(["OPEN", []]);
    } finally {
      socket.close();
    }
    expect(await linesOf("UNKNOWN_MESSAGE", other, world)).toEqual([[], []]);
  });

  test("[HST-10] nobody's day but their own has such a line, and the staff have no record", async () => {
    const { world, hostile } = await twoWhoRead();
    const waiting = nth((await sessionWorld(app, { sessionState: "OPEN" })).candidates, 0);
    const adviser = nth(world.advisers, 0);
    for (const { caller } of [waiting, adviser]) {
      const socket = await open(caller.cookie);
      for (const name of forged) socket.emit(name, {});
      await socket.timeout(5_000).emitWithAck("watch", { topic: `sitting:${hostile.sittingId}` });
      socket.close();
    }
    // Heard after all of theirs, and written.
    const socket = await open(hostile.caller.cookie);
    await say(socket, hostile, forged);
    await expect.poll(() => linesOf("UNKNOWN_MESSAGE", hostile, world)).toEqual([[unknownLine], [unknownLine]]);
    socket.close();
    expect(await app.deps.db.observation.count({ where: { kind: "UNKNOWN_MESSAGE", sittingId: waiting.sittingId } })).toBe(0);
    expect(await app.deps.db.observation.count({ where: { kind: "UNKNOWN_MESSAGE", sitting: { sessionId: world.sessionId } } })).toBe(1);
  });

  test("[HST-10] what a media node was told is the same line, whichever room it was; a microphone of the table is nobody", async () => {
    const { world, hostile } = await twoWhoRead();
    const office = createMediaOffice(app.deps);
    const rooms = [crypto.randomUUID(), "trial"];
    for (const room of rooms)
      for (const peer of [hostile.accountId, nth(world.advisers, 0).accountId, "microphone:7"]) await office.note(room, { kind: "UNKNOWN_MESSAGE", peer });
    expect(await linesOf("UNKNOWN_MESSAGE", hostile, world)).toEqual([[unknownLine], [unknownLine]]);
    // In their trial the seat that listens is theirs as well.
    app.clock.advance(601);
    const { receiver, roomId } = await hostile.caller.must(joinTrialRoom, {});
    await office.note(roomId, { kind: "UNKNOWN_MESSAGE", peer: receiver.peer });
    expect(await linesOf("UNKNOWN_MESSAGE", hostile, world)).toEqual([[unknownLine, unknownLine], [unknownLine, unknownLine]]);
    expect((await runOf(app, hostile.sittingId, "READING")).timeEntries).toEqual([]);
  });

  test("[HST-10] a command that leaves no way to be answered, as no page of ours says it, does nothing and is seen in the same way", async () => {
    const { world, hostile } = await twoWhoRead();
    const topic = `sitting:${hostile.sittingId}`;
    const socket = await open(hostile.caller.cookie);
    try {
      const heard: unknown[] = [];
      socket.on("changed", (hint: unknown) => heard.push(hint));
      for (let count = 0; count < 3; count += 1) socket.emit("watch", { topic });
      socket.emit("watch");
      socket.emit("watch", { topic }, "no function");
      await socket.timeout(5_000).emitWithAck("unwatch", { topic: `account:${hostile.accountId}` });
      await expect.poll(() => linesOf("UNKNOWN_MESSAGE", hostile, world)).toEqual([[unknownLine], [unknownLine]]);
      app.app.io.of("/").to(topic).emit("changed", { topic });
      await socket.timeout(5_000).emitWithAck("watch", { topic: `account:${hostile.accountId}` });
      expect(heard).toEqual([]);
    } finally {
      socket.close();
    }
  });

  test.each([
    ["what nobody knows", "creditTime"],
    ["what leaves no way to be answered", "watch"],
  ])("[HST-10] whoever goes on saying %s is cut off", async (_what, name) => {
    const { hostile } = await twoWhoRead();
    const socket = await open(hostile.caller.cookie);
    const cut = new Promise<string>((done) => socket.on("disconnect", done));
    for (let count = 0; count < 1_300; count += 1) socket.emit(name, {});
    expect(await cut).toBe("io server disconnect");
  });
});

test("[HST-7] a line of the record cannot be taken back, rewritten or written in another's name", async () => {
  const { hostile } = await twoWhoRead();
  const params = { sittingId: hostile.sittingId };
  const reportId = crypto.randomUUID();
  await hostile.caller.must(reportObservation, { params, body: { reportId, kind: "FULL_SCREEN_LEFT", details: {} } });
  await hostile.caller.must(reportObservation, { params, body: { reportId, kind: "PAGE_HIDDEN", details: {} } });
  const { observations } = await hostile.caller.must(sittingRecord, { params });
  expect(observations.map(({ kind, observer }) => [kind, observer])).toEqual([["FULL_SCREEN_LEFT", "PAGE"]]);
  // What a media node sees, a page does not say: nobody starts their own clock with a sentence.
  for (const kind of ["SHARE_RESUMED", "CAMERA_RESTORED", "DEVICE_STOPPED_CLOCK", "EXAM_BROWSER_RELEASED", "STAFF_NOTE"]) {
    const forged = await hostile.caller.raw("POST", `/api/sittings/${hostile.sittingId}/observations`, {
      body: JSON.stringify({ kind }),
      headers: { "content-type": "application/json" },
    });
    expect([kind, forged.status]).toEqual([kind, 422]);
  }
  await expect(app.deps.db.observation.deleteMany({ where: params })).rejects.toThrow();
  await expect(app.deps.db.observation.updateMany({ where: params, data: { kind: "STAFF_NOTE" } })).rejects.toThrow();
});
