import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attentionOf } from "#shared/domain/conduct/attention.ts";
import { callAgain, holdSession, openActivity, pauseSittings, releaseSession, resumeSittings, sessionBoard } from "#shared/protocol/conduct.ts";
import { identityFacts, recordIdentityCheck } from "#shared/protocol/identity.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { checkIn, closeCheckIn, joinRoom } from "#shared/protocol/rooms.ts";
import { beginRoomLook } from "#shared/protocol/room-look.ts";
import { requestSeat } from "#shared/protocol/seat.ts";
import { arrive, continueSitting, mySitting } from "#shared/protocol/sitting.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { meetInCall } from "../support/check-in.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function under(activity: "READING" | "DISCUSSION", deliveryMode: "ONLINE" | "IN_PERSON" = "ONLINE") {
  const world = await sessionWorld(app, { candidates: 1, deliveryMode });
  const { sittingId, caller } = nth(world.candidates, 0);
  await openRun(app, sittingId, activity);
  const [first, second] = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller];
  const tile = async () => (await first.must(sessionBoard, { params: { sessionId: world.sessionId } })).sittings[0];
  return { sessionId: world.sessionId, caller, first, second, params: { sittingId }, tile };
}

const body = { reason: "Identité à revoir" };
const doubt = { documentType: "PASSPORT", outcome: "DOUBT", note: "Une autre voix qu’à l’accueil" } as const;
const confirmed = { documentType: "PASSPORT", outcome: "CONFIRMED", note: "" } as const;

describe("[IDY-16] somebody in the middle of an activity is called again", () => {
  test("[IDY-16, IDY-10] a doubt stays on the board until somebody else has looked in the call; every second is given back", async () => {
    const { sessionId, caller, first, second, params, tile } = await under("READING");
    await first.must(recordIdentityCheck, { params, body: doubt });
    expect((await tile())?.reasons).toContain("IDENTITY_DOUBT");
    expect(await second.must(identityFacts, { params })).toMatchObject({ doubt: { isMine: false, note: doubt.note } });
    const { roomId } = await second.must(callAgain, { params, body });
    expect(await second.must(callAgain, { params, body })).toEqual({ roomId });
    const [run] = (await caller.must(mySitting, { params })).runs;
    expect(run).toMatchObject({ state: "INTERRUPTED", stopCause: "PAUSE" });
    expect((await caller.must(mySitting, { params })).openRooms).toMatchObject([{ roomId, kind: "CHECK_IN" }]);
    for (const one of [second, caller]) await one.must(joinRoom, { params: { roomId } });
    expect(await first.call(recordIdentityCheck, { params, body: confirmed })).toMatchObject({ code: "NEEDS_TWO_ADVISERS" });
    await second.must(recordIdentityCheck, { params, body: confirmed });
    expect((await tile())?.reasons).not.toContain("IDENTITY_DOUBT");
    app.clock.advance(90);
    await second.must(closeCheckIn, { params: { roomId } });
    await second.must(resumeSittings, { params: { sessionId }, body: { sittingIds: [params.sittingId] } });
    const resumed = (await caller.must(mySitting, { params })).runs[0];
    expect(resumed).toMatchObject({ state: "OPEN", ledger: [{ seconds: 90, reason: body.reason }] });
    const { observations } = await caller.must(sittingRecord, { params });
    expect(observations.filter(({ kind }) => kind === "PAUSED")).toMatchObject([{ observer: "STAFF", text: body.reason }]);
  });

  test("[IDY-16] not out of a discussion that goes on, not in person, and by nobody of another session", async () => {
    const talking = await under("DISCUSSION");
    expect(await talking.first.call(callAgain, { params: talking.params, body })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const sittingIds = [talking.params.sittingId];
    await talking.first.must(pauseSittings, { params: { sessionId: talking.sessionId }, body: { sittingIds, ...body } });
    expect(await talking.first.call(callAgain, { params: talking.params, body })).toMatchObject({ ok: true });
    const there = await under("READING", "IN_PERSON");
    expect(await there.first.call(callAgain, { params: there.params, body })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await there.first.call(callAgain, { params: talking.params, body })).toMatchObject({ code: "NOT_FOUND" });
    expect(await there.caller.call(callAgain, { params: there.params, body })).toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("[IDY-17] a call ends when an activity opens for its person or their clock goes on", () => {
  /** Received in the call of the morning, which nobody ends, and reading since. */
  async function readingAfterCall() {
    const world = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId, accountId } = nth(world.candidates, 0);
    const adviser = nth(world.advisers, 0).caller;
    const [params, session] = [{ sittingId }, { sessionId: world.sessionId }];
    await caller.must(arrive, { params });
    await meetInCall(adviser, caller, sittingId);
    await adviser.must(recordIdentityCheck, { params, body: confirmed });
    const callOf = async () => (await adviser.must(checkIn, { params })).roomId;
    const morning = await callOf();
    await adviser.must(beginRoomLook, { params });
    await adviser.must(openActivity, { params: { ...session, activity: "READING" }, body: { sittingIds: [sittingId] } });
    const asked = async () => (await caller.must(mySitting, { params })).openRooms;
    const pause = () => adviser.must(pauseSittings, { params: session, body: { sittingIds: [sittingId], ...body } });
    const resume = () => adviser.must(resumeSittings, { params: session, body: { sittingIds: [sittingId] } });
    return { accountId, adviser, asked, caller, callOf, morning, params, pause, resume };
  }

  test("[IDY-17] the call of the morning is over with the first activity, whoever calls again calls anew, and a pause is a pause", async () => {
    const { adviser, asked, caller, callOf, morning, params, pause, resume } = await readingAfterCall();
    expect(morning).not.toBeNull();
    expect(await callOf()).toBeNull();
    // The look at the room ends with its call, as it does by hand.
    const { observations } = await caller.must(sittingRecord, { params });
    expect(observations.filter(({ kind }) => kind === "ROOM_NOT_LOOKED")).toHaveLength(1);
    await pause();
    expect(await asked()).toEqual([]);
    const { roomId } = await adviser.must(callAgain, { params, body });
    expect(roomId).not.toBe(morning);
    expect(await asked()).toMatchObject([{ roomId, kind: "CHECK_IN" }]);
    await resume();
    expect(await callOf()).toBeNull();
    await pause();
    expect(await asked()).toEqual([]);
  });

  test("[IDY-16] a call ends when it is ended, also while its people enter", async () => {
    const { caller, first, second, params } = await under("READING");
    for (let round = 0; round < 4; round += 1) {
      const { roomId } = await second.must(callAgain, { params, body });
      const close = { params: { roomId } };
      const ended = await Promise.all([caller.call(joinRoom, close), first.call(joinRoom, close), second.call(closeCheckIn, close), first.call(closeCheckIn, close)]);
      expect(ended.slice(2).map(({ ok }) => ok)).toEqual([true, true]);
    }
  });

  test("[IDY-17, CDT-17] what lets everybody go on leaves whoever is in a call there; naming them ends it", async () => {
    const { sessionId, caller, first, second, params } = await under("READING");
    await first.must(holdSession, { params: { sessionId }, body });
    const { roomId } = await second.must(callAgain, { params, body });
    await first.must(releaseSession, { params: { sessionId } });
    const facts = async () => {
      const { runs, openRooms } = await caller.must(mySitting, { params });
      return [runs[0]?.state, openRooms.map((room) => room.roomId)];
    };
    expect(await facts()).toEqual(["INTERRUPTED", [roomId]]);
    const all = { params: { sessionId }, body: { sittingIds: null } };
    expect(await first.call(resumeSittings, all)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect((await first.must(sessionBoard, { params: { sessionId } })).next.step).toBe("WAIT_READING");
    await first.must(resumeSittings, { params: { sessionId }, body: { sittingIds: [params.sittingId] } });
    expect(await facts()).toEqual(["OPEN", []]);
  });

  test("[IDY-17, SEAT-5] who asks to go on from another machine stays in the call until «Continuer»", async () => {
    const { accountId, adviser, callOf, params, pause, resume } = await readingAfterCall();
    const other = await app.as(accountId);
    await other.must(requestSeat, { params });
    await meetInCall(adviser, other, params.sittingId);
    const call = await callOf();
    await pause();
    await resume();
    expect(await callOf()).toBe(call);
    const { seatRequestId } = await adviser.must(checkIn, { params });
    await adviser.must(recordIdentityCheck, { params, body: { ...confirmed, readmitsSeatId: seatRequestId } });
    expect(await callOf()).toBe(call);
    await other.must(continueSitting, { params });
    expect(await callOf()).toBeNull();
  });
});

test("[IDY-16] a doubt is a reason to look in every state that is not the end", () => {
  const facts = {
    connection: "OK",
    hasOpenRun: true,
    isOnBreak: false,
    hasSeatRequest: false,
    hasHelpCall: false,
    hasDeviceLost: false,
    hasIdentityDoubt: true,
    hasRecheck: false,
    incident: "NONE",
    hasEndAsked: false,
    unsent: 0,
    battery: null,
  } as const;
  expect(attentionOf({ ...facts, sittingState: "IN_PROGRESS" })).toEqual({ level: "LOOK", reasons: ["IDENTITY_DOUBT"] });
  expect(attentionOf({ ...facts, sittingState: "COMPLETED" })).toEqual({ level: "ENDED", reasons: [] });
});
