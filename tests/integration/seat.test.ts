import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { enterByLink } from "#shared/protocol/accounts.ts";
import * as answers from "#shared/protocol/answers.ts";
import * as conduct from "#shared/protocol/conduct.ts";
import { myDiscussion } from "#shared/protocol/discussion.ts";
import { readingContent, writingContent } from "#shared/protocol/exam-content.ts";
import * as identity from "#shared/protocol/identity.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { journey } from "#shared/protocol/journey.ts";
import { enterStation, giveStationCode } from "#shared/protocol/paper.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import * as seat from "#shared/protocol/seat.ts";
import { arrive, continueSitting, heartbeat, mySitting, startBreak, submitRun } from "#shared/protocol/sitting.ts";
import { createLink } from "#server/features/accounts/store.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { sha256Hex } from "#server/platform/hash.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { grantMeasures } from "#tests/support/accommodations.ts";
import { createCaller, startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { meetInCall } from "#tests/support/check-in.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const confirmed = { documentType: "PASSPORT", outcome: "CONFIRMED" } as const;
const alive = { page: "READING", battery: null, unsent: 0 };
const elsewhere = { ok: false, code: "SEAT_ELSEWHERE" };
const stationNeeded = { ok: false, status: 403, code: "STATION_NEEDED" };

/** Somebody at home, in the middle of reading on the machine that was seen in the check-in call. */
async function readingAtHome() {
  const world = await sessionWorld(app, { candidates: 1 });
  const adviser = nth(world.advisers, 0).caller;
  const { caller, sittingId, accountId } = nth(world.candidates, 0);
  await caller.must(arrive, { params: { sittingId } });
  await meetInCall(adviser, caller, sittingId);
  await adviser.must(identity.recordIdentityCheck, { params: { sittingId }, body: confirmed });
  const { roomId } = await adviser.must(rooms.checkIn, { params: { sittingId } });
  if (roomId) await adviser.must(rooms.closeCheckIn, { params: { roomId } });
  await openReading(world, sittingId);
  const { id: runId } = await runOf(app, sittingId, "READING");
  return { world, adviser, caller, sittingId, accountId, runId };
}

async function openReading(world: SessionWorld, sittingId: string): Promise<void> {
  await nth(world.advisers, 0).caller.must(conduct.openActivity, {
    params: { sessionId: world.sessionId, activity: "READING" },
    body: { sittingIds: [sittingId] },
  });
}

const lease = (caller: Caller, runId: string, clientId: string) =>
  caller.call(answers.takeLease, { params: { runId }, body: { clientId } });

function save(caller: Caller, runId: string, clientId: string, leaseEpoch: number, text: string) {
  const answer = { key: "notes", value: text };
  const ops = [{ seq: 1, ...answer, hash: operationHash(answer, sha256Hex) }];
  return caller.call(answers.saveAnswers, { params: { runId }, body: { clientId, leaseEpoch, from: 1, ops } });
}

const linkOf = async (accountId: string): Promise<string> =>
  (await app.deps.db.$transaction((tx) => createLink(tx, accountId, app.clock.now()))).token;

/** Every way to the exam, as one browser tries them. */
async function everyDoor(caller: Caller, sittingId: string, runId: string) {
  const params = { sittingId };
  const submission = { clientId: "another-page", lastSeq: 0, contentHash: "0".repeat(64) };
  return [
    await caller.call(readingContent, { params }),
    await caller.call(writingContent, { params }),
    await caller.call(myDiscussion, { params }),
    await lease(caller, runId, "another-page"),
    await save(caller, runId, "another-page", 1, "Ailleurs"),
    await caller.call(submitRun, { params: { runId }, body: submission }),
    await caller.call(heartbeat, { params, body: alive }),
  ];
}

describe("in person", () => {
  /** Received at the door, confirmed, reading open; nobody has a station yet. */
  async function atTheOffice() {
    const world = await sessionWorld(app, { deliveryMode: "IN_PERSON", candidates: 1 });
    const { sittingId, accountId } = nth(world.candidates, 0);
    await app.deps.db.sittingSeat.deleteMany({ where: { sittingId } });
    // The browser at home, by the ordinary link.
    const home = await app.as(accountId);
    const adviser = nth(world.advisers, 0).caller;
    await app.deps.db.sitting.update({ where: { id: sittingId }, data: { state: "WAITING", arrivedAt: app.clock.now() } });
    await adviser.must(identity.recordIdentityCheck, { params: { sittingId }, body: confirmed });
    await openReading(world, sittingId);
    const { id: runId } = await runOf(app, sittingId, "READING");
    return { world, adviser, home, sittingId, runId };
  }

  async function enter(adviser: Caller, sittingId: string): Promise<Caller> {
    const { code } = await adviser.must(giveStationCode, { params: { sittingId } });
    const entered = await app.visitor().call(enterStation, { body: { code } });
    if (!entered.ok) throw new Error(entered.code);
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    return createCaller(app.url, cookie);
  }

  test("[SEAT-1] the ordinary link reaches no content, no lease, no save and no submission; the person's way stays open", async () => {
    const { home, adviser, sittingId, runId } = await atTheOffice();
    for (const refused of await everyDoor(home, sittingId, runId)) expect(refused).toMatchObject(stationNeeded);
    expect(await app.deps.db.answerBatch.count({ where: { runId } })).toBe(0);
    expect((await home.must(journey, {})).journeys).toHaveLength(1);
    expect(await home.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "STATION_NEEDED" });

    const station = await enter(adviser, sittingId);
    expect(await station.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "HERE", isFrozen: false });
    expect(await station.call(readingContent, { params: { sittingId } })).toMatchObject({ ok: true });
    expect(await lease(station, runId, "station-page")).toMatchObject({ ok: true });
    for (const refused of await everyDoor(home, sittingId, runId)) expect(refused).toMatchObject(stationNeeded);
  });

  test("[SEAT-9] a station ends a few minutes after its exam did, or after another station took over: last saves still arrive", async () => {
    const { home, adviser, sittingId, runId } = await atTheOffice();
    const first = await enter(adviser, sittingId);
    const held = await lease(first, runId, "first-station");
    if (!held.ok) throw new Error(held.code);
    const second = await enter(adviser, sittingId);
    app.clock.advance(240);
    expect(await save(first, runId, "first-station", held.value.leaseEpoch, "Gardé")).toMatchObject({ code: "LEASE_LOST" });
    app.clock.advance(61);
    expect(await first.call(journey, {})).toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(await second.call(journey, {})).toMatchObject({ ok: true });

    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "stop", null));
    app.clock.advance(240);
    expect(await second.call(journey, {})).toMatchObject({ ok: true });
    app.clock.advance(61);
    expect(await second.call(journey, {})).toMatchObject({ code: "NOT_SIGNED_IN" });
    // Their own browser, elsewhere, stays theirs.
    expect(await home.call(journey, {})).toMatchObject({ ok: true });
  });

  test("[SEAT-9, ACM-8] a station lasts as long as an exam with all its time and breaks, and not into the next day", async () => {
    const { adviser, sittingId } = await atTheOffice();
    const station = await enter(adviser, sittingId);
    app.clock.advance(14 * 3_600);
    expect(await station.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "HERE" });
    app.clock.advance(10 * 3_600);
    expect(await station.call(journey, {})).toMatchObject({ code: "NOT_SIGNED_IN" });
  });

  test("[SEAT-2] a new station ends the former one, and an earlier code no longer opens", async () => {
    const { adviser, sittingId, runId } = await atTheOffice();
    const { code: unused } = await adviser.must(giveStationCode, { params: { sittingId } });
    const first = await enter(adviser, sittingId);
    expect(await app.visitor().call(enterStation, { body: { code: unused } })).toMatchObject({
      code: "STATION_CODE_EXPIRED",
    });
    const held = await lease(first, runId, "first-station");
    if (!held.ok) throw new Error(held.code);
    const { leaseEpoch } = held.value;

    const second = await enter(adviser, sittingId);
    expect(await first.call(readingContent, { params: { sittingId } })).toMatchObject(stationNeeded);
    expect(await lease(first, runId, "first-station")).toMatchObject(stationNeeded);
    // What the former station still holds is kept aside, and does not count.
    expect(await save(first, runId, "first-station", leaseEpoch, "Trop tard")).toMatchObject({ code: "LEASE_LOST" });
    expect(await app.deps.db.answerBatch.findMany({ where: { runId }, select: { lane: true } })).toEqual([
      { lane: "SUPERSEDED" },
    ]);
    expect(await second.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "HERE", isFrozen: true });
    await second.must(continueSitting, { params: { sittingId } });
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "OPEN" });
  });
});

describe("at home", () => {
  test("[SEAT-3] while the exam is under way another machine does not simply take over; another tab still does", async () => {
    const { caller, sittingId, accountId, runId } = await readingAtHome();
    expect(await lease(caller, runId, "first-tab-1")).toMatchObject({ ok: true });
    expect(await lease(caller, runId, "second-tab")).toMatchObject({ ok: true });
    const other = await app.as(accountId);
    for (const refused of await everyDoor(other, sittingId, runId)) expect(refused).toMatchObject(elsewhere);
    expect(await app.deps.db.answerBatch.count({ where: { runId } })).toBe(0);
    expect(await other.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "ELSEWHERE" });
  });

  test("[SEAT-10] a link of one’s own, pressed in another tab in the middle of the exam, leaves the seat and the session as they are", async () => {
    const { caller, sittingId, accountId } = await readingAtHome();
    const press = async (who: Caller) => who.must(enterByLink, { body: { token: await linkOf(accountId) } });
    const sessions = () => app.deps.db.authSession.count({ where: { accountId } });
    const before = await sessions();
    await press(caller);
    expect(await sessions()).toBe(before);
    expect(await caller.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "HERE" });
    const seconds = async () =>
      (await caller.must(sittingRecord, { params: { sittingId } })).observations.filter(({ kind }) => kind === "SECOND_LOGIN");
    expect(await seconds()).toEqual([]);
    // Another browser, and somebody else's, are another sign-in.
    await press(app.visitor());
    await press(await app.as(await app.account({ roles: ["CANDIDATE"] })));
    expect(await sessions()).toBe(before + 2);
    expect(await seconds()).toHaveLength(2);
  });

  test("[SEAT-4] the seat moves freely until somebody has looked at a document", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId, accountId } = nth(world.candidates, 0);
    await caller.must(arrive, { params: { sittingId } });
    const other = await app.as(accountId);
    expect(await other.must(arrive, { params: { sittingId } })).toMatchObject({ seat: "HERE" });
    await meetInCall(nth(world.advisers, 0).caller, caller, sittingId);
    await nth(world.advisers, 0).caller.must(identity.recordIdentityCheck, { params: { sittingId }, body: confirmed });
    expect(await caller.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "HERE" });
    expect(await other.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "ELSEWHERE" });
  });

  test("[SEAT-5] an adviser looks at the person again and readmits; the former machine is fenced off and the clock waits", async () => {
    const { world, adviser, caller, sittingId, accountId, runId } = await readingAtHome();
    const held = await lease(caller, runId, "first-machine");
    if (!held.ok) throw new Error(held.code);
    await caller.must(heartbeat, { params: { sittingId }, body: alive });
    const before = await runOf(app, sittingId, "READING");
    app.clock.advance(120);

    const other = await app.as(accountId);
    await other.must(seat.requestSeat, { params: { sittingId } });
    await other.must(seat.requestSeat, { params: { sittingId } });
    const { sittings } = await adviser.must(conduct.sessionBoard, { params: { sessionId: world.sessionId } });
    expect(nth(sittings, 0)).toMatchObject({ seatRequestedAt: app.clock.now().toISOString(), level: "LOOK" });
    const { seatRequestId } = await adviser.must(rooms.checkIn, { params: { sittingId } });
    const body = { ...confirmed, readmitsSeatId: seatRequestId };
    const check = () => adviser.call(identity.recordIdentityCheck, { params: { sittingId }, body });
    // The same condition as at the check-in: seen in the call.
    expect(await check()).toMatchObject({ code: "NOT_IN_CALL" });
    await meetInCall(adviser, other, sittingId);
    expect(await check()).toMatchObject({ ok: true });
    expect(await app.deps.db.identityCheck.count({ where: { sittingId, outcome: "CONFIRMED" } })).toBe(2);

    expect(await other.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "HERE", isFrozen: true });
    expect(await caller.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "ELSEWHERE" });
    expect(await save(caller, runId, "first-machine", held.value.leaseEpoch, "Trop tard")).toMatchObject({
      code: "LEASE_LOST",
    });
    // Being heard does not start the clock: the person does.
    app.clock.advance(30);
    await other.must(heartbeat, { params: { sittingId }, body: alive });
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "INTERRUPTED", endsAt: null });
    app.clock.advance(30);
    await other.must(heartbeat, { params: { sittingId }, body: alive });
    await other.must(continueSitting, { params: { sittingId } });
    await other.must(continueSitting, { params: { sittingId } });
    const after = await runOf(app, sittingId, "READING");
    expect(after.state).toBe("OPEN");
    // Every second from the last sign of the first machine until «Continuer» is given back, once.
    expect(after.endsAt?.getTime()).toBe((before.endsAt?.getTime() ?? 0) + 180_000);
    const { observations } = await other.must(sittingRecord, { params: { sittingId } });
    expect(observations.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["SEAT_REQUESTED", "READMITTED", "CONTINUED"]),
    );
  });

  test("[SEAT-6] a doubt readmits nobody, and a request that another one replaced cannot be granted", async () => {
    const { world, adviser, sittingId, accountId, runId } = await readingAtHome();
    const colleague = nth(world.advisers, 1).caller;
    const [second, third] = [await app.as(accountId), await app.as(accountId)];
    await second.must(seat.requestSeat, { params: { sittingId } });
    const { seatRequestId: stale } = await adviser.must(rooms.checkIn, { params: { sittingId } });
    await third.must(seat.requestSeat, { params: { sittingId } });
    await meetInCall(adviser, third, sittingId);
    const doubt = { documentType: "PASSPORT", outcome: "DOUBT", note: "Autre visage", readmitsSeatId: stale } as const;
    expect(await adviser.call(identity.recordIdentityCheck, { params: { sittingId }, body: doubt })).toMatchObject({
      ok: true,
    });
    expect(await third.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "REQUESTED" });
    const body = { ...confirmed, readmitsSeatId: stale };
    await meetInCall(colleague, third, sittingId);
    expect(await colleague.call(identity.recordIdentityCheck, { params: { sittingId }, body })).toMatchObject({
      code: "STATE_CHANGED",
    });
    expect(await second.must(mySitting, { params: { sittingId } })).toMatchObject({ seat: "ELSEWHERE" });
    expect(await save(second, runId, "never-seated", 1, "Ailleurs")).toMatchObject(elsewhere);
  });

  test("[SEAT-7] a pause outlives a change of machine, and its end leaves the clock to the person's «Continuer»", async () => {
    const { world, adviser, caller, sittingId, accountId } = await readingAtHome();
    const { sessionId } = world;
    await caller.must(heartbeat, { params: { sittingId }, body: alive });
    await adviser.must(conduct.pauseSittings, {
      params: { sessionId },
      body: { sittingIds: [sittingId], reason: "Alarme" },
    });
    const other = await app.as(accountId);
    await other.must(seat.requestSeat, { params: { sittingId } });
    const { seatRequestId: readmitsSeatId } = await adviser.must(rooms.checkIn, { params: { sittingId } });
    await meetInCall(adviser, other, sittingId);
    await adviser.must(identity.recordIdentityCheck, { params: { sittingId }, body: { ...confirmed, readmitsSeatId } });
    await adviser.must(conduct.resumeSittings, { params: { sessionId }, body: { sittingIds: [sittingId] } });
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "INTERRUPTED" });
    await other.must(continueSitting, { params: { sittingId } });
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "OPEN" });
  });

  test("[SEAT-5, SIT-7] a change of machine after a pause gives back its own time, and nothing of the pause again", async () => {
    const { world, adviser, caller, sittingId, accountId } = await readingAtHome();
    const { sessionId } = world;
    await caller.must(heartbeat, { params: { sittingId }, body: alive });
    app.clock.advance(20);
    await adviser.must(conduct.pauseSittings, { params: { sessionId }, body: { sittingIds: [sittingId], reason: "Bruit" } });
    app.clock.advance(1_200);
    await adviser.must(conduct.resumeSittings, { params: { sessionId }, body: { sittingIds: [sittingId] } });
    app.clock.advance(10);
    const other = await app.as(accountId);
    await other.must(seat.requestSeat, { params: { sittingId } });
    const { seatRequestId: readmitsSeatId } = await adviser.must(rooms.checkIn, { params: { sittingId } });
    await meetInCall(adviser, other, sittingId);
    await adviser.must(identity.recordIdentityCheck, { params: { sittingId }, body: { ...confirmed, readmitsSeatId } });
    app.clock.advance(30);
    await other.must(continueSitting, { params: { sittingId } });
    const { state, timeEntries } = await runOf(app, sittingId, "READING");
    expect(state).toBe("OPEN");
    // 20 s of silence, 1 200 s of pause, 10 s until somebody looked at them, 30 s until «Continuer».
    expect(timeEntries.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(1_260);
  });

  test("[SEAT-5] a break that ends on the way to another machine leaves the clock to the person’s «Continuer» too", async () => {
    const { adviser, caller, sittingId, accountId, runId } = await readingAtHome();
    const { registrationId } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: sittingId } });
    await grantMeasures(app, { registrationId, decidedById: accountId }, { breaks: { count: 1, minutes: 10 } });
    await caller.must(heartbeat, { params: { sittingId }, body: alive });
    await caller.must(startBreak, { params: { runId } });
    const other = await app.as(accountId);
    await other.must(seat.requestSeat, { params: { sittingId } });
    const { seatRequestId: readmitsSeatId } = await adviser.must(rooms.checkIn, { params: { sittingId } });
    await meetInCall(adviser, other, sittingId);
    await adviser.must(identity.recordIdentityCheck, { params: { sittingId }, body: { ...confirmed, readmitsSeatId } });
    app.clock.advance(601);
    await closeRuns(app.deps);
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "INTERRUPTED" });
    app.clock.advance(59);
    await other.must(continueSitting, { params: { sittingId } });
    const { state, timeEntries } = await runOf(app, sittingId, "READING");
    expect(state).toBe("OPEN");
    expect(timeEntries.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(660);
  });

  test("[SEAT-8] a seat is asked for and continued by its own person only, and only while there is an exam", async () => {
    const { caller, sittingId } = await readingAtHome();
    const stranger = await app.as(await app.account({ roles: ["CANDIDATE"] }));
    for (const route of [seat.requestSeat, continueSitting] as const)
      expect(await stranger.call(route, { params: { sittingId } })).toMatchObject({ code: "NOT_FOUND" });
    expect(await caller.call(seat.requestSeat, { params: { sittingId } })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const early = nth((await sessionWorld(app, { candidates: 1 })).candidates, 0);
    expect(await early.caller.call(seat.requestSeat, { params: { sittingId: early.sittingId } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
  });
});
